// What the shell tells the engine: plain data, read in the moment it describes. The engine reads no element.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { ActId, LiveReference, Media } from '@sameframe/shared/playback.ts';
import type { OpenedEvent, ReplicaState } from '@sameframe/shared/replica.ts';
import type { LocalMs, MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';

/** Tells one element from the one that replaced it. */
export type ElementId = number & { readonly __brand: 'ElementId' };
/** Names one command to the element, so that its outcome finds its expectation. */
export type CommandId = number & { readonly __brand: 'CommandId' };

/** What of a live stream an element can show now, in film time. */
export interface Reach {
  readonly from: MediaSeconds;
  readonly to: MediaSeconds;
}

/** The element's state, read next to `now`. */
export interface VideoFacts {
  readonly element: ElementId;
  readonly currentTime: MediaSeconds;
  readonly paused: boolean;
  readonly rate: number;
  readonly seeking: boolean;
  readonly ended: boolean;
  /** HAVE_NOTHING (0) to HAVE_ENOUGH_DATA (4). */
  readonly readyState: number;
  /** Seconds; null while unknown or endless. */
  readonly duration: number | null;
  readonly isConnected: boolean;
  readonly loop: boolean;
  /** Which second of the film its first one is: not 0 for a copy that is shifted. */
  readonly beginsAt?: MediaSeconds | undefined;
  /** Null unless live. */
  readonly reach?: Reach | null;
}

/** What the positions of an element with a live stream are, and how well they are known. */
export interface LiveStanding {
  /** What its positions are, as the party would be told of them. */
  readonly told: { readonly live: 'edge' } | { readonly live: 'programme'; readonly edgeLagS: number };
  /** By the edge, whatever they are: to within a piece. Null: by nothing, as nobody can say where in the stream they are. */
  readonly by: LiveReference | null;
}

/** What speaks for or against a person behind an event. */
export interface Evidence {
  /** Since the last trusted pointer, key or input event in this frame, seen or counted; null if there was none. No writing. */
  readonly inputAgeMs: number | null;
  /** Since input that meant no film: on our own words, the click that brought us here, or writing in a field. */
  readonly ownInputAgeMs: number;
  /** When a context menu was opened that may have speeds for this video; null where something was done since. */
  readonly menuOpenedAt: LocalMs | null;
  /** `navigator.userActivation.isActive`: also true for native controls, whose events nobody sees. */
  readonly isActivated: boolean;
  readonly hasNativeControls: boolean;
  /** Since a click was counted that nobody saw, as those on native controls; null if none was. It is in `inputAgeMs`, too. */
  readonly unseenInputAgeMs: number | null;
  /** Nobody sees the video: its page is hidden, or it is one that browsers stop when it is scrolled away, and is. */
  readonly isHidden: boolean;
  readonly isPageHidden: boolean;
  /** Since that was last found to be, or no longer; null if never. */
  readonly visibilityAgeMs: number | null;
  readonly isPictureInPicture: boolean;
  /** A mouse button or finger is down on the page, also on native controls, whose events nobody sees. */
  readonly isPressed: boolean;
}

/** Nobody has done anything, and the page is in front. */
export const NO_EVIDENCE: Evidence = {
  inputAgeMs: null,
  ownInputAgeMs: Number.POSITIVE_INFINITY,
  menuOpenedAt: null,
  isActivated: false,
  hasNativeControls: false,
  unseenInputAgeMs: null,
  isHidden: false,
  isPageHidden: false,
  visibilityAgeMs: null,
  isPictureInPicture: false,
  isPressed: false,
};

/** The media events the engine listens to; others carry nothing it needs. */
export const MEDIA_EVENTS = [
  'play',
  'pause',
  'playing',
  'waiting',
  'seeking',
  'seeked',
  'ratechange',
  'timeupdate',
  'loadedmetadata',
  'canplay',
  'emptied',
  'ended',
  'durationchange',
] as const;
export type MediaEventType = (typeof MEDIA_EVENTS)[number];

/** A frame as `requestVideoFrameCallback` tells of it. */
export interface ShownFrame {
  /** When it is on the screen (`expectedDisplayTime`). */
  readonly at: LocalMs;
  /** Its time in the film (`mediaTime`). */
  readonly position: MediaSeconds;
}

export type CommandOutcome =
  /** The element took it; its events will follow. `reported` is what it says of itself right after. */
  | { readonly kind: 'issued'; readonly facts: VideoFacts }
  /** The element was there already: no event will follow. */
  | { readonly kind: 'no-op'; readonly facts: VideoFacts }
  /** `play()` was refused until the person clicks (NotAllowedError). */
  | { readonly kind: 'blocked'; readonly facts: VideoFacts }
  /** The element threw or rejected for another reason. */
  | { readonly kind: 'failed'; readonly facts: VideoFacts };

export type Observation =
  /** The frame drives another element now, or none. */
  | { readonly kind: 'video'; readonly facts: VideoFacts | null }
  | {
      readonly kind: 'media-event';
      readonly type: MediaEventType;
      readonly facts: VideoFacts;
      readonly evidence: Evidence;
    }
  /** The page has taken it out of its document, or put it back; before anything is told that comes of it. */
  | { readonly kind: 'moved'; readonly facts: VideoFacts }
  | { readonly kind: 'command-outcome'; readonly command: CommandId; readonly outcome: CommandOutcome }
  /** `wallMs` (Date.now) against the monotonic `now` shows a suspend. */
  | {
      readonly kind: 'tick';
      readonly facts: VideoFacts | null;
      readonly evidence: Evidence;
      readonly wallMs: number;
    }
  /** The frames that were asked for. */
  | {
      readonly kind: 'frames-shown';
      readonly element: ElementId;
      readonly frames: readonly ShownFrame[];
    }
  /** The person steps out, or comes back. */
  | { readonly kind: 'stepping'; readonly isSteppedOut: boolean; readonly facts: VideoFacts | null }
  /** The element begins or ends to show what is not the party's film: an advert, a promo. */
  | { readonly kind: 'ad-break'; readonly isInAd: boolean; readonly facts: VideoFacts | null }
  /**
   * From here on its seconds are other seconds of the film: an advert was put in, the person shifted it, or it is known
   * better where a live stream stands.
   */
  | { readonly kind: 'film-shift'; readonly facts: VideoFacts | null; readonly live: LiveStanding | null }
  /** A click on the overlay. */
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** A standing wish of the person's: everyone comes along to what this page shows, with a lead from its beginning. */
  | { readonly kind: 'bring-along'; readonly leadMs: number | null };

export type Answer =
  /** "Click to join the party": inside a gesture, `play()` is allowed now. */
  | 'play-here'
  /** The held act of class *unknown* was meant for everyone. */
  | 'share'
  /** Everyone shall watch what this page shows. */
  | 'bring-everyone';

/** What the background tells, as the engine takes it. */
export type PartyInput =
  | { readonly kind: 'replica'; readonly self: MemberId | null; readonly replica: ReplicaState }
  | { readonly kind: 'event'; readonly event: OpenedEvent }
  | { readonly kind: 'settled'; readonly id: ActId; readonly wasOrdered: boolean }
  | { readonly kind: 'connection'; readonly isConnected: boolean }
  | {
      readonly kind: 'probed';
      readonly sentAt: LocalMs;
      readonly relayReceivedAt: RelayMs;
      readonly relaySentAt: RelayMs;
    }
  /** What the tab shows; null where it cannot be named. */
  | { readonly kind: 'page'; readonly page: Media | null }
  | { readonly kind: 'output-delay'; readonly outputDelayMs: number };

export type EngineInput = Observation | PartyInput;
