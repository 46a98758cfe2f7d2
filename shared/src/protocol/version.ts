// Which dialect two ends speak. One integer, raised when an old end would misunderstand a new one.
import * as v from 'valibot';
import { fail, type Result, succeed } from '../result.ts';

export const PROTOCOL_VERSION = 1;

/** What one end speaks, both bounds included. */
export const versionRangeSchema = v.pipe(
  v.object({ min: v.pipe(v.number(), v.safeInteger()), max: v.pipe(v.number(), v.safeInteger()) }),
  v.check((range) => range.min <= range.max, 'min is above max'),
);
export type VersionRange = v.InferOutput<typeof versionRangeSchema>;

export const SPOKEN_VERSIONS: VersionRange = { min: PROTOCOL_VERSION, max: PROTOCOL_VERSION };

/** The highest version both speak, or which of the two must be updated (SPEC AD1). */
export function negotiateVersion(
  member: VersionRange,
  relay: VersionRange,
): Result<number, 'client-too-old' | 'relay-too-old'> {
  if (member.max < relay.min) return fail('client-too-old');
  if (relay.max < member.min) return fail('relay-too-old');
  return succeed(Math.min(member.max, relay.max));
}
