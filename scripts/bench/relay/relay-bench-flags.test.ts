import { expect, it } from 'vitest';
import { parseRelayBenchFlags } from './relay-bench-flags.ts';

it('measures everything when told nothing', () => {
  expect(parseRelayBenchFlags([])).toMatchObject({
    ok: true,
    value: { parts: ['steady', 'burst', 'parties', 'nodes'], sizes: [100, 1_000, 5_000], partyCount: 2_500 },
  });
});

it('refuses what it does not know, in a sentence', () => {
  expect(parseRelayBenchFlags(['--only', 'speed'])).toEqual({
    ok: false,
    reason: '--only knows steady, burst, parties, nodes. --help lists all flags.',
  });
  expect(parseRelayBenchFlags(['--sizes', '1000,many'])).toMatchObject({ ok: false });
  expect(parseRelayBenchFlags(['--loud'])).toMatchObject({ ok: false });
});
