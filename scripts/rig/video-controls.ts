// A person's hands on a video's native controls, and eyes on its state. Where the parts of the controls lie is
// the browser's secret; each browser brings a port that knows.
import type { Box } from './accessible-controls.ts';
import type { EvaluateInPage } from './page-expression.ts';
import { waitFor, waitForValue } from './wait-for.ts';

export type NativePart = 'play-button' | 'timeline' | 'mute-button' | 'fullscreen-button';

/** The speeds that both browsers' own menus offer. */
export type NativeRate = 0.5 | 1 | 1.25 | 1.5 | 2;

export interface VideoReading {
  readonly currentTime: number;
  /** Not a number before the metadata is known: `null`, as JSON has it. */
  readonly duration: number | null;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly seeking: boolean;
  readonly playbackRate: number;
  readonly readyState: number;
  readonly muted: boolean;
  /** Milliseconds since the epoch at which `currentTime` was read, by the page's monotonic clock. */
  readonly readAtMs: number;
}

/** Acts resolve when the hand has moved, not when the video has followed: wait for that with `waitUntil`. */
export interface VideoControls {
  read(): Promise<VideoReading>;
  /**
   * Reads inside the next `timeupdate`: exact to a millisecond while playing, where a random read in Firefox
   * is 20 ms behind and noisy. Paused videos are read at once.
   */
  readFresh(): Promise<VideoReading>;
  waitUntil(
    isAccepted: (reading: VideoReading) => boolean,
    options?: WaitUntilOptions,
  ): Promise<VideoReading>;
  clickPlayButton(): Promise<void>;
  clickFullscreenButton(): Promise<void>;
  /** Clicks the native timeline; 0 is its left end and 1 its right. */
  clickTimeline(fraction: number): Promise<void>;
  /** Focuses the video as the Tab key would, then presses a key such as `' '` or `'ArrowRight'`. */
  press(key: string): Promise<void>;
  /** Chooses a speed in the browser's own menu, by mouse. */
  chooseRate(rate: NativeRate): Promise<void>;
  box(): Promise<Box>;
}

export interface WaitUntilOptions {
  readonly what?: string;
  readonly timeoutMs?: number;
}

/** What is needed of the document that the video is in. */
export interface VideoFrame {
  readonly evaluate: EvaluateInPage;
  clickAt(x: number, y: number): Promise<void>;
}

export interface VideoPort {
  readonly frame: VideoFrame;
  readonly selector: string;
  /** Where the part lies in the frame's viewport; nothing while it is not shown. */
  findPart(part: NativePart): Promise<Box | undefined>;
  /** Over which stretch of the timeline's box a click moves from the start to the end of the film. */
  timelineTrack(timeline: Box): { readonly left: number; readonly right: number };
  moveMouse(x: number, y: number): Promise<void>;
  press(key: string): Promise<void>;
  chooseRate(rate: NativeRate): Promise<void>;
}

export function createVideoControls(port: VideoPort): VideoControls {
  const { frame, selector } = port;
  const read = () => frame.evaluate(readVideo, selector);

  const box = () => frame.evaluate(measureVideo, selector);

  const showPart = async (part: NativePart): Promise<Box> => {
    const video = await box();
    // Controls of a playing video hide while the mouse rests.
    await port.moveMouse(video.x + video.width / 2, video.y + video.height / 2);
    return waitFor(() => port.findPart(part), { what: `the native ${part} of “${selector}”` });
  };

  const clickPart = async (name: NativePart): Promise<void> => {
    const part = await showPart(name);
    await frame.clickAt(part.x + part.width / 2, part.y + part.height / 2);
  };

  return {
    read,
    box,
    readFresh: () => frame.evaluate(readVideoFresh, selector),
    waitUntil: (isAccepted, { what = 'the video to be as expected', ...limit } = {}) =>
      waitForValue(read, isAccepted, { what, ...limit }),
    clickPlayButton: () => clickPart('play-button'),
    clickFullscreenButton: () => clickPart('fullscreen-button'),
    clickTimeline: async (fraction) => {
      const part = await showPart('timeline');
      const { left, right } = port.timelineTrack(part);
      await frame.clickAt(left + (right - left) * fraction, part.y + part.height / 2);
    },
    press: async (key) => {
      await frame.evaluate((wanted: string) => {
        document.querySelector<HTMLElement>(wanted)?.focus({ preventScroll: true });
      }, selector);
      await port.press(key);
    },
    chooseRate: (rate) => port.chooseRate(rate),
  };
}

// The functions below run in the page: they may use nothing from this file.

function readVideo(selector: string): VideoReading {
  const video = document.querySelector<HTMLVideoElement>(selector);
  if (!video) throw new Error(`no video at ${selector}`);
  const { currentTime, duration, paused, ended, seeking, playbackRate, readyState, muted } = video;
  const readAtMs = performance.timeOrigin + performance.now();
  return { currentTime, duration, paused, ended, seeking, playbackRate, readyState, muted, readAtMs };
}

function readVideoFresh(selector: string): Promise<VideoReading> {
  const video = document.querySelector<HTMLVideoElement>(selector);
  if (!video) throw new Error(`no video at ${selector}`);
  const read = (): VideoReading => {
    const { currentTime, duration, paused, ended, seeking, playbackRate, readyState, muted } = video;
    const readAtMs = performance.timeOrigin + performance.now();
    return { currentTime, duration, paused, ended, seeking, playbackRate, readyState, muted, readAtMs };
  };
  if (video.paused) return Promise.resolve(read());
  return new Promise((resolve) => {
    const finish = () => resolve(read());
    for (const kind of ['timeupdate', 'pause', 'waiting'])
      video.addEventListener(kind, finish, { once: true });
  });
}

function measureVideo(selector: string): Box {
  const video = document.querySelector<HTMLVideoElement>(selector);
  if (!video) throw new Error(`no video at ${selector}`);
  const inView = (rect: DOMRect) => rect.top >= 0 && rect.bottom <= innerHeight;
  if (!inView(video.getBoundingClientRect())) video.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { x, y, width, height } = video.getBoundingClientRect();
  return { x, y, width, height };
}
