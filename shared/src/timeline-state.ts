// What a fold makes of the playback and hold channels: plain data, also inside an act that lets the log forget
// how it came about. How it changes is timeline-fold.ts's.
import * as v from 'valibot';
import { type Holds, holdsSchema, NO_HOLDS } from './hold.ts';
import { type MemberId, memberIdSchema } from './ids.ts';
import { type Lamport, lamportSchema, NOTHING_SEEN } from './lamport.ts';
import { type ActId, type Playback, type PlaybackAct, playbackActSchema } from './playback.ts';
import { relayMsSchema, timelinePositionSchema } from './time.ts';

/** Who last acted, for words like "Bob paused". */
export interface LastAct {
  readonly lamport: Lamport;
  readonly by: MemberId;
  readonly kind: PlaybackAct['kind'];
  readonly id: ActId;
}

export interface TimelineState {
  /** Null until the first act: nobody has said what is played. */
  readonly playback: Playback | null;
  readonly lastAct: LastAct | null;
  /** Up to here the author of `lastAct` must have seen the log for their next act to be taken whole. */
  readonly lastOther: Lamport;
  readonly holds: Holds;
}

export const EMPTY_TIMELINE: TimelineState = {
  playback: null,
  lastAct: null,
  lastOther: NOTHING_SEEN,
  holds: NO_HOLDS,
};

export const timelineStateSchema = v.object({
  playback: v.nullable(
    v.object(
      v.entriesFromObjects([
        v.object({
          vector: v.object({
            position: timelinePositionSchema,
            velocity: v.pipe(v.number(), v.finite(), v.minValue(0)),
            timestamp: relayMsSchema,
          }),
        }),
        v.pick(playbackActSchema, ['isPlaying', 'rate', 'media']),
      ]),
    ),
  ),
  lastAct: v.nullable(
    v.object(
      v.entriesFromObjects([
        v.object({ lamport: lamportSchema, by: memberIdSchema }),
        v.pick(playbackActSchema, ['kind', 'id']),
      ]),
    ),
  ),
  lastOther: lamportSchema,
  holds: holdsSchema,
});
