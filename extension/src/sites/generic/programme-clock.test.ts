import { describe, expect, it } from 'vitest';
import { NO_PROGRAMME, noteProgramme } from './programme-clock.ts';

const BASE_S = 1_790_000_000;
const hear = (...saidS: readonly number[]) =>
  saidS.map((s) => BASE_S + s).reduce(noteProgramme, NO_PROGRAMME);
const offsetOf = (...saidS: readonly number[]) => {
  const { offsetS } = hear(...saidS);
  return offsetS === null ? null : Math.round((offsetS - BASE_S) * 1_000) / 1_000;
};

describe('a programme clock', () => {
  it('[LV6] is believed when it has said the same twice', () => {
    expect(offsetOf(5)).toBeNull();
    expect(offsetOf(5, 5.04)).toBe(5.04);
  });

  it('[LV6] does not move the film for what comes in milliseconds, and is followed when it creeps', () => {
    expect(offsetOf(5, 5, 5.02, 4.97, 5.03)).toBe(5);
    expect(offsetOf(5, 5, 5.04, 5.08, 5.12)).toBe(5.08);
  });

  it('[LV6] may settle at its beginning', () => {
    expect(offsetOf(5, 9, 9.01, 9)).toBe(9);
  });

  it('[LV6] that is elsewhere for one word is not heard; one that stays there is given up', () => {
    expect(offsetOf(5, 5, 35, 5, 35, 5)).toBe(5);
    expect(hear(5, 5, 35, 35)).toMatchObject({ offsetS: null, isGivenUp: true });
    expect(hear(5, 5, 35, 35, 5, 5)).toMatchObject({ offsetS: null, isGivenUp: true });
  });
});
