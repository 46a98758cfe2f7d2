// What members tell each other about themselves, sealed and volatile: shown, never folded into the timeline.
import * as v from 'valibot';

/** Name under which presence is sealed; never a channel of the log. */
export const PRESENCE_PLACE = 'presence';

/** A report older than this is no longer shown, in ms: three missed ones. */
export const PRESENCE_TTL_MS = 8_000;
/** How often a member reports at least, in ms. */
export const PRESENCE_PERIOD_MS = 2_000;

export const SYNC_STATES = [
  /** Nobody has said what is played yet. */
  'idle',
  'in-step',
  'catching-up',
  'buffering',
  /** The party waits for somebody else. */
  'waiting',
  /** The browser refuses to play before the person clicks. */
  'needs-click',
  'other-page',
  'no-video',
  /** Their element shows an advert: the party goes on, and they come back by themselves. */
  'in-ad',
  /** Chose to: the party goes on without them until they come back. */
  'stepped-out',
  /** Out for the moment: the page was left or reloaded, or the person was asked about a change of their own. */
  'away',
] as const;
export const syncStateSchema = v.picklist(SYNC_STATES);
export type SyncState = v.InferOutput<typeof syncStateSchema>;

export const syncReportSchema = v.object({
  state: syncStateSchema,
  /** playhead − expected position, in ms; null where there is nothing to measure. */
  driftMs: v.nullable(v.pipe(v.number(), v.finite())),
  /** Uncertainty of the clock behind `driftMs`, ± ms. */
  uncertaintyMs: v.nullable(v.pipe(v.number(), v.minValue(0))),
  /** Media loaded ahead of the playhead, in s; null where there is none, and in reports from before it was sent. */
  bufferedAheadS: v.optional(v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))), null),
  /** Of a live stream: by what its positions are aligned with the party's, or that they are not. */
  live: v.optional(v.picklist(['programme', 'edge', 'apart'])),
});
/** How one member stands to the timeline, measured on their own video. */
export type SyncReport = v.InferOutput<typeof syncReportSchema>;

/** The figures of a report where there is nothing to measure. */
export const NOTHING_MEASURED = { driftMs: null, uncertaintyMs: null, bufferedAheadS: null } as const;
