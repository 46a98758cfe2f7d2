// How long anybody may make a party wait, looked at in a whole log (SPEC HO6, HO9).
import type { MemberId } from '@sameframe/shared/ids.ts';
import { EMPTY_REPLICA, foldEvent, type OpenedEvent } from '@sameframe/shared/replica.ts';

const PERIOD_MS = 60_000;
/** What the most patient policy allows in a minute; words take a while to travel and to be ordered. */
const PATIENCE_MS = 30_000;
const TRAVEL_MS = 3_000;

interface Wait {
  readonly by: MemberId;
  readonly from: number;
  readonly to: number;
}

/** Throws when somebody holds for longer than allowed, at a time or in a minute. */
export function checkWaiting(events: readonly OpenedEvent[]): void {
  const waits = listWaits(events);
  for (const { by, from, to } of waits) {
    if (to - from > PATIENCE_MS) throw new Error(`[HO6] ${by} held for ${to - from} ms`);
    const inMinute = waits.filter(
      (wait) => wait.by === by && wait.from >= from && wait.from < from + PERIOD_MS,
    );
    const totalMs = inMinute.reduce((sum, wait) => sum + wait.to - wait.from, 0);
    if (totalMs > PATIENCE_MS + TRAVEL_MS * inMinute.length) {
      throw new Error(`[HO9] ${by} held for ${totalMs} ms of a minute`);
    }
  }
}

/** From each hold in the log to what ended it: another event, or its own limit. */
function listWaits(events: readonly OpenedEvent[]): readonly Wait[] {
  const open = new Map<MemberId, { readonly from: number; readonly until: number }>();
  const waits: Wait[] = [];
  let replica = EMPTY_REPLICA;
  for (const event of events) {
    replica = foldEvent(replica, event);
    const { holds } = replica.timeline;
    for (const [by, { from, until }] of open) {
      if (holds[by] === until && until > event.at) continue;
      open.delete(by);
      waits.push({ by, from, to: Math.min(until, event.at) });
    }
    for (const by of Object.keys(holds) as MemberId[]) {
      const until = holds[by] ?? 0;
      if (until > event.at && !open.has(by)) open.set(by, { from: event.at, until });
    }
  }
  for (const [by, { from, until }] of open) waits.push({ by, from, to: until });
  return waits;
}
