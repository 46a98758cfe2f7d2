// The hold channel: a member whose video has no data makes the party wait and lets it go again, and the host goes
// on without waiting. Written by everyone, so that a guest can be waited for when only the host controls.
import * as v from 'valibot';
import { MAX_HOLD_MS, MAX_LEAD_MS } from './protocol/limits.ts';
import { type TimelineState, timelineStateSchema } from './timeline-state.ts';

export const HOLD_CHANNEL = 'hold';

const leadMs = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_LEAD_MS));
const hold = v.object({
  kind: v.literal('hold'),
  limitMs: v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_HOLD_MS)),
});
/** Ends the author's own hold. */
const release = v.object({ kind: v.literal('release'), leadMs });
/** Ends all holds. */
const goOn = v.object({ kind: v.literal('go-on'), leadMs });

/** What a member wants; it becomes an act with what its author knows at the moment of sending. */
export type HoldWish = v.InferOutput<typeof hold | typeof release | typeof goOn>;

/**
 * The timeline as its author had folded it. Only who knows nothing yet takes it: with it the log may forget the
 * holds before, and a late joiner still learns how long they lasted (SPEC HO8). Null: forget nothing.
 */
const standing = v.object({ standing: v.nullable(timelineStateSchema) });

export const holdActSchema = v.variant('kind', [
  hold,
  v.object(v.entriesFromObjects([release, standing])),
  v.object(v.entriesFromObjects([goOn, standing])),
]);
export type HoldAct = v.InferOutput<typeof holdActSchema>;

/** A body is bounded; with more members waited for than this the log forgets nothing. */
const MAX_STANDING_HOLDS = 8;

export function composeHoldAct(wish: HoldWish, standing: TimelineState): HoldAct {
  if (wish.kind === 'hold') return wish;
  const isTellable = standing.playback !== null && Object.keys(standing.holds).length <= MAX_STANDING_HOLDS;
  return { ...wish, standing: isTellable ? standing : null };
}

/** Whether nothing before this act is needed by a late joiner, if its author had seen all of it. */
export function carriesStanding(act: HoldAct): boolean {
  return act.kind !== 'hold' && act.standing !== null;
}
