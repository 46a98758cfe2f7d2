// What this member sees and hears comes late (Bluetooth, a TV): then the element runs ahead by as much, and what
// comes out of it is in step. outputDelayMs ≥ 0: "my sound and picture come so many ms late". It shifts in time and
// not in position, so while the party is paused it shifts nothing (SPEC OD).
import type { LocalMs, MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { type Desired, desiredAt, effectiveTimeline } from './desired.ts';
import { type EngineState, relayTime, type VideoState } from './state.ts';

/** What this member's own element should do at `now`: what the party does when its output is seen and heard. */
export function ownDesiredAt(state: EngineState, now: LocalMs): Desired | null {
  const relayNow = relayTime(state, now);
  if (relayNow === null) return null;
  const delayMs = seenDelayMs(state);
  const seenAt = (relayNow + delayMs) as RelayMs;
  const desired = desiredAt(effectiveTimeline(state), seenAt, state.video?.facts.duration ?? null);
  if (desired === null || desired.startsAt === null) return desired;
  return { ...desired, startsAt: (desired.startsAt - delayMs) as RelayMs };
}

/**
 * How much later than the playhead says its person sees it: by their own word and by what was learned of the browser.
 * Early pictures are let be: what somebody does now would be what the party does only in some milliseconds.
 */
export function seenDelayMs({ outputDelayMs, video }: EngineState): number {
  return outputDelayMs + pictureDelayMs(video);
}

export function pictureDelayMs(video: VideoState | null): number {
  return Math.max(0, video?.pictureLagMs ?? 0);
}

/**
 * What its person sees of an element at `position` that moves with `velocity`: position − velocity × delay. This is
 * what an act means, as it is what the others see.
 */
export function seenPosition(position: MediaSeconds, velocity: number, outputDelayMs: number): MediaSeconds {
  return Math.max(0, position - (velocity * outputDelayMs) / 1000) as MediaSeconds;
}
