// Motion as a value: where the media is and how it moves. Knows neither parties nor video elements.
import type { MediaSeconds, RelayMs } from './time.ts';

/** `position` was true at `timestamp` and moves by `velocity` media seconds per second (0: paused). */
export interface TimelineVector {
  readonly position: MediaSeconds;
  readonly velocity: number;
  readonly timestamp: RelayMs;
}

/**
 * position(t) = position + velocity × (t − timestamp).
 * Before `timestamp` (a start in the future) the position stands still, as the start has not happened yet.
 */
export function positionAt(vector: TimelineVector, now: RelayMs): MediaSeconds {
  const elapsedMs = Math.max(0, now - vector.timestamp);
  return (vector.position + (vector.velocity * elapsedMs) / 1000) as MediaSeconds;
}

/** The same motion, described from another instant. */
export function translateVector(vector: TimelineVector, timestamp: RelayMs): TimelineVector {
  return { position: positionAt(vector, timestamp), velocity: vector.velocity, timestamp };
}

/** Keeps a position within `[0, durationSeconds]`; an unknown or infinite duration sets no upper bound. */
export function clampPosition(position: MediaSeconds, durationSeconds: number | null): MediaSeconds {
  const upper = durationSeconds !== null && Number.isFinite(durationSeconds) ? durationSeconds : Infinity;
  return Math.max(0, Math.min(position, upper)) as MediaSeconds;
}
