import { describe, expect, it } from 'vitest';
import { beginMove, followMove, type Move, type MoveLook } from './player-move.ts';

const AT_REST: MoveLook = {
  reading: { positionS: 10, durationS: 300, isPaused: false, isInAd: false, isSeeking: false },
  readyState: 4,
  seeking: false,
  isPlayStateTold: true,
  now: 0,
};

function look(move: Move, now: number, changed: Partial<MoveLook> & { readonly positionS?: number } = {}) {
  const { positionS = 10, ...rest } = changed;
  const isSeeking = rest.reading?.isSeeking ?? false;
  const reading = { ...AT_REST.reading, positionS, isSeeking };
  return followMove(move, { ...AT_REST, ...rest, reading, now });
}

const AT_IT = { reading: { ...AT_REST.reading, isSeeking: true }, readyState: 0 };

describe('a seek of a player that loads its element anew', () => {
  it('[SA1] by a person begins when the player shows where it goes, once, and ends with its film there', () => {
    const begun = beginMove(10, null, 0);
    const unknown = look(begun, 10, AT_IT);
    expect([unknown.hasBegun, unknown.hasEnded]).toEqual([false, false]);
    const known = look(unknown.move ?? begun, 20, { ...AT_IT, positionS: 60 });
    expect(known).toMatchObject({ hasBegun: true, hasEnded: false, move: { targetS: 60 } });
    const loading = look(known.move ?? begun, 300, { ...AT_IT, positionS: 60 });
    expect(loading).toMatchObject({ hasBegun: false, hasEnded: false });
    const there = look(loading.move ?? begun, 500, { positionS: 60.1 });
    expect(there).toEqual({ move: null, hasBegun: false, hasEnded: true });
  });

  it('[SA1] by the party is not over before the player has been at it, wherever it says that it is', () => {
    const told = beginMove(10, 10.2, 0);
    const first = look(told, 10, { positionS: 10.2 });
    expect(first).toMatchObject({ hasBegun: true, hasEnded: false });
    const atIt = look(first.move ?? told, 20, { ...AT_IT, positionS: 10.2 });
    expect(look(atIt.move ?? told, 400, { positionS: 10.2 }).hasEnded).toBe(true);
  });

  it('[SA1] waits for the player to play as it was told, but not for ever', () => {
    const told = beginMove(10, 60, 0);
    const atIt = look(told, 20, { ...AT_IT, positionS: 60 }).move ?? told;
    const ready = look(atIt, 400, { positionS: 60, isPlayStateTold: false });
    expect(ready.hasEnded).toBe(false);
    const stillReady = look(ready.move ?? told, 900, { positionS: 60, isPlayStateTold: false });
    expect(stillReady.hasEnded).toBe(false);
    expect(look(stillReady.move ?? told, 1_100, { positionS: 60, isPlayStateTold: false }).hasEnded).toBe(
      true,
    );
  });

  it('[SA1] that comes to nothing is over after four seconds', () => {
    const told = beginMove(10, 60, 0);
    expect(look(told, 3_999, { positionS: 10 }).hasEnded).toBe(false);
    expect(look(told, 4_000, { positionS: 10 }).hasEnded).toBe(true);
  });
});
