// PURE. Where a live stream stands by its edge (SPEC LV): its newest second is the party's now, as nobody has an older
// and nobody a newer one. Each member hears of a new piece a little late, by its own polling; who hears of one at once
// knows best, so of the last pieces the one that came earliest counts.
import type { LiveWindow } from './live-window.ts';

export interface LiveEdge {
  readonly endS: number;
  /** Edge − clock when the edge was last seen to move, s, newest last; of the very first look where none moved yet. */
  readonly leadsS: readonly number[];
  readonly hasMoved: boolean;
  /** Edge − clock that counts, s. */
  readonly leadS: number;
}

/** So many pieces tell how late one hears of them at best. */
const KEPT_PIECES = 6;
/** Everyone's film would have to move for what nobody notices, s: only more than this is another place. */
const SAME_PLACE_S = 0.75;
/** Apart by more, it is another stream, or its player has begun to count anew, s. */
const NEW_STREAM_S = 60;

/** `clockS`: the party's clock, s. */
export function noteEdge(known: LiveEdge | null, { endS }: LiveWindow, clockS: number): LiveEdge {
  const seenS = endS - clockS;
  if (known === null) return { endS, leadsS: [seenS], hasMoved: false, leadS: seenS };
  if (endS === known.endS) return known;
  const isNew = Math.abs(seenS - known.leadS) > NEW_STREAM_S;
  const before = known.hasMoved && !isNew ? known.leadsS : [];
  const leadsS = [...before, seenS].slice(-KEPT_PIECES);
  const bestS = Math.max(...leadsS);
  const leadS = Math.abs(bestS - known.leadS) > SAME_PLACE_S ? bestS : known.leadS;
  return { endS, leadsS, hasMoved: true, leadS };
}

/** Whether a stream's end goes on: many players give a live stream the length that it has by now. */
export interface Growth {
  readonly firstS: number;
  readonly lastS: number;
  readonly steps: number;
}

/** Ends that players only correct move once, or by less, s. */
const GROWN_S = 2;
const GROWN_STEPS = 2;

export function noteGrowth(known: Growth | null, durationS: number): Growth {
  if (known === null || durationS < known.lastS) return { firstS: durationS, lastS: durationS, steps: 0 };
  return durationS === known.lastS ? known : { ...known, lastS: durationS, steps: known.steps + 1 };
}

export function hasGrown({ firstS, lastS, steps }: Growth): boolean {
  return steps >= GROWN_STEPS && lastS - firstS > GROWN_S;
}
