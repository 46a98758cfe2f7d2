// The playback channel: what members want of the party's one timeline, and what a fold makes of it.
// Holds (somebody is waited for) live in hold.ts; timeline-fold.ts joins the two.
import * as v from 'valibot';
import { cleanLine, cutToUnits } from './clean-line.ts';
import { mediaKeySchema } from './ids.ts';
import { MAX_ACT_AGE_MS, MAX_LEAD_MS } from './protocol/limits.ts';
import { type MediaSeconds, type RelayMs, relayMsSchema, timelinePositionSchema } from './time.ts';
import { positionAt, type TimelineVector } from './timeline.ts';
import { webAddressSchema } from './web-address.ts';

export const PLAYBACK_CHANNEL = 'playback';
/** Playback and hold events are kept in one log, as a hold means nothing without what it held. */
export const TIMELINE_LOG = 'timeline';

/** The range that both browsers play with sound. */
export const MIN_RATE = 0.0625;
export const MAX_RATE = 16;

/**
 * What the positions of a live stream are (SPEC LV). `programme`: when they were on, in seconds since 1970, by what the
 * stream itself says; `edge`: seconds of the party's clock at which they were the newest there was, true to within a
 * piece of the stream.
 */
export const LIVE_REFERENCES = ['programme', 'edge'] as const;
export type LiveReference = (typeof LIVE_REFERENCES)[number];

/** In UTF-16 units. Pages name themselves at length; who tells of one cuts it there. */
export const MAX_TITLE_CHARS = 200;

/** What is played: identity, where a friend can go to see it, and what to call it. */
export const mediaSchema = v.object({
  key: mediaKeySchema,
  url: webAddressSchema,
  /** Shown to everyone, whoever says it. Cut once it is clean: it may have grown by that. */
  title: v.pipe(
    v.string(),
    v.maxLength(MAX_TITLE_CHARS),
    v.transform((title) => cutToUnits(cleanLine(title, MAX_TITLE_CHARS), MAX_TITLE_CHARS)),
  ),
  /** How long it is for whoever brought it, in the party's seconds; missing while that is unknown, or endless. */
  durationS: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  /** Only of live streams. */
  live: v.optional(v.picklist(LIVE_REFERENCES)),
  /**
   * Beside `programme`: position by the edge − position by the programme's clock, s, as who told it has both. So who has
   * no such clock finds the same place to within a piece.
   */
  edgeLagS: v.optional(v.pipe(v.number(), v.finite())),
});
export type Media = v.InferOutput<typeof mediaSchema>;

/** Dated by who acted (relay time, converted with their offset), or scheduled after its ordering. */
const whenSchema = v.variant('kind', [
  v.object({ kind: v.literal('acted'), actedAt: relayMsSchema }),
  v.object({
    kind: v.literal('scheduled'),
    leadMs: v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_LEAD_MS)),
  }),
]);
export type When = v.InferOutput<typeof whenSchema>;

/** Names one act from the click to the log, so that its author knows it again whatever died in between. */
export type ActId = string & { readonly __brand: 'ActId' };
export const actIdSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,32}$/),
  v.transform((text) => text as ActId),
);

/**
 * A wish about the timeline. It carries the whole state as its author wants it *and*, by its kind, which part
 * of it the author means: behind the newest playback event only that part is applied (SPEC PB2).
 */
export const playbackActSchema = v.object({
  id: actIdSchema,
  kind: v.picklist(['play', 'pause', 'seek-to', 'set-rate', 'change-media']),
  position: timelinePositionSchema,
  isPlaying: v.boolean(),
  rate: v.pipe(v.number(), v.minValue(MIN_RATE), v.maxValue(MAX_RATE)),
  media: v.nullable(mediaSchema),
  when: whenSchema,
});
export type PlaybackAct = v.InferOutput<typeof playbackActSchema>;

/** The party's wish at an instant. `vector.velocity` is `rate` while playing and 0 while paused. */
export interface Playback {
  readonly vector: TimelineVector;
  readonly isPlaying: boolean;
  /** The party's speed; kept while paused. Never a correction's rate. */
  readonly rate: number;
  readonly media: Media | null;
}

/** The instant an act is true from: never the future, never older than the clamp allows (SPEC PB3). */
export function resolveWhen(when: When, at: RelayMs): RelayMs {
  if (when.kind === 'scheduled') return (at + when.leadMs) as RelayMs;
  return Math.min(at, Math.max(at - MAX_ACT_AGE_MS, when.actedAt)) as RelayMs;
}

/** Applies the whole of an act: its author had seen everything before it. */
export function applyWholeAct(act: PlaybackAct, at: RelayMs): Playback {
  const timestamp = resolveWhen(act.when, at);
  const velocity = act.isPlaying ? act.rate : 0;
  return {
    vector: { position: act.position, velocity, timestamp },
    isPlaying: act.isPlaying,
    rate: act.rate,
    media: act.media,
  };
}

/** Two films, as far as both are known. */
export function isOtherMedia(one: Media | null, other: Media | null): boolean {
  return one !== null && other !== null && one.key !== other.key;
}

/** The same is on, and only told anew: in the seconds of another reference, or with its length (SPEC LV, TM4). */
export function isRetold(known: Media | null, told: Media | null): boolean {
  if (known === null || known.key !== told?.key) return false;
  return known.live !== told.live || (known.durationS === undefined && told.durationS !== undefined);
}

/** A place, a stop and a start are of the film that their author saw; a speed is the party's. */
export function isOfFormerMedia({ kind, media }: PlaybackAct, current: Media | null): boolean {
  return kind !== 'change-media' && kind !== 'set-rate' && isOtherMedia(media, current);
}

/** Applies only what an act means: its author had not seen `current` (SPEC PB2). */
export function applyMeantPart(current: Playback, act: PlaybackAct, at: RelayMs): Playback {
  if (isOfFormerMedia(act, current.media)) return current;
  const timestamp = Math.max(resolveWhen(act.when, at), current.vector.timestamp) as RelayMs;
  const here = positionAt(current.vector, timestamp);
  const meant = inSecondsOf(act.position, act.media, current.media) ?? here;
  switch (act.kind) {
    case 'change-media': {
      if (!isRetold(current.media, act.media)) return applyWholeAct(act, at);
      // The same is on, and what was done to it meanwhile stands (SPEC LV8).
      const position = inSecondsOf(here, current.media, act.media) ?? act.position;
      const { isPlaying, rate } = current;
      return { ...move(current, { position, timestamp, isPlaying, rate }), media: act.media };
    }
    case 'pause':
      return move(current, { position: meant, timestamp, isPlaying: false, rate: current.rate });
    case 'play':
      return move(current, { position: here, timestamp, isPlaying: true, rate: current.rate });
    case 'seek-to':
      return move(current, {
        position: meant,
        timestamp,
        isPlaying: current.isPlaying,
        rate: current.rate,
      });
    case 'set-rate':
      return move(current, { position: here, timestamp, isPlaying: current.isPlaying, rate: act.rate });
  }
}

/** The same place by the reference of `to`; null where it is not known how one goes with the other. */
function inSecondsOf(position: MediaSeconds, from: Media | null, to: Media | null): MediaSeconds | null {
  if (from?.live === to?.live) return position;
  const [lagS, otherLagS] = [edgeLagOf(from), edgeLagOf(to)];
  if (lagS === undefined || otherLagS === undefined) return null;
  return (position + lagS - otherLagS) as MediaSeconds;
}

/** Position by the edge − position, s; undefined of films, and where nobody said. */
function edgeLagOf(media: Media | null): number | undefined {
  return media?.live === 'edge' ? 0 : media?.edgeLagS;
}

function move(
  current: Playback,
  to: Pick<TimelineVector, 'position' | 'timestamp'> & { readonly isPlaying: boolean; readonly rate: number },
): Playback {
  const velocity = to.isPlaying ? to.rate : 0;
  return {
    vector: { position: to.position, velocity, timestamp: to.timestamp },
    isPlaying: to.isPlaying,
    rate: to.rate,
    media: current.media,
  };
}
