// What the party, and this person, say of the film that an element shows.
import type { Media } from '@sameframe/shared/playback.ts';
import { effectiveTimeline, isOnPartyPage } from '../engine/desired.ts';
import type { EngineState } from '../engine/state.ts';
import type { FilmShift } from '../messages/content-background.ts';

export interface PartyFilm {
  /** As the party is told of it; null where that is nothing, or of another. */
  readonly told: Pick<Media, 'live' | 'edgeLagS'> | null;
  readonly isHost: boolean;
  /** How long the party's film is, as whoever brought it says; null where that is unknown, or elsewhere. */
  readonly lengthS: number | null;
  /** By how much the person has shifted their copy of it, s; null: they have said nothing. */
  readonly shiftS: number | null;
}

export function partyFilmOf(state: EngineState, shifts: readonly FilmShift[]): PartyFilm {
  const media = effectiveTimeline(state).playback?.media ?? null;
  const { self, replica } = state;
  const isHost = self !== null && replica?.party.host === self;
  // Elsewhere another film is on, of which the party's length and this copy's shift say nothing.
  if (!isOnPartyPage(state)) return { told: null, isHost, lengthS: null, shiftS: null };
  const key = media?.key ?? null;
  return {
    told: media,
    isHost,
    lengthS: media?.durationS ?? null,
    shiftS: shifts.find((shift) => shift.key === key)?.shiftS ?? null,
  };
}
