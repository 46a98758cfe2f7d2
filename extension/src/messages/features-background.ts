// What the features over a video (chat, queue, reactions) and the background tell each other over a port of their own:
// the content script that drives the video has no part in it. The background parses what pages send.
import { emojiSchema } from '@sameframe/shared/emoji.ts';
import type { FeatureLogs, FeatureNews } from '@sameframe/shared/feature-log.ts';
import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import { type ActId, actIdSchema, type Media, mediaSchema } from '@sameframe/shared/playback.ts';
import type { SyncReport } from '@sameframe/shared/presence.ts';
import { nameSchema } from '@sameframe/shared/protocol/name.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { PartyRules, Role } from '@sameframe/shared/protocol/rules.ts';
import { timelinePositionSchema } from '@sameframe/shared/time.ts';
import * as v from 'valibot';
import type { Connection } from './content-background.ts';
import { type FeatureAnswer, featureAskSchema, type ListedVideo, MAX_LISTED } from './feature-asks.ts';

export const FEATURES_PORT = 'features';

/** The feature that takes what somebody wants to watch later. */
export const QUEUE_FEATURE = 'queue';

const part = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const panelPlaceSchema = v.object({ x: part, y: part });
/**
 * Where the panel stands over the film, in parts of what the film leaves free. 0: at the left or top edge; 1: at the right or
 * bottom edge.
 */
export type PanelPlace = v.InferOutput<typeof panelPlaceSchema>;

/** An act as JSON, in characters: no body takes more, in whatever script. What takes more bytes than that is refused. */
export const MAX_ACT_CHARS = 6_000;
/** What a feature notes for itself in this browser, as JSON, in characters. */
export const MAX_NOTE_CHARS = 20_000;

const jsonUpTo = (maxChars: number) =>
  v.pipe(
    v.unknown(),
    v.check((value) => {
      try {
        return (JSON.stringify(value) ?? '').length <= maxChars;
      } catch {
        // What a port carries and JSON does not: circles, big numbers.
        return false;
      }
    }),
  );

const offerOutcomeSchema = v.variant('kind', [
  v.object({
    kind: v.literal('taken'),
    count: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_LISTED)),
  }),
  v.object({ kind: v.literal('refused'), why: v.picklist(['full', 'not-allowed', 'no-address']) }),
]);
/** What has become of videos that were handed to a feature. */
export type OfferOutcome = v.InferOutput<typeof offerOutcomeSchema>;

/** One of them: what it shows (small-picture.ts), where that was to be had. */
export interface OfferedVideo extends ListedVideo {
  readonly picture?: string;
}

/** Videos that the person wants a feature to take, from another page of this browser. */
export interface Offer {
  /** The same when it is made again; at most 24 letters, digits, `-` and `_`. */
  readonly id: string;
  readonly videos: readonly OfferedVideo[];
}

export const featuresToBackgroundSchema = v.variant('kind', [
  /** An act of a feature. Sent again after a reconnect until it has come back in order or was refused. */
  v.object({
    kind: v.literal('say'),
    feature: nameSchema,
    id: actIdSchema,
    act: jsonUpTo(MAX_ACT_CHARS),
    isKept: v.boolean(),
  }),
  /** The person wants everyone to be there. */
  v.object({ kind: v.literal('jump'), position: timelinePositionSchema }),
  /** Everyone is to watch that from its beginning, which waits for `begin`; `key` is what the page itself will have. */
  v.object({ kind: v.literal('open'), media: mediaSchema }),
  /** What stands still goes on for everyone together. */
  v.object({ kind: v.literal('begin') }),
  /** The feature has something to do on every page of the party, also where nobody opens it. */
  v.object({ kind: v.literal('attend'), feature: nameSchema, isNeeded: v.boolean() }),
  /** Of use to this browser alone, as long as it is in the party: what was read, who is muted. */
  v.object({
    kind: v.literal('note'),
    feature: nameSchema,
    note: jsonUpTo(MAX_NOTE_CHARS),
    /** The note to begin with where the party goes on under a new code; left out: none. */
    onward: v.optional(jsonUpTo(MAX_NOTE_CHARS)),
  }),
  /** The person has put the panel there; null: back to where it is at first. */
  v.object({ kind: v.literal('place'), place: v.nullable(panelPlaceSchema) }),
  /** Of an `offer`. */
  v.object({
    kind: v.literal('settle-offer'),
    id: v.pipe(v.string(), v.maxLength(24)),
    outcome: offerOutcomeSchema,
  }),
  /** Answered by `answer` with the same id, also where it is not understood (null): somebody waits for that. */
  v.object({
    kind: v.literal('ask'),
    id: v.pipe(v.number(), v.safeInteger()),
    ask: v.fallback(v.nullable(featureAskSchema), null),
  }),
  /** Somebody is to choose an emoji. `isMissing`: the script with them has not been here yet. */
  v.object({ kind: v.literal('emoji'), isMissing: v.boolean() }),
  /** The person has chosen this one. */
  v.object({ kind: v.literal('used-emoji'), emoji: emojiSchema }),
]);
export type FeaturesToBackground = v.InferOutput<typeof featuresToBackgroundSchema>;

export interface FeatureMember {
  readonly id: MemberId;
  /** Null until it is known. */
  readonly name: string | null;
  /** The emoji that is their picture; null if they have chosen none. */
  readonly avatar: string | null;
  readonly isSelf: boolean;
  readonly role: Role;
  /** Null when nothing was heard of them lately. */
  readonly report: SyncReport | null;
}

/** The party as its features see it. */
export interface FeatureParty {
  readonly self: MemberId | null;
  readonly connection: Connection;
  readonly members: readonly FeatureMember[];
  /** How many more are in, and not listed. */
  readonly unlisted: number;
  /** Also of who has left. */
  readonly names: Readonly<Record<MemberId, string>>;
  /** Of those who have chosen one; also of who has left. */
  readonly avatars: Readonly<Record<MemberId, string>>;
  readonly role: Role;
  readonly rules: PartyRules;
  readonly media: Media | null;
  /** What the party's tab of this browser shows; null where we are not let in. */
  readonly page: { readonly key: MediaKey; readonly title: string } | null;
  readonly isPlaying: boolean;
}

export type BackgroundToFeatures =
  /** First message, and whenever it has changed. */
  | { readonly kind: 'party'; readonly party: FeatureParty }
  /** Second message. */
  | { readonly kind: 'place'; readonly place: PanelPlace | null }
  /** Third message, and whenever the replica starts anew: all that is kept, and what each feature has noted. */
  | {
      readonly kind: 'history';
      readonly features: FeatureLogs;
      readonly notes: Readonly<Record<string, unknown>>;
      /** What has this lamport or a later one came while nothing was there to show it. */
      readonly unheardFrom: number | null;
    }
  | { readonly kind: 'news'; readonly news: FeatureNews }
  /** The script with the emoji is there, if it was let in. Those that were used last; the newest first. */
  | { readonly kind: 'emoji'; readonly recent: readonly string[] }
  | { readonly kind: 'refused'; readonly id: ActId; readonly reason: RejectReason | 'too-late' }
  /** Answered by `settle-offer`. */
  | { readonly kind: 'offer'; readonly feature: string; readonly offer: Offer }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: FeatureAnswer };
