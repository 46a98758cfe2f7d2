// The content script's shell in simulated time: performs the engine's effects on a fake video, with the real
// driver, and feeds back what comes of them. A person acts on the video itself, never through the engine.
import { offsetAt, uncertaintyAt } from '@sameframe/shared/clock-offset.ts';
import type { PlaybackAct } from '@sameframe/shared/playback.ts';
import type { EventRef } from '@sameframe/shared/protocol/envelope.ts';
import type { LocalMs, MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { effectiveTimeline } from '../../extension/src/engine/desired.ts';
import type { Command, Effect } from '../../extension/src/engine/effect.ts';
import type {
  ElementId,
  EngineInput,
  Evidence,
  MediaEventType,
  ShownFrame,
  VideoFacts,
} from '../../extension/src/engine/observation.ts';
import { createEngine, type EngineState } from '../../extension/src/engine/state.ts';
import { step } from '../../extension/src/engine/step.ts';
import { driveVideo } from '../../extension/src/player/drive-video.ts';
import { readFacts } from '../../extension/src/player/read-facts.ts';
import type { FakeVideo } from './fake-video.ts';
import type { Scheduler } from './scheduler.ts';

/** Of a film of 30 frames a second. */
const FRAME_MS = 1000 / 30;

/** A clock that started somewhere else and runs a little wrong. */
export interface FakeClock {
  readonly offsetMs: number;
  readonly rate: number;
}

export interface PagePort {
  sendAct(act: PlaybackAct, basis: EventRef | null, ageMs: number): void;
  probe(): void;
  sayWaiting(word: Extract<Effect, { kind: 'hold' | 'release' }>): void;
}

export class FakePage {
  state: EngineState;
  video: FakeVideo | null = null;
  #element = 0;
  #inputAt: number | null = null;
  #unseenInputAt: number | null = null;
  #siteActedAt: number | null = null;
  #menuOpenedAt: LocalMs | null = null;
  /** As it has long been, unless it has just been hidden or shown. */
  isHidden = false;
  #turnedAt: number | null = null;
  /** It lets nobody hear of its video's events. */
  swallowsEvents = false;
  /** A mouse button is down. */
  isPressed = false;
  hasNativeControls = false;
  /** Somebody set this machine's wall clock by so much. */
  wallStepMs = 0;
  /** All that the engine had done to its elements, and when. */
  readonly commands: { readonly at: number; readonly command: Command }[] = [];
  readonly #scheduler: Scheduler;
  readonly #clock: FakeClock;
  readonly #port: PagePort;

  constructor(scheduler: Scheduler, clock: FakeClock, actPrefix: string, port: PagePort) {
    this.#scheduler = scheduler;
    this.#clock = clock;
    this.#port = port;
    this.state = createEngine(actPrefix);
  }

  now(): LocalMs {
    return (this.#scheduler.now() * this.#clock.rate + this.#clock.offsetMs) as LocalMs;
  }

  attach(video: FakeVideo): void {
    this.video?.remove();
    this.video = video;
    this.#element += 1;
    const element = this.#element as ElementId;
    video.onEvent((type) => this.#onMediaEvent(video, element, type));
    video.onMove(() => this.feed({ kind: 'moved', facts: readFacts(video, element) }));
    this.feed({ kind: 'video', facts: readFacts(video, element) });
  }

  /** A person does something to the video: the input is seen, then the element changes. */
  actAsUser(change: (video: FakeVideo) => void): void {
    if (this.video === null) return;
    this.#inputAt = this.#scheduler.now();
    this.#menuOpenedAt = null;
    this.video.isPlayAllowed = true;
    change(this.video);
  }

  /** A person does so by the browser's own controls: nobody sees the input, and it is counted when it has had its effect. */
  actUnseen(change: (video: FakeVideo) => void, countedAfterMs: number): void {
    if (this.video === null) return;
    this.#scheduler.after(countedAfterMs, () => {
      this.#unseenInputAt = this.#inputAt = this.#scheduler.now();
    });
    change(this.video);
  }

  /** A person opens a context menu on the video: what is chosen from it, and whether, nobody sees. */
  openMenu(): void {
    this.#menuOpenedAt = this.now();
  }

  /** The tab goes behind another one. */
  hide(): void {
    this.isHidden = true;
    this.#turnedAt = this.#scheduler.now();
  }

  /** It comes to the front again. */
  show(): void {
    this.isHidden = false;
    this.#turnedAt = this.#scheduler.now();
  }

  /** The page's own script does so. */
  actAsSite(change: (video: FakeVideo) => void): void {
    if (this.video === null) return;
    this.#siteActedAt = this.#scheduler.now();
    change(this.video);
  }

  /** Since the page's script last did something; its events may still be to come. */
  siteActAgeMs(): number {
    return this.#siteActedAt === null ? Number.POSITIVE_INFINITY : this.#scheduler.now() - this.#siteActedAt;
  }

  /** Since a person last did something here; infinite if never. */
  inputAgeMs(): number {
    return this.#inputAt === null ? Number.POSITIVE_INFINITY : this.#scheduler.now() - this.#inputAt;
  }

  tick(): void {
    const facts = this.#readVideo();
    this.feed({ kind: 'tick', facts, evidence: this.#evidence(), wallMs: this.now() + this.wallStepMs });
  }

  /** A press on "Pause just me". */
  stepOut(): void {
    this.feed({ kind: 'stepping', isSteppedOut: true, facts: this.#readVideo() });
  }

  /** A press on "Back to the party". */
  comeBack(): void {
    this.feed({ kind: 'stepping', isSteppedOut: false, facts: this.#readVideo() });
  }

  feed(input: EngineInput): void {
    const { state, effects } = step(this.state, input, this.now());
    this.state = state;
    for (const effect of effects) {
      switch (effect.kind) {
        case 'send-act':
          this.#port.sendAct(effect.act, effect.basis, effect.ageMs);
          break;
        case 'hold':
        case 'release':
          this.#port.sayWaiting(effect);
          break;
        case 'probe':
          this.#port.probe();
          break;
        case 'wake':
          this.#scheduler.after((effect.at - this.now()) / this.#clock.rate, () => this.tick());
          break;
        case 'watch-frames':
          this.#watchFrames(effect.count);
          break;
        default:
          this.#drive(effect);
      }
    }
  }

  /** What the party wants of this element, its own unordered acts included. */
  timeline() {
    return effectiveTimeline(this.state);
  }

  /** How wrong this page's idea of relay time is, and how wrong it says it may be. */
  clockError(relayNow: RelayMs): { readonly errorMs: number; readonly uncertaintyMs: number } {
    const { estimate } = this.state.clock;
    if (estimate === null) return { errorMs: 0, uncertaintyMs: Number.POSITIVE_INFINITY };
    const now = this.now();
    const errorMs = Math.abs(now + offsetAt(estimate, now) - relayNow);
    return { errorMs, uncertaintyMs: uncertaintyAt(estimate, now) };
  }

  #watchFrames(count: number): void {
    const element = this.#element as ElementId;
    const frames: ShownFrame[] = [];
    const look = () => {
      if (this.#element !== element || this.video === null) return;
      const position = this.video.shownPosition as MediaSeconds;
      // A frame is told of when it is a new one.
      if (position !== frames.at(-1)?.position) frames.push({ at: this.now(), position });
      if (frames.length < count) this.#scheduler.after(FRAME_MS, look);
      else this.feed({ kind: 'frames-shown', element, frames });
    };
    look();
  }

  #drive(command: Command): void {
    const { video } = this;
    if (video === null) return;
    this.commands.push({ at: this.#scheduler.now(), command });
    const element = this.#element as ElementId;
    driveVideo(
      {
        video,
        readFacts: () => readFacts(video, element),
        onOutcome: (id, outcome) => this.feed({ kind: 'command-outcome', command: id, outcome }),
      },
      command,
    );
  }

  #onMediaEvent(video: FakeVideo, element: ElementId, type: MediaEventType): void {
    if (this.swallowsEvents) return;
    this.feed({ kind: 'media-event', type, facts: readFacts(video, element), evidence: this.#evidence() });
  }

  #readVideo(): VideoFacts | null {
    return this.video === null ? null : readFacts(this.video, this.#element as ElementId);
  }

  #evidence(): Evidence {
    const inputAgeMs = this.#inputAt === null ? null : this.#scheduler.now() - this.#inputAt;
    return {
      inputAgeMs,
      ownInputAgeMs: Number.POSITIVE_INFINITY,
      menuOpenedAt: this.#menuOpenedAt,
      isActivated: inputAgeMs !== null && inputAgeMs < 5_000,
      hasNativeControls: this.hasNativeControls,
      unseenInputAgeMs: this.#unseenInputAt === null ? null : this.#scheduler.now() - this.#unseenInputAt,
      isHidden: this.isHidden,
      isPageHidden: this.isHidden,
      visibilityAgeMs: this.#turnedAt === null ? null : this.#scheduler.now() - this.#turnedAt,
      isPictureInPicture: false,
      isPressed: this.isPressed,
    };
  }
}
