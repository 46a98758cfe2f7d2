import { expect, it } from 'vitest';
import { meantRate } from './meant-rate.ts';

it('[CR10] a menu sets a round speed, whatever the element was at', () => {
  expect(meantRate(1.5, 0.997, 1)).toBe(1.5);
  expect(meantRate(1, 0.997, 1)).toBe(1);
});

it('[CR10] a key that adds to a corrected rate means the sum with the party’s', () => {
  expect(meantRate(1.247, 0.997, 1)).toBe(1.25);
  expect(meantRate(1.0963, 1.2463, 1.25)).toBe(1.1);
});

it('[CR10] a speed of somebody’s own choosing stays as it is', () => {
  expect(meantRate(1.37, 0.997, 1)).toBe(1.37);
  expect(meantRate(1.37, 1.25, 1.25)).toBe(1.37);
});
