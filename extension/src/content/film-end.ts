// Whether the film is over, after which a site may go on to the next.
import { isWithParty } from '../engine/desired.ts';
import type { VideoFacts } from '../engine/observation.ts';
import type { EngineState } from '../engine/state.ts';

/** Some sites begin with the next item on the last frame before the end, s. */
const NEAR_END_S = 1;

export function isAtEnd(facts: VideoFacts | null): boolean {
  if (facts === null) return false;
  return facts.ended || (facts.duration !== null && facts.currentTime >= facts.duration - NEAR_END_S);
}

/** The film is the party's, and over; not for who has stepped out of it, and no advert is. */
export function isPartyFilmOver(state: EngineState): boolean {
  return isWithParty(state) && isAtEnd(state.video?.facts ?? null);
}

/** As its element has it, s; null where it is unknown or has no end, and elsewhere. */
export function partyFilmLengthS(state: EngineState): number | null {
  return isWithParty(state) ? (state.video?.facts?.duration ?? null) : null;
}
