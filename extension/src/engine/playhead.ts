// Where the playhead is between two readings. Believes only what was read inside `timeupdate` (and at the
// instants the element itself reported): a random read is up to 20 ms behind in Firefox (facts 5a).
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import type { VideoFacts } from './observation.ts';
import { JUMP_S, RESTING_SLACK_S, SAMPLE_TTL_MS } from './tuning.ts';

export interface PlayheadSample {
  readonly position: MediaSeconds;
  readonly at: LocalMs;
  readonly rate: number;
  /** False for what was not read off the playhead: a motion computed across a change of rate (facts 5c), or told by frames. */
  readonly isMeasured: boolean;
}

/** A good reading while the element advances; null when it says nothing about motion. */
export function samplePlayhead(facts: VideoFacts, now: LocalMs): PlayheadSample | null {
  const isAdvancing = !facts.paused && !facts.seeking && !facts.ended && facts.readyState >= 3;
  return isAdvancing ? { position: facts.currentTime, at: now, rate: facts.rate, isMeasured: true } : null;
}

/** The playhead at `now`, extrapolated from a sample; null if the sample is too old to say. */
export function playheadAt(sample: PlayheadSample | null, now: LocalMs): MediaSeconds | null {
  if (sample === null || now - sample.at > SAMPLE_TTL_MS) return null;
  return (sample.position + (sample.rate * (now - sample.at)) / 1000) as MediaSeconds;
}

/** The same motion seen from the instant at which the rate changes. */
export function changeSampleRate(
  sample: PlayheadSample | null,
  rate: number,
  now: LocalMs,
): PlayheadSample | null {
  const position = playheadAt(sample, now);
  return position === null ? null : { position, at: now, rate, isMeasured: false };
}

/**
 * Whether the playhead is where it cannot have come by itself. The `seeking` of a quick seek may come after it is
 * over, on a busy page: until it does, nobody knows whose seek it was.
 */
export function isJump(
  before: VideoFacts,
  sample: PlayheadSample | null,
  facts: VideoFacts,
  now: LocalMs,
): boolean {
  if (before.seeking || facts.seeking) return false;
  if (before.paused && facts.paused)
    return Math.abs(facts.currentTime - before.currentTime) > RESTING_SLACK_S;
  const expected = playheadAt(sample, now);
  if (sample === null || expected === null || before.paused) return false;
  return facts.currentTime > expected + JUMP_S || facts.currentTime < sample.position - JUMP_S;
}
