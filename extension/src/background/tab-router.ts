// PURE. Which frame of a party's tab drives the video: exactly one, the best, and not another one every moment.
// Knows ports only by their keys, and nothing of parties.
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { ContentToBackground, FilmStanding, Page, SiteNotice } from '../messages/content-background.ts';

/** One connected frame. A frame that connects anew has a new key. */
export interface Frame {
  readonly key: number;
  readonly frameId: number;
  /** How good its best video is; null: none. */
  readonly score: number | null;
  readonly closedFrames: readonly string[];
  /** Of the top frame only. */
  readonly page: Page | null;
  readonly siteNotice: SiteNotice | null;
  readonly report: SyncReport | null;
  readonly film: FilmStanding | null;
}

export interface TabRouting {
  readonly frames: readonly Frame[];
  readonly driving: number | null;
  /** A frame that is much better than the driving one, and since when. */
  readonly challenger: { readonly key: number; readonly since: LocalMs } | null;
}

export const NO_FRAMES: TabRouting = { frames: [], driving: null, challenger: null };

/** How much better another frame must be, and for how long, to take over from one that works. */
const CHALLENGE_FACTOR = 2;
const CHALLENGE_MS = 2_000;
const TOP_FRAME = 0;

export function addFrame(routing: TabRouting, key: number, frameId: number): TabRouting {
  const frame: Frame = {
    key,
    frameId,
    score: null,
    closedFrames: [],
    page: null,
    siteNotice: null,
    report: null,
    film: null,
  };
  // A frame's former document may not have told us yet that it is gone.
  const kept = routing.frames.filter((other) => other.frameId !== frameId);
  return forgetGone({ ...routing, frames: [...kept, frame] });
}

export function removeFrame(routing: TabRouting, key: number): TabRouting {
  return forgetGone({ ...routing, frames: routing.frames.filter((frame) => frame.key !== key) });
}

export function noteCandidate(
  routing: TabRouting,
  key: number,
  candidate: Extract<ContentToBackground, { kind: 'candidate' }>,
): TabRouting {
  const { score, closedFrames, page, siteNotice } = candidate;
  return updateFrame(routing, key, (frame) => ({
    ...frame,
    score,
    closedFrames,
    siteNotice,
    page: frame.frameId === TOP_FRAME ? page : null,
  }));
}

export function noteFrameReport(
  routing: TabRouting,
  key: number,
  { report, film }: Pick<Frame, 'report' | 'film'>,
): TabRouting {
  return updateFrame(routing, key, (frame) => ({ ...frame, report, film }));
}

/** Decides who drives from now on. To be called after every change, and now and then. */
export function electDriver(routing: TabRouting, now: LocalMs): TabRouting {
  const best = bestFrame(routing.frames);
  const driver = routing.frames.find((frame) => frame.key === routing.driving);
  // A driver without a video keeps its role until there is somebody better: players replace their element.
  if (best === null || best.key === driver?.key) return { ...routing, challenger: null };
  if (driver === undefined || driver.score === null) {
    return { ...routing, driving: best.key, challenger: null };
  }
  if ((best.score ?? 0) <= driver.score * CHALLENGE_FACTOR) return { ...routing, challenger: null };
  const { challenger } = routing;
  if (challenger?.key !== best.key) return { ...routing, challenger: { key: best.key, since: now } };
  if (now - challenger.since < CHALLENGE_MS) return routing;
  return { ...routing, driving: best.key, challenger: null };
}

/** What the tab shows, as its top frame said. */
export function pageOf(routing: TabRouting): Page | null {
  return routing.frames.find((frame) => frame.frameId === TOP_FRAME)?.page ?? null;
}

/** How the tab stands to the timeline: its driving frame's word, or else the top frame's. */
export function reportOfTab(routing: TabRouting): SyncReport | null {
  const driver = routing.frames.find((frame) => frame.key === routing.driving);
  const top = routing.frames.find((frame) => frame.frameId === TOP_FRAME);
  return (driver ?? top)?.report ?? null;
}

/** What is to be said of the site that the video is on. */
export function siteNoticeOf(routing: TabRouting): SiteNotice | null {
  return routing.frames.find((frame) => frame.key === routing.driving)?.siteNotice ?? null;
}

/** How the time of the driving frame's element stands to the film's. */
export function filmOfTab(routing: TabRouting): FilmStanding | null {
  return routing.frames.find((frame) => frame.key === routing.driving)?.film ?? null;
}

export function hasVideo(routing: TabRouting): boolean {
  return routing.frames.some((frame) => frame.score !== null);
}

/** Origins of frames that may hold the video and that we may not look into. */
export function closedFramesOf(routing: TabRouting): readonly string[] {
  return [...new Set(routing.frames.flatMap((frame) => frame.closedFrames))];
}

function bestFrame(frames: readonly Frame[]): Frame | null {
  let best: Frame | null = null;
  for (const frame of frames) {
    if (frame.score !== null && frame.score > (best?.score ?? -1)) best = frame;
  }
  return best;
}

function updateFrame(routing: TabRouting, key: number, update: (frame: Frame) => Frame): TabRouting {
  return { ...routing, frames: routing.frames.map((frame) => (frame.key === key ? update(frame) : frame)) };
}

function forgetGone(routing: TabRouting): TabRouting {
  const keys = routing.frames.map((frame) => frame.key);
  const driving = routing.driving !== null && keys.includes(routing.driving) ? routing.driving : null;
  const { challenger } = routing;
  return {
    ...routing,
    driving,
    challenger: challenger !== null && keys.includes(challenger.key) ? challenger : null,
  };
}
