// What a page's content script and the background tell each other over one port per frame.
// The background parses what pages send: a page's process may be compromised, ours then is not.

import { type MediaKey, type MemberId, memberIdSchema } from '@sameframe/shared/ids.ts';
import { type ActId, playbackActSchema } from '@sameframe/shared/playback.ts';
import { syncReportSchema } from '@sameframe/shared/presence.ts';
import { eventRefSchema } from '@sameframe/shared/protocol/envelope.ts';
import { MAX_HOLD_MS } from '@sameframe/shared/protocol/limits.ts';
import type { OpenedEvent, ReplicaState } from '@sameframe/shared/replica.ts';
import { type RelayMs, timelinePositionSchema } from '@sameframe/shared/time.ts';
import * as v from 'valibot';
import type { PageSettings } from './own-settings.ts';

export const CONTENT_PORT = 'content';

const pageSchema = v.object({
  url: v.pipe(v.string(), v.maxLength(2_048), v.regex(/^https?:\/\//)),
  title: v.pipe(v.string(), v.maxLength(200)),
});
/** The page of a tab, as its top frame sees it. */
export type Page = v.InferOutput<typeof pageSchema>;

const siteNoticeSchema = v.object({
  /** What people call the site. */
  site: v.pipe(v.string(), v.maxLength(40)),
  /** `experimental`: nobody promises that it works. `lost`: the site's player is not as Sameframe knows it. */
  kind: v.picklist(['experimental', 'lost']),
});
/** What people should know of how far Sameframe works on a site. */
export type SiteNotice = v.InferOutput<typeof siteNoticeSchema>;
const size = v.pipe(v.number(), v.minValue(0), v.maxValue(100_000));
const videoId = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const frameVideoSchema = v.object({
  /** Of this element, for as long as its document lives. */
  id: videoId,
  /** `sound`: there is nothing to be seen of it. */
  medium: v.picklist(['picture', 'sound']),
  /** Seconds; null while unknown, or endless. */
  lengthS: v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))),
  isLive: v.boolean(),
  /** As it stands on the page, in CSS px. */
  width: size,
  height: size,
  /** The one that this frame would drive. */
  isChosen: v.boolean(),
  /** A small JPEG as a data URL; null where the browser gives no picture. */
  thumbnail: v.nullable(
    v.pipe(v.string(), v.maxLength(24_000), v.regex(/^data:image\/jpeg;base64,[\w+/=]+$/)),
  ),
});
/** One that a person may choose. */
export type FrameVideo = v.InferOutput<typeof frameVideoSchema>;

/** More than anybody would look through. */
export const MAX_LISTED_VIDEOS = 24;

/** How the time of a tab's element stands to the party's film (SPEC TM). */
const filmStandingSchema = v.object({
  /** So much later everything comes in this copy, s; adverts that were found apart. */
  shiftS: v.pipe(v.number(), v.finite()),
  shiftedBy: v.picklist(['nobody', 'person', 'ends']),
  /** How much of the element's time is known to be adverts, s. */
  insertedS: v.pipe(v.number(), v.finite(), v.minValue(0)),
});
export type FilmStanding = v.InferOutput<typeof filmStandingSchema>;

/** By how much a person has shifted their copy of one media, s: so much later everything comes in it. */
export interface FilmShift {
  readonly key: MediaKey | null;
  readonly shiftS: number;
}

/** No party comes near it; a page that was taken over is not to fill our memory. */
const MAX_WAITED_FOR = 1_000;

const MOMENTS = ['hand', 'end', 'back'] as const;

export const contentToBackgroundSchema = v.variant('kind', [
  /** The best video of this frame changed. The background gives the party to the best frame of the tab. */
  v.object({
    kind: v.literal('candidate'),
    /** Visible area in px² times readiness; null: this frame has no video. */
    score: v.nullable(v.pipe(v.number(), v.minValue(0))),
    /** Of the top frame only: what the tab shows. */
    page: v.nullable(pageSchema),
    /** Large frames that we may not look into: the film may be in one of them, of at most that area in px². */
    closedFrames: v.pipe(
      v.array(
        v.object({ origin: v.pipe(v.string(), v.maxLength(300)), area: v.pipe(v.number(), v.minValue(0)) }),
      ),
      v.maxLength(16),
    ),
    /** Of this frame's site; null where all is well. */
    siteNotice: v.nullable(siteNoticeSchema),
    /** How many there are to choose from. */
    count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    /** It is the person's own choice. */
    isPicked: v.boolean(),
    /** Somebody may have come for it: no muted loop, no sound alone. */
    isFilm: v.boolean(),
  }),
  /** A frame within this one has come, or has loaded a document, which may be without our script. */
  v.object({ kind: v.literal('frame') }),
  /** Asked for by `list-videos`: all of this frame that one may choose. */
  v.object({
    kind: v.literal('videos'),
    videos: v.pipe(v.array(frameVideoSchema), v.maxLength(MAX_LISTED_VIDEOS)),
  }),
  /** The person has clicked on one in the page; null: they have left the choice as it is. */
  v.object({ kind: v.literal('picked'), video: v.nullable(videoId) }),
  /**
   * How this site's films are driven is wanted in this frame, with its half in the page's own world; of `generic` what asks
   * for a live stream's programme time. Answered by `site-player`.
   */
  v.object({
    kind: v.literal('site-player'),
    site: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
    hasPageWorld: v.boolean(),
  }),
  /** A panel is to be opened for the first time: their bundle is wanted in this frame. Answered by `panels`. */
  v.object({ kind: v.literal('panels') }),
  /** A clock probe; answered by `probed` with the same id. */
  v.object({ kind: v.literal('probe'), id: v.pipe(v.number(), v.safeInteger()) }),
  /** A user's act. Sent again after a reconnect until it is settled. `basis` is the head it was made on. */
  v.object({
    kind: v.literal('act'),
    act: playbackActSchema,
    basis: v.nullable(eventRefSchema),
    /** How long ago the person acted, in ms. */
    ageMs: v.pipe(v.number(), v.minValue(0)),
  }),
  /** The person wants everyone to be there. */
  v.object({ kind: v.literal('jump'), position: timelinePositionSchema }),
  /** This video has no data: the party is asked to wait for it. */
  v.object({
    kind: v.literal('hold'),
    limitMs: v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_HOLD_MS)),
  }),
  /** It can go on. */
  v.object({ kind: v.literal('release') }),
  v.object({
    kind: v.literal('report'),
    report: syncReportSchema,
    film: v.optional(v.nullable(filmStandingSchema), null),
    /** Whom the party waits for: the page alone knows the relay's time. */
    waitingFor: v.optional(v.pipe(v.array(memberIdSchema), v.maxLength(MAX_WAITED_FOR), v.readonly()), []),
  }),
  v.object({ kind: v.literal('moment'), what: v.picklist(MOMENTS) }),
  /** A click in the overlay that the background has to carry out. */
  v.object({
    kind: v.literal('ask'),
    ask: v.picklist(['go-to-media', 'leave', 'step-out', 'come-back', 'go-on']),
  }),
]);
export type ContentToBackground = v.InferOutput<typeof contentToBackgroundSchema>;

export type Connection = 'connecting' | 'connected' | 'reconnecting';

export type ActOutcome =
  /** In the log; the event itself follows or has been sent. */
  | { readonly kind: 'ordered' }
  /** Made offline and overtaken by something newer or by time (5 s). */
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * What may take the page elsewhere next: a press or a key of its person, or its film's end. Or what has: the browser's
 * history, of whose buttons no page hears a press.
 */
export type Moment = (typeof MOMENTS)[number];

/**
 * How the tab came to show another page than the party's: the party went on from the page that both were on, or the
 * person did (by their own hand, or with what the site plays after the end), or they never were on one.
 */
export type Apart = 'party-went-on' | 'went-on' | 'elsewhere';

/** What a person on another page than the party's is told, and may do about it. */
export interface OtherPage {
  readonly how: Apart;
  /** The party may be brought to this page. */
  readonly mayBring: boolean;
  /** On the party's page the browser will want a click on our icon first. */
  readonly needsClick: boolean;
  /** The person has chosen to stay where they are. */
  readonly isStaying: boolean;
}

export type BackgroundToContent =
  /** First message, and whenever the replica starts anew. */
  | {
      readonly kind: 'replica';
      readonly self: MemberId | null;
      readonly replica: ReplicaState;
      readonly connection: Connection;
    }
  /** Whether this frame drives the party's video. Exactly one frame per party and browser does. */
  | {
      readonly kind: 'role';
      readonly role: 'driving';
      /** Null: it cannot be named. Left out while the page has not told. */
      readonly page?: Page | null | undefined;
    }
  | { readonly kind: 'role'; readonly role: 'standing-by' }
  /** Whether the person has stepped out of the party: first after the replica, and whenever it changes. */
  | { readonly kind: 'stepping'; readonly isSteppedOut: boolean }
  /** As often. */
  | { readonly kind: 'settings'; readonly settings: PageSettings }
  /** How the person has shifted their copies; as often. */
  | { readonly kind: 'film-shifts'; readonly shifts: readonly FilmShift[] }
  /** How the page stands to the party's: after the first messages, and whenever it changes. */
  | {
      readonly kind: 'apart';
      /** Null: on the party's page, or not known. */
      readonly apart: OtherPage | null;
      /** The person's standing wish: everyone comes to this page as soon as it plays; with a lead, together. */
      readonly bring: { readonly leadMs: number | null } | null;
    }
  | { readonly kind: 'event'; readonly event: OpenedEvent }
  | { readonly kind: 'settled'; readonly id: ActId; readonly outcome: ActOutcome }
  | { readonly kind: 'connection'; readonly connection: Connection }
  /** To who may let them in: these wait at the door. Null is somebody without a name. */
  | { readonly kind: 'knocked'; readonly names: readonly (string | null)[] }
  | {
      readonly kind: 'probed';
      readonly id: number;
      readonly relayReceivedAt: RelayMs;
      readonly relaySentAt: RelayMs;
    }
  /**
   * Every second: hidden pages have no timers worth the name. It tells the connection as it is, so that a page
   * which missed a change is right again a second later.
   */
  | { readonly kind: 'tick'; readonly connection: Connection }
  /** Whether somebody looks at the list of videos: it is told at once, and with each tick. */
  | { readonly kind: 'list-videos'; readonly isWanted: boolean }
  /** The person's choice; null: there is none in this frame. */
  | { readonly kind: 'pick'; readonly video: number | null }
  /** Whether a click on a video in the page chooses it. */
  | { readonly kind: 'pick-on-page'; readonly isOn: boolean }
  /** By the keyboard: the panel beside the film opens, or closes. */
  | { readonly kind: 'toggle-side' }
  /** The popup asks to see, or no longer to see, the details of the own sync. */
  | { readonly kind: 'toggle-details' }
  /** The popup's word: the party comes to the video of this page. */
  | { readonly kind: 'bring-everyone' }
  /** The site's player is in this frame now. */
  | { readonly kind: 'site-player' }
  /** Whether the bundle of panels is in this frame now. */
  | { readonly kind: 'panels'; readonly areThere: boolean }
  /** The party left this tab: remove everything. */
  | { readonly kind: 'end' };
