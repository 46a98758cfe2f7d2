// The hold channel: a stalled member makes the party wait and lets it go again. Its effect on the timeline
// is timeline-fold.ts's. A hold ends by relay time alone, so nobody need be alive to end it (SPEC HO2).
import * as v from 'valibot';
import type { MemberId } from './ids.ts';
import { MAX_HOLD_MS, MAX_LEAD_MS } from './protocol/limits.ts';
import type { RelayMs } from './time.ts';

export const HOLD_CHANNEL = 'hold';

export const holdActSchema = v.variant('kind', [
  v.object({
    kind: v.literal('hold'),
    limitMs: v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_HOLD_MS)),
  }),
  v.object({
    kind: v.literal('release'),
    leadMs: v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_LEAD_MS)),
  }),
]);
export type HoldAct = v.InferOutput<typeof holdActSchema>;

/** Who is waited for, and until when at the latest. */
export type Holds = Readonly<Record<MemberId, RelayMs>>;

export const NO_HOLDS: Holds = {};

/** The members still waited for at `now`. */
export function membersHolding(holds: Holds, now: RelayMs): MemberId[] {
  return (Object.keys(holds) as MemberId[]).filter((member) => (holds[member] ?? 0) > now);
}

/** When the last of the holds lapses by itself; null without any. */
export function holdsEndAt(holds: Holds): RelayMs | null {
  const ends = Object.values(holds);
  return ends.length === 0 ? null : (Math.max(...ends) as RelayMs);
}

export function withoutHolds(holds: Holds, members: readonly MemberId[]): Holds {
  const remaining = Object.entries(holds).filter(([member]) => !members.includes(member as MemberId));
  return Object.fromEntries(remaining) as Holds;
}
