import { describe, expect, it } from 'vitest';
import { isSameStanding, placeLive } from './live-place.ts';

/** Own second 100 is the edge's 1,000 and, 7 s earlier, the programme's 993. */
const BOTH = { leadS: -900, programmeS: 893 };
const EDGE = { leadS: -900, programmeS: null };
const byEdge = { live: 'edge' } as const;
const byProgramme = { live: 'programme', edgeLagS: 7 } as const;
const filmAt = (ownS: number, { aheadS }: ReturnType<typeof placeLive>) => ownS - aheadS;

describe('where a live stream is', () => {
  it('[LV7] is told by the programme’s clock by a host who has one, with how far the edge is from it', () => {
    for (const told of [null, byEdge, byProgramme]) {
      const place = placeLive(BOTH, { told, isHost: true });
      expect(filmAt(100, place)).toBe(993);
      expect(place.standing).toEqual({ told: { live: 'programme', edgeLagS: 7 }, by: 'programme' });
    }
  });

  it('[LV7] goes by the edge for everyone else, until the host has told it otherwise', () => {
    const place = placeLive(BOTH, { told: byEdge, isHost: false });
    expect([filmAt(100, place), place.standing]).toEqual([1_000, { told: { live: 'edge' }, by: 'edge' }]);
    expect(filmAt(100, placeLive(BOTH, { told: byProgramme, isHost: false }))).toBe(993);
  });

  it('[LV7] is the same place, to within a piece, for who has no such clock', () => {
    for (const isHost of [true, false]) {
      const place = placeLive(EDGE, { told: byProgramme, isHost });
      expect([filmAt(100, place), place.standing]).toEqual([
        993,
        { told: { live: 'programme', edgeLagS: 7 }, by: 'edge' },
      ]);
    }
  });

  it('[LV2] is by the edge where nobody has told anything else, or not how far that is from it', () => {
    for (const told of [null, byEdge, { live: 'programme' } as const]) {
      const { aheadS, standing } = placeLive(EDGE, { told, isHost: false });
      expect([aheadS, standing.told.live]).toEqual([-900, 'edge']);
    }
  });

  it('[LV7] is another standing when the clock is lost, though its seconds are the same', () => {
    const { standing } = placeLive(BOTH, { told: byProgramme, isHost: false });
    expect(isSameStanding(standing, { ...standing })).toBe(true);
    expect(isSameStanding(standing, placeLive(EDGE, { told: byProgramme, isHost: false }).standing)).toBe(
      false,
    );
    expect(isSameStanding(standing, null)).toBe(false);
  });
});
