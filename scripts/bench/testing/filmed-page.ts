// Logs of pages that never existed, for tests of what is computed from logs.
import type { ElementEvent, ShownFrame } from '../figures/page-log.ts';

export interface Playing {
  readonly fromMs: number;
  readonly toMs: number;
  /** What the first frame shows. */
  readonly filmMs: number;
  readonly rate?: number;
}

/** Frames of a 30 fps film, shown evenly. */
export function playFilm({ fromMs, toMs, filmMs, rate = 1 }: Playing): ShownFrame[] {
  const everyMs = 1_000 / 30;
  const count = Math.ceil((toMs - fromMs) / (everyMs / rate));
  return Array.from({ length: count }, (_, index) => ({
    atMs: fromMs + (index * everyMs) / rate,
    filmMs: filmMs + index * everyMs,
  }));
}

export function mediaEvent(
  kind: ElementEvent['kind'],
  atMs: number,
  more: Partial<ElementEvent> = {},
): ElementEvent {
  return { kind, atMs, positionMs: 0, rate: 1, isPaused: false, ...more };
}
