// Whom the party waits for. The acts that begin and end it are hold-act.ts's, their effect on the timeline is
// timeline-fold.ts's. A hold ends by relay time alone, so nobody need be alive to end it (SPEC HO2).
import * as v from 'valibot';
import type { MemberId } from './ids.ts';
import { type RelayMs, relayMsSchema } from './time.ts';

/** Who is waited for, and until when at the latest. */
export type Holds = Readonly<Record<MemberId, RelayMs>>;

export const NO_HOLDS: Holds = {};

export const holdsSchema = v.pipe(
  v.record(v.string(), relayMsSchema),
  v.transform((record) => record as Holds),
);

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
