// A <video> that obeys the HTML media event order as browsers really play it (platform facts, part 4): events are
// tasks that come late and read the state of then, seeks coalesce, play() may be refused, data may run out, a
// rate change away from 1 loses film, the device's clock is a little off.
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import type { MediaEventType } from '../../extension/src/engine/observation.ts';
import type { VideoLike } from '../../extension/src/player/video-like.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export interface FakeVideoTraits {
  readonly durationS: number;
  /** True media seconds per second at rate 1: 1.003 is a device that is 0.3 % fast. */
  readonly deviceRate: number;
  /** From the assignment to `seeked`. */
  readonly seekMs: readonly [number, number];
  /** From `play()`, or from `seeked` while playing, until the picture moves. */
  readonly startMs: readonly [number, number];
  /** Film lost by leaving rate 1 exactly (Chromium, pitch preserved), s. */
  readonly rateEntryCostS: number;
  /** Rates are rounded to multiples of this, as some players do; 0 takes them as they are. */
  readonly rateGrain: number;
  /** At rates other than 1 a reading is behind by up to this, in a saw-tooth (Chromium), s. */
  readonly readingLagS: number;
  /** Chromium tells `seeked` of an overtaken seek while the next is running; Firefox does not. */
  readonly reportsOvertakenSeeks: boolean;
  /** How much later than the playhead its pictures are (Firefox: 8). */
  readonly pictureLagMs: number;
  /** Only the playhead tells that data has run out (Firefox). */
  readonly hidesStalls: boolean;
  /** Of a shifted copy: the film's second at which it begins. */
  readonly beginsAtS?: number;
}

const TIMEUPDATE_MS = 250;
/** Of the saw-tooth that readings at other rates show, s. */
const READING_PERIOD_S = 0.033;

export class FakeVideo implements VideoLike {
  paused = true;
  seeking = false;
  ended = false;
  readyState = 4;
  isConnected = true;
  readonly loop = false;
  /** A site may put another film in, and tell of no source. */
  duration: number;
  readonly beginsAt: MediaSeconds;
  /** Without a person's click `play()` is refused. */
  isPlayAllowed = true;

  #anchorPosition: number;
  #anchorTime: number;
  #rate = 1;
  #preservesPitch = true;
  #startsAt = 0;
  #isDry = false;
  /** A seek has come to where no data is. */
  #isSeekDry = false;
  #seekCount = 0;
  #queue: MediaEventType[] = [];
  #isDraining = false;
  #listeners: ((type: MediaEventType) => void)[] = [];
  #moveListeners: (() => void)[] = [];
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #traits: FakeVideoTraits;

  constructor(scheduler: Scheduler, random: Random, traits: FakeVideoTraits) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#traits = traits;
    this.duration = traits.durationS;
    this.beginsAt = (traits.beginsAtS ?? 0) as MediaSeconds;
    this.#anchorPosition = this.beginsAt;
    this.#anchorTime = scheduler.now();
    this.#tick();
  }

  onEvent(listener: (type: MediaEventType) => void): void {
    this.#listeners.push(listener);
  }

  /** Told when it is taken out of its document, before it is paused, and when it is put back. */
  onMove(listener: () => void): void {
    this.#moveListeners.push(listener);
  }

  /** Ends all: a replaced element fires nothing but the pause of its removal. */
  remove(): void {
    this.isConnected = false;
    for (const listener of this.#moveListeners) listener();
    if (!this.paused) this.#stop();
  }

  /** Of what was taken away before, be its pause told or not. */
  putBack(): void {
    this.isConnected = true;
    for (const listener of this.#moveListeners) listener();
    this.#tick();
  }

  /** The browser has dropped its source, or learned of it: of a new element's, or of another than before. */
  tellSource(type: 'emptied' | 'loadedmetadata' = 'loadedmetadata'): void {
    if (type === 'emptied') this.readyState = 0;
    this.#queueEvent(type);
  }

  get #isAdvancing(): boolean {
    return !this.paused && !this.seeking && !this.#isDry && !this.ended;
  }

  get currentTime(): number {
    const position = this.#position;
    const isLagging = this.#isAdvancing && this.#rate !== 1;
    const lag = isLagging ? this.#traits.readingLagS * ((position / READING_PERIOD_S) % 1) : 0;
    return Math.max(this.#anchorPosition, position - lag);
  }

  get #position(): number {
    if (!this.#isAdvancing) return this.#anchorPosition;
    const movingMs = Math.max(0, this.#scheduler.now() - Math.max(this.#anchorTime, this.#startsAt));
    const position = this.#anchorPosition + (movingMs / 1000) * this.#rate * this.#traits.deviceRate;
    return Math.min(this.duration, position);
  }

  /** What is on the screen. */
  get shownPosition(): number {
    const lagS = this.#isAdvancing ? (this.#traits.pictureLagMs / 1000) * this.#rate : 0;
    return this.#position - lagS;
  }

  set currentTime(target: number) {
    this.#anchor();
    this.#anchorPosition = Math.max(this.beginsAt, Math.min(this.duration, target));
    if (this.seeking && this.#traits.reportsOvertakenSeeks) this.#queueEvent('seeked');
    this.seeking = true;
    this.ended = false;
    const count = ++this.#seekCount;
    this.#queueEvent('seeking');
    this.#scheduler.after(this.#random.between(...this.#traits.seekMs), () => {
      if (count === this.#seekCount) this.#endSeek();
    });
  }

  get playbackRate(): number {
    return this.#rate;
  }

  set playbackRate(wanted: number) {
    const { rateGrain } = this.#traits;
    const rate = rateGrain === 0 ? wanted : Math.round(wanted / rateGrain) * rateGrain;
    if (rate === this.#rate) return;
    this.#anchor();
    const wasStretched = this.#isStretched;
    this.#rate = rate;
    this.#takeUpStretching(wasStretched);
    this.#queueEvent('ratechange');
  }

  play(): Promise<void> | undefined {
    if (!this.isPlayAllowed) return rejectLater(this.#scheduler, this.#random.between(0.5, 8));
    if (!this.paused) return undefined;
    if (this.ended) this.currentTime = 0;
    this.#anchor();
    this.paused = false;
    this.#startsAt = this.#scheduler.now() + this.#random.between(...this.#traits.startMs);
    this.#queueEvent('play');
    this.#queueEvent(this.readyState >= 3 && !this.seeking ? 'playing' : 'waiting');
    return undefined;
  }

  pause(): void {
    if (this.paused) return;
    this.#stop();
  }

  /** Data runs out for a while. Firefox's `readyState` may know nothing of it. */
  stall(durationMs: number): void {
    if (this.#isDry) return;
    this.#anchor();
    this.#isDry = true;
    if (!this.#traits.hidesStalls) this.readyState = 2;
    if (!this.paused && !this.#traits.hidesStalls) this.#queueEvent('waiting');
    this.#scheduler.after(durationMs, () => this.endStall());
  }

  /** The data is back, sooner than was said or just then. */
  endStall(): void {
    if (!this.#isDry) return;
    this.#anchor();
    this.#isDry = false;
    this.readyState = 4;
    if (this.#isSeekDry) return this.#endSeek();
    if (this.#traits.hidesStalls) return;
    this.#queueEvent('canplay');
    if (!this.paused) this.#queueEvent('playing');
  }

  get preservesPitch(): boolean {
    return this.#preservesPitch;
  }

  set preservesPitch(wanted: boolean) {
    this.#anchor();
    const wasStretched = this.#isStretched;
    this.#preservesPitch = wanted;
    this.#takeUpStretching(wasStretched);
  }

  get #isStretched(): boolean {
    return this.#rate !== 1 && this.#preservesPitch;
  }

  #takeUpStretching(wasStretched: boolean): void {
    if (!wasStretched && this.#isStretched && this.#isAdvancing) this.#loseFilm(this.#traits.rateEntryCostS);
  }

  #loseFilm(seconds: number): void {
    this.#anchorPosition = Math.max(this.beginsAt, this.#anchorPosition - seconds);
  }

  #stop(): void {
    this.#anchor();
    this.paused = true;
    this.#queueEvent('timeupdate');
    this.#queueEvent('pause');
  }

  #endSeek(): void {
    this.#isSeekDry = this.#isDry;
    if (this.#isDry) return;
    this.seeking = false;
    this.#anchorTime = this.#scheduler.now();
    this.#startsAt = this.#anchorTime + this.#random.between(...this.#traits.startMs);
    this.#queueEvent('timeupdate');
    this.#queueEvent('seeked');
    if (this.readyState >= 3) {
      this.#queueEvent('canplay');
      if (!this.paused) this.#queueEvent('playing');
    }
  }

  /** Writes the motion so far into the anchor, before what moves it changes. */
  #anchor(): void {
    this.#anchorPosition = this.#position;
    this.#anchorTime = this.#scheduler.now();
  }

  #tick(): void {
    this.#scheduler.after(this.#random.between(TIMEUPDATE_MS - 15, TIMEUPDATE_MS + 15), () => {
      if (!this.isConnected) return;
      if (this.#isAdvancing && this.currentTime >= this.duration) this.#end();
      else if (this.#isAdvancing) this.#queueEvent('timeupdate');
      this.#tick();
    });
  }

  #end(): void {
    this.#anchor();
    this.ended = true;
    this.paused = true;
    this.#queueEvent('timeupdate');
    this.#queueEvent('pause');
    this.#queueEvent('ended');
  }

  /** One task source per element: events never overtake each other, but all of them come late. */
  #queueEvent(type: MediaEventType): void {
    this.#queue.push(type);
    if (!this.#isDraining) this.#drain();
  }

  #drain(): void {
    this.#isDraining = true;
    const isBusy = this.#random.chance(0.02);
    this.#scheduler.after(isBusy ? this.#random.between(15, 120) : this.#random.between(0.1, 5), () => {
      const type = this.#queue.shift();
      if (type !== undefined) for (const listener of this.#listeners) listener(type);
      if (this.#queue.length > 0) this.#drain();
      else this.#isDraining = false;
    });
  }
}

/** A rejection in simulated time: the engine's shell only ever looks at `catch`. */
function rejectLater(scheduler: Scheduler, delayMs: number): Promise<void> {
  const refusal = { name: 'NotAllowedError' };
  const later = {
    catch(onRejected: (reason: unknown) => void) {
      scheduler.after(delayMs, () => onRejected(refusal));
      return later;
    },
  };
  return later as unknown as Promise<void>;
}
