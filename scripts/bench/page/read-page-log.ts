// From what a member's pages wrote down to one log on the bench's clock. Pure.
import type { Recording } from '../cell/bench-member.ts';
import type { ElementEvent, PageLog } from '../figures/page-log.ts';
import { findFilmOffset } from './film-offset.ts';

/**
 * How much later than `expectedDisplayTime` a frame is on the screen, in ms. Firefox: 16 to 22, measured by screen
 * grabs of painted frame numbers on a machine like this one (Firefox 153, software rendering); Chromium: -0.1. It
 * belongs to the bench alone: the product knows no such number.
 */
export const SHOWN_LATER_MS = { chromium: 0, firefox: 19 } as const;

export interface MemberPages {
  /** In the order of their being open: who comes late has an earlier page too. */
  readonly recordings: readonly Recording[];
  readonly framesPerSecond: number;
  readonly shownLaterMs: number;
}

export interface MemberLog {
  readonly calibrated: PageLog;
  /** As the browser has it. */
  readonly raw: PageLog;
  /** Frame times minus what is painted. */
  readonly filmOffsetMs: number;
}

export function readMemberLog({ recordings, framesPerSecond, shownLaterMs }: MemberPages): MemberLog {
  const filmOffsetMs = findFilmOffset(
    recordings.flatMap(listPlayingTimes),
    recordings.flatMap(({ atRest }) => atRest),
    framesPerSecond,
  );
  const convert = (laterMs: number): PageLog => ({
    frames: recordings.flatMap(({ log, offsetMs }) =>
      log.frames.map(([displayMs, mediaTimeS]) => ({
        atMs: displayMs + offsetMs + laterMs,
        filmMs: mediaTimeS * 1_000 - filmOffsetMs,
      })),
    ),
    events: recordings.flatMap(({ log, offsetMs }) =>
      log.events.map(([kind, atMs, currentTimeS, rate, isPaused]) => ({
        kind: kind as ElementEvent['kind'],
        atMs: atMs + offsetMs,
        positionMs: currentTimeS * 1_000 - filmOffsetMs,
        rate,
        isPaused,
      })),
    ),
  });
  return { calibrated: convert(shownLaterMs), raw: convert(0), filmOffsetMs };
}

/** Of frames that another one soon followed. */
function listPlayingTimes({ log: { frames } }: Recording): number[] {
  return frames.flatMap(([displayMs, mediaTimeS], index) => {
    const next = frames[index + 1];
    return next !== undefined && next[0] - displayMs < 100 ? [mediaTimeS * 1_000] : [];
  });
}
