// From what a page wrote down to a log on the bench's clock. Pure.
import type { BrowserKind } from '../../rig/rig.ts';
import type { ElementEvent, PageLog } from '../figures/page-log.ts';
import type { RawPageLog } from './page-recorder.ts';

/**
 * How much later than `expectedDisplayTime` a frame is on the screen, in ms. Firefox: 16 to 22, measured by screen
 * grabs of painted frame numbers on a machine like this one (Firefox 153, software rendering); Chromium: -0.1. It
 * belongs to the bench alone: the product knows no such number.
 */
export const SHOWN_LATER_MS: Readonly<Record<BrowserKind, number>> = { chromium: 0, firefox: 19 };

export interface PageConversion {
  /** Bench time minus page time. */
  readonly offsetMs: number;
  readonly shownLaterMs: number;
  /** What the browser calls a frame's time, minus what is painted into it. */
  readonly filmOffsetMs: number;
}

export function convertPageLog(raw: RawPageLog, conversion: PageConversion): PageLog {
  const { offsetMs, shownLaterMs, filmOffsetMs } = conversion;
  return {
    frames: raw.frames.map(([displayMs, mediaTimeS]) => ({
      atMs: displayMs + offsetMs + shownLaterMs,
      filmMs: mediaTimeS * 1_000 - filmOffsetMs,
    })),
    events: raw.events.map(([kind, atMs, currentTimeS, rate, isPaused]) => ({
      kind: kind as ElementEvent['kind'],
      atMs: atMs + offsetMs,
      positionMs: currentTimeS * 1_000 - filmOffsetMs,
      rate,
      isPaused,
    })),
  };
}
