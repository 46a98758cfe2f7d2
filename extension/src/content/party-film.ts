// What the party, and this person, say of the film that an element shows.
import { effectiveTimeline, isOnPartyPage } from '../engine/desired.ts';
import type { EngineState } from '../engine/state.ts';
import type { FilmShift } from '../messages/content-background.ts';

export interface PartyFilm {
  /** How long the party's film is, as whoever brought it says; null where that is unknown, or elsewhere. */
  readonly lengthS: number | null;
  /** By how much the person has shifted their copy of it, s; null: they have said nothing. */
  readonly shiftS: number | null;
}

export function partyFilmOf(state: EngineState, shifts: readonly FilmShift[]): PartyFilm {
  const media = effectiveTimeline(state).playback?.media ?? null;
  // Elsewhere another film is on, of which the party's length and this copy's shift say nothing.
  if (!isOnPartyPage(state)) return { lengthS: null, shiftS: null };
  const key = media?.key ?? null;
  return {
    lengthS: media?.durationS ?? null,
    shiftS: shifts.find((shift) => shift.key === key)?.shiftS ?? null,
  };
}
