// PURE. Where the panel stands over the film, in parts of what the film leaves free: the same place in a window and in
// fullscreen, and never outside of it.
import type { PanelPlace } from '../messages/features-background.ts';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** After it was moved by so many px, in the box of the film. */
export function placeAfterDrag(panel: Box, film: Box, byX: number, byY: number): PanelPlace {
  return {
    x: partOf(panel.left - film.left + byX, film.width - panel.width),
    y: partOf(panel.top - film.top + byY, film.height - panel.height),
  };
}

/** As CSS of the panel; none where it is at first. */
export function placeStyle(place: PanelPlace | null): Record<string, string> {
  if (place === null) return {};
  const { x, y } = place;
  // What is free on this axis is the film less the panel: a percentage of both.
  return {
    left: `${100 * x}%`,
    top: `${100 * y}%`,
    right: 'auto',
    bottom: 'auto',
    // Not as a transform: the panel comes in by one, and would fly in from aside.
    translate: `${-100 * x}% ${-100 * y}%`,
  };
}

function partOf(px: number, free: number): number {
  return free <= 0 ? 0 : Math.min(1, Math.max(0, px / free));
}
