import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { negotiateVersion, SPOKEN_VERSIONS, versionRangeSchema } from './version.ts';

const range = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.nat({ max: 5 }))
  .map(([min, more]) => ({ min, max: min + more }));

test('[AD1] the highest version that both speak is spoken; else it is said who must be updated', () => {
  fc.assert(
    fc.property(range, range, (member, relay) => {
      const spoken = negotiateVersion(member, relay);
      const both = Array.from({ length: 30 }, (_, version) => version).filter((version) =>
        [member, relay].every(({ min, max }) => min <= version && version <= max),
      );
      if (spoken.ok) expect(spoken.value).toBe(both.at(-1));
      else {
        expect(both).toEqual([]);
        expect(spoken.reason).toBe(member.max < relay.min ? 'client-too-old' : 'relay-too-old');
      }
    }),
  );
});

test('[AD1] this version speaks with itself', () => {
  expect(negotiateVersion(SPOKEN_VERSIONS, SPOKEN_VERSIONS)).toEqual({
    ok: true,
    value: SPOKEN_VERSIONS.max,
  });
});

test('[AD2] a range of versions is two whole numbers in their order', () => {
  const isRange = (value: unknown) => v.safeParse(versionRangeSchema, value).success;
  expect(
    [
      { min: 1, max: 1 },
      { min: 1, max: 9, name: 'x' },
    ].every(isRange),
  ).toBe(true);
  expect(
    [{ min: 2, max: 1 }, { min: 1 }, { min: 0.5, max: 1 }, { min: '1', max: '1' }, 1, null].some(isRange),
  ).toBe(false);
});
