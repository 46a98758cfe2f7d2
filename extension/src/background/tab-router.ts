// PURE. Which frame of a party's tab drives the video: exactly one, the best, and not another one every moment.
// Knows ports only by their keys, and nothing of parties.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type {
  ContentToBackground,
  FilmStanding,
  FrameVideo,
  Page,
  SiteNotice,
} from '../messages/content-background.ts';

type Candidate = Extract<ContentToBackground, { kind: 'candidate' }>;

/** One connected frame. A frame that connects anew has a new key. */
export interface Frame {
  readonly key: number;
  readonly frameId: number;
  /** It has said what it has, be it nothing. */
  readonly hasTold: boolean;
  /** How good its best video is; null: none. */
  readonly score: number | null;
  readonly closedFrames: Candidate['closedFrames'];
  /** Where it is from; null: without an address. */
  readonly host: string | null;
  /** How many videos there are to choose from in it. */
  readonly count: number;
  /** The person has chosen its video. */
  readonly isPicked: boolean;
  readonly isFilm: boolean;
  /** Told while somebody looks at the list. */
  readonly videos: readonly FrameVideo[] | null;
  /** Of the top frame only; null: it cannot be named. */
  readonly page: Page | null | undefined;
  readonly siteNotice: SiteNotice | null;
  readonly report: SyncReport | null;
  readonly film: FilmStanding | null;
  readonly waitingFor: readonly MemberId[];
}

export interface TabRouting {
  readonly frames: readonly Frame[];
  readonly driving: number | null;
  /** A frame that is much better than the driving one, and since when. */
  readonly challenger: { readonly key: number; readonly since: LocalMs } | null;
  /** Since when the driving frame has been without a video. */
  readonly emptySince: LocalMs | null;
  /** The frame that drove has just gone, or its document: what has come since has a higher key. `since` is of the first look. */
  readonly vacancy: { readonly key: number; readonly since: LocalMs | null } | null;
  /** Our script is on its way into the frames. Null: never yet. */
  readonly entry: Entry | null;
}

interface Entry {
  /** It is in all frames that let us in. */
  readonly isThere: boolean;
  /** When the first of them told of a video. */
  readonly heardAt: LocalMs | null;
}

export const NO_FRAMES: TabRouting = {
  frames: [],
  driving: null,
  challenger: null,
  emptySince: null,
  vacancy: null,
  entry: null,
};

/** How much better another frame must be, and for how long, to take over from one that works. */
const CHALLENGE_FACTOR = 2;
const CHALLENGE_MS = 2_000;
/** Players take their element away and bring another, or load their frame anew: for so long nobody else takes their role. */
const SUCCESSION_MS = 3_000;
/**
 * So long at most the other frames of a page just entered are waited for once one has told of a video. Counted from
 * then: on a busy machine all of them are late, and one whose page hangs is not to hold up the rest.
 */
export const FIRST_WORDS_MS = 1_000;
const TOP_FRAME = 0;

export function addFrame(
  routing: TabRouting,
  key: number,
  frameId: number,
  host: string | null = null,
): TabRouting {
  const frame: Frame = {
    key,
    frameId,
    host,
    hasTold: false,
    score: null,
    closedFrames: [],
    count: 0,
    isPicked: false,
    isFilm: false,
    videos: null,
    page: undefined,
    siteNotice: null,
    report: null,
    film: null,
    waitingFor: [],
  };
  // A frame's former document may not have told us yet that it is gone.
  const kept = routing.frames.filter((other) => other.frameId !== frameId);
  return forgetGone({ ...routing, frames: [...kept, frame] });
}

export function removeFrame(routing: TabRouting, key: number): TabRouting {
  return forgetGone({ ...routing, frames: routing.frames.filter((frame) => frame.key !== key) });
}

export function noteCandidate(routing: TabRouting, key: number, candidate: Candidate): TabRouting {
  return updateFrame(routing, key, (frame) => ({
    ...frame,
    ...candidate,
    hasTold: true,
    page: frame.frameId === TOP_FRAME ? candidate.page : undefined,
  }));
}

export function noteFrameReport(
  routing: TabRouting,
  key: number,
  { report, film, waitingFor }: Pick<Frame, 'report' | 'film' | 'waitingFor'>,
): TabRouting {
  return updateFrame(routing, key, (frame) => ({ ...frame, report, film, waitingFor }));
}

export function noteVideos(
  routing: TabRouting,
  key: number,
  videos: readonly FrameVideo[] | null,
): TabRouting {
  return updateFrame(routing, key, (frame) => ({ ...frame, videos }));
}

/** Nobody looks at the list any longer. */
export function forgetVideos(routing: TabRouting): TabRouting {
  return { ...routing, frames: routing.frames.map((frame) => ({ ...frame, videos: null })) };
}

/** The person has chosen a video of this frame; null: the choice is ours again, and made anew. */
export function notePick(routing: TabRouting, key: number | null): TabRouting {
  const frames = routing.frames.map((frame) => ({ ...frame, isPicked: frame.key === key }));
  return { ...routing, frames, driving: key === null ? null : routing.driving };
}

/** Our script is on its way into the tab's frames. */
export function noteEntry(routing: TabRouting): TabRouting {
  return { ...routing, entry: { isThere: false, heardAt: null } };
}

/** It is there, in all frames that let us in. */
export function noteEntered(routing: TabRouting): TabRouting {
  return { ...routing, entry: routing.entry === null ? null : { ...routing.entry, isThere: true } };
}

/** Decides who drives from now on. To be called after every change, and now and then. */
export function electDriver(former: TabRouting, now: LocalMs): TabRouting {
  const routing = noteVacancy(noteFirstWords(former, now), now);
  const picked = routing.frames.find(({ isPicked, score }) => isPicked && score !== null);
  const best = picked ?? bestFrame(routing.frames.filter(({ key }) => key > (routing.vacancy?.key ?? 0)));
  const driver = routing.frames.find((frame) => frame.key === routing.driving);
  const emptySince = driver?.score === null ? (routing.emptySince ?? now) : null;
  const unchallenged = { ...routing, emptySince, challenger: null };
  if (best === null || best.key === driver?.key) return unchallenged;
  // Whoever tells first is not to be driven for a moment, only because it was first.
  if (driver === undefined && picked === undefined && awaitsFirstWords(routing, now)) return unchallenged;
  if (driver === undefined || best === picked)
    return { ...unchallenged, driving: best.key, emptySince: null };
  if (driver.score === null) {
    const isPatient = emptySince !== null && now - emptySince < SUCCESSION_MS;
    return isPatient ? unchallenged : { ...unchallenged, driving: best.key, emptySince: null };
  }
  if ((best.score ?? 0) <= driver.score * CHALLENGE_FACTOR) return unchallenged;
  const { challenger } = routing;
  if (challenger?.key !== best.key) return { ...unchallenged, challenger: { key: best.key, since: now } };
  if (now - challenger.since < CHALLENGE_MS) return { ...unchallenged, challenger };
  return { ...unchallenged, driving: best.key };
}

/** What the tab shows, as its top frame said; undefined: it has not. */
export function toldPageOf(routing: TabRouting): Page | null | undefined {
  return routing.frames.find((frame) => frame.frameId === TOP_FRAME)?.page;
}

export function pageOf(routing: TabRouting): Page | null {
  return toldPageOf(routing) ?? null;
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

export function hasFilm({ frames }: TabRouting): boolean {
  return frames.some(({ isFilm }) => isFilm);
}

/** What is in this tab is known, as far as it matters. */
export function isComplete(routing: TabRouting): boolean {
  return hasVideo(routing) && closedFramesOf(routing).length === 0;
}

export function countVideos({ frames }: TabRouting): number {
  return frames.reduce((sum, { count }) => sum + count, 0);
}

export function isPicked({ frames }: TabRouting): boolean {
  return frames.some((frame) => frame.isPicked);
}

/** Origins of frames that we may not look into, and in which there may be a film clearly better than what was found. */
export function closedFramesOf(routing: TabRouting): readonly string[] {
  const { frames } = routing;
  if (isPicked(routing)) return [];
  const enough = (bestFrame(frames)?.score ?? 0) * CHALLENGE_FACTOR;
  const isOpen = (origin: string) =>
    frames.some(({ frameId, host }) => frameId !== TOP_FRAME && host === hostOf(origin));
  return frames
    .flatMap(({ closedFrames }) => closedFrames)
    .filter(({ origin, area }) => area > enough && !isOpen(origin))
    .map(({ origin }) => origin);
}

/** Null for an address that is not of the web. */
export function hostOf(url: string | undefined): string | null {
  const parsed = url === undefined || !URL.canParse(url) ? null : new URL(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.hostname : null;
}

function noteFirstWords(routing: TabRouting, now: LocalMs): TabRouting {
  const { entry } = routing;
  if (entry === null || entry.heardAt !== null || !hasVideo(routing)) return routing;
  return { ...routing, entry: { ...entry, heardAt: now } };
}

function noteVacancy(routing: TabRouting, now: LocalMs): TabRouting {
  const { vacancy, driving } = routing;
  const since = vacancy?.since ?? now;
  const isOver = vacancy === null || driving !== null || now - since >= SUCCESSION_MS;
  return { ...routing, vacancy: isOver ? null : { ...vacancy, since } };
}

function awaitsFirstWords({ entry, frames }: TabRouting, now: LocalMs): boolean {
  if (entry === null || (entry.heardAt !== null && now - entry.heardAt >= FIRST_WORDS_MS)) return false;
  return !entry.isThere || frames.some(({ hasTold }) => !hasTold);
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
  const { frames, driving, challenger } = routing;
  const isThere = (key: number) => frames.some((frame) => frame.key === key);
  const hasGone = driving !== null && !isThere(driving);
  return {
    ...routing,
    driving: hasGone ? null : driving,
    vacancy: hasGone ? { key: driving, since: null } : routing.vacancy,
    challenger: challenger !== null && isThere(challenger.key) ? challenger : null,
  };
}

/** Whether what a frame says of its film is true of the tab's: one without it knows of no lack of its data. */
export function speaksOfFilm({ driving }: TabRouting, key: number): boolean {
  return driving === null || driving === key;
}
