// Whether the film is over, after which a site may go on to the next.
import type { LocalMs } from '@sameframe/shared/time.ts';
import { expectedPosition } from '@sameframe/shared/timeline-fold.ts';
import { effectiveTimeline, showsPartyFilm } from '../engine/desired.ts';
import type { VideoFacts } from '../engine/observation.ts';
import { type EngineState, relayTime } from '../engine/state.ts';

/** Some sites begin with the next item on the last frame before the end, s. */
const NEAR_END_S = 1;

export function isAtEnd(facts: VideoFacts | null): boolean {
  if (facts === null) return false;
  return facts.ended || (facts.duration !== null && facts.currentTime >= facts.duration - NEAR_END_S);
}

/**
 * The film is the party's, and over: for this element, and for the party, as a shorter copy ends for nobody else. Not for
 * who has stepped out of it, and no advert is.
 */
export function isPartyFilmOver(state: EngineState, now: LocalMs): boolean {
  if (!showsPartyFilm(state) || !isAtEnd(state.video?.facts ?? null)) return false;
  const timeline = effectiveTimeline(state);
  const lengthS = timeline.playback?.media?.durationS ?? 0;
  const relayNow = relayTime(state, now);
  return relayNow === null || (expectedPosition(timeline, relayNow) ?? lengthS) >= lengthS - NEAR_END_S;
}

/** As its element has it, s; null where it is unknown or has no end, and elsewhere. */
export function partyFilmLengthS(state: EngineState): number | null {
  return showsPartyFilm(state) ? (state.video?.facts?.duration ?? null) : null;
}
