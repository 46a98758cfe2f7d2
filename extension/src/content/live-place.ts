// PURE. By which reference the positions of a live stream are the party's on this element (SPEC LV6, LV7).
import type { LiveStanding } from '../engine/observation.ts';
import type { LiveLook } from './live-watch.ts';
import type { PartyFilm } from './party-film.ts';

export interface LivePlace {
  /** Own seconds − the film's, s. */
  readonly aheadS: number;
  readonly standing: LiveStanding;
}

/**
 * The party's reference counts: only its host's member tells another one, so that it cannot go to and fro. Who has no
 * programme clock goes by the edge, and by how far that is from it for whoever told it.
 */
export function placeLive(
  { leadS, programmeS }: Pick<LiveLook, 'leadS' | 'programmeS'>,
  { told, isHost }: Pick<PartyFilm, 'told' | 'isHost'>,
): LivePlace {
  if (programmeS !== null && (isHost || told?.live !== 'edge')) {
    const edgeLagS = -leadS - programmeS;
    return { aheadS: -programmeS, standing: { told: { live: 'programme', edgeLagS }, by: 'programme' } };
  }
  const { live, edgeLagS } = told ?? {};
  if (live !== 'programme' || edgeLagS === undefined) {
    return { aheadS: leadS, standing: { told: { live: 'edge' }, by: 'edge' } };
  }
  return { aheadS: leadS + edgeLagS, standing: { told: { live, edgeLagS }, by: 'edge' } };
}

export function isSameStanding(one: LiveStanding | null, other: LiveStanding | null): boolean {
  return one?.told.live === other?.told.live && one?.by === other?.by;
}
