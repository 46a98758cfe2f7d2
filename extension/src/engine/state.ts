// Everything the engine remembers, as plain data. Only step.ts and the files it calls make new ones.
import { type ClockState, offsetAt, UNKNOWN_CLOCK } from '@sameframe/shared/clock-offset.ts';
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { ActId, Media, PlaybackAct } from '@sameframe/shared/playback.ts';
import type { EventRef } from '@sameframe/shared/protocol/envelope.ts';
import type { ReplicaState } from '@sameframe/shared/replica.ts';
import type { LocalMs, MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { toRelay } from '@sameframe/shared/time.ts';
import { type CorrectionMemory, FRESH_MEMORY } from './correction-memory.ts';
import type { Effect } from './effect.ts';
import { type Holding, NOT_HOLDING } from './holding-memory.ts';
import { type Ledger, openLedger } from './ledger.ts';
import type { Evidence, LiveStanding, VideoFacts } from './observation.ts';
import type { PlayheadSample } from './playhead.ts';
import type { Attribution, Change, ElementHistory } from './provenance.ts';
import { PROBE_BURST } from './tuning.ts';

/** A user's act from the click until it is in the log or came to nothing. */
export interface PendingAct {
  readonly act: PlaybackAct;
  readonly basis: EventRef | null;
  readonly madeAt: LocalMs;
  /**
   * `kept-back`: the newest position of a scrub, for a moment. `repeated`: sent again on a new line, so that the
   * replica which came with it may hold the act already. `ordered`: in the log, but its event has not come yet.
   */
  readonly stage: 'kept-back' | 'sent' | 'repeated' | 'ordered';
}

/** A change by a person, before it becomes an act (which needs the relay's time). */
export interface Draft {
  /** `reference`: the same at the same moment, told by the programme's clock (SPEC LV7). */
  readonly change: Change | 'media' | 'reference';
  readonly facts: VideoFacts;
  readonly madeAt: LocalMs;
  /** Of a change of speed. */
  readonly rateBefore?: number;
  /** Of a change of media that nobody acted: everyone begins together, so much later. */
  readonly leadMs?: number;
}

/** A change nobody is known to have caused, while it waits for an explanation or the person's word. */
export interface UnknownChange {
  readonly change: Change;
  readonly facts: VideoFacts;
  readonly since: LocalMs;
  /** Whose it is if nothing explains it. */
  readonly origin: 'site' | 'browser' | 'unknown';
  /** True once the person has been asked: the element stays as it is until they or the party speak. */
  readonly isAsked: boolean;
}

/** Apart, as Chromium's playhead tells less than the truth of a film whose sound it stretches (facts 5a). */
export interface PictureLags {
  readonly plain: PictureLag;
  /** Null until it was seen. */
  readonly stretched: PictureLag | null;
}

export interface PictureLag {
  readonly ms: number;
  /** How often it was seen. */
  readonly count: number;
}

export interface VideoState {
  readonly facts: VideoFacts;
  readonly evidence: Evidence | null;
  readonly ledger: Ledger;
  readonly history: ElementHistory;
  readonly sample: PlayheadSample | null;
  readonly memory: CorrectionMemory;
  readonly unknown: UnknownChange | null;
  /** Paused by a person whose mouse button is still down: whether they pause or scrub is not known yet. */
  readonly pressed: { readonly facts: VideoFacts; readonly since: LocalMs } | null;
  /** `play()` was refused until the person clicks. */
  readonly isBlocked: boolean;
  /** Since when data is missing while it should advance. */
  readonly starvedSince: LocalMs | null;
  /** When the playhead was last seen to move, or not to have to. */
  readonly movedAt: LocalMs;
  /** Where the playhead was before it came to where it could not be by itself, until a `seeking` tells why; else null, s. */
  readonly jumpedFrom: MediaSeconds | null;
  /** Since when the element is not as explained without any event that says so, and what spoke for a person then. */
  readonly unexplained: { readonly since: LocalMs; readonly evidence: Evidence } | null;
  /** How much later than the playhead says its pictures are (learned; picture-lag.ts). */
  readonly pictureLags: PictureLags;
  /** When some frames are to be looked at next; null while they are. */
  readonly framesDueAt: LocalMs | null;
}

export interface Probing {
  readonly burstLeft: number;
  readonly outstandingSince: LocalMs | null;
  readonly nextAt: LocalMs;
}

export interface EngineState {
  readonly self: MemberId | null;
  readonly replica: ReplicaState | null;
  readonly isConnected: boolean;
  readonly page: Media | null;
  /** What the positions of its element are, where it shows a live stream. */
  readonly live: LiveStanding | null;
  /** When the document that this is became another page. */
  readonly movedAt: LocalMs | null;
  readonly clock: ClockState;
  readonly probing: Probing;
  readonly lastTick: { readonly now: LocalMs; readonly wallMs: number } | null;
  readonly pending: readonly PendingAct[];
  /** Acts made before the relay's time was known. */
  readonly undated: readonly Draft[];
  readonly lastScrubAt: LocalMs | null;
  /** The newest act that was a jump, and where the element went with it, s. */
  readonly lastJump: { readonly id: ActId; readonly toS: number; readonly at: LocalMs } | null;
  readonly video: VideoState | null;
  /** Of the newest change that had an author. */
  readonly lastAttribution: Attribution | null;
  readonly holding: Holding;
  /** Their own choice: the element does not follow the party, nor the party it. */
  readonly isSteppedOut: boolean;
  /** What the element shows is not the party's film: nobody drives it, and what happens to it is no act. */
  readonly isInAd: boolean;
  /** A press on "Bring everyone here" during an advert: what it hides is shown first. */
  readonly bringsAfterAd: boolean;
  /** How late what this member sees and hears comes, ms (output-delay.ts). */
  readonly outputDelayMs: number;
  /** Makes act ids unique: random text from the shell plus a count. */
  readonly actPrefix: string;
  readonly actCount: number;
  readonly commandCount: number;
}

/** What one step comes to. */
export interface Stepped {
  readonly state: EngineState;
  readonly effects: readonly Effect[];
}

/** One thing after the other. */
export function chain(stepped: Stepped, next: (state: EngineState) => Stepped): Stepped {
  const followed = next(stepped.state);
  return { state: followed.state, effects: [...stepped.effects, ...followed.effects] };
}

/** `actPrefix`: some random characters of `[A-Za-z0-9_-]`, new for each engine. */
export function createEngine(actPrefix: string): EngineState {
  return {
    self: null,
    replica: null,
    isConnected: false,
    page: null,
    live: null,
    movedAt: null,
    clock: UNKNOWN_CLOCK,
    probing: { burstLeft: PROBE_BURST, outstandingSince: null, nextAt: 0 as LocalMs },
    lastTick: null,
    pending: [],
    undated: [],
    lastScrubAt: null,
    lastJump: null,
    video: null,
    lastAttribution: null,
    holding: NOT_HOLDING,
    isSteppedOut: false,
    isInAd: false,
    bringsAfterAd: false,
    outputDelayMs: 0,
    actPrefix,
    actCount: 0,
    commandCount: 0,
  };
}

export function openVideo(facts: VideoFacts, now: LocalMs): VideoState {
  return {
    facts,
    evidence: null,
    ledger: openLedger(facts),
    history: {
      attachedAt: now,
      sourceChangedAt: null,
      leftPosition: null,
      adEndedAt: null,
      adLeftPosition: null,
      seekedAt: null,
      usedMenuAt: null,
      isTakenOut: false,
      isPausedByHiding: false,
      lastPosition: facts.currentTime,
      wasStarved: false,
    },
    sample: null,
    memory: FRESH_MEMORY,
    unknown: null,
    pressed: null,
    isBlocked: false,
    starvedSince: null,
    movedAt: now,
    jumpedFrom: null,
    unexplained: null,
    pictureLags: { plain: { ms: 0, count: 0 }, stretched: null },
    framesDueAt: now,
  };
}

export function withVideo(state: EngineState, change: Partial<VideoState>): EngineState {
  return state.video === null ? state : { ...state, video: { ...state.video, ...change } };
}

/** Relay time of a local instant; null before the first probe has come back. */
export function relayTime(state: EngineState, now: LocalMs): RelayMs | null {
  const { estimate } = state.clock;
  return estimate === null ? null : toRelay(now, offsetAt(estimate, now));
}
