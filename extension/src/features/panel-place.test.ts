import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeAfterDrag, placeStyle } from './panel-place.ts';

const px = (max: number) => fc.integer({ min: 0, max });

test('[SI1] wherever it is dragged, the panel stays over the film, and where it was let go', () =>
  fc.assert(
    fc.property(px(3_000), px(2_000), px(300), px(200), px(4_000), px(4_000), (width, height, w, h, x, y) => {
      const film = { left: 10, top: 20, width: width + 300, height: height + 200 };
      const panel = { left: 10, top: 20, width: w, height: h };
      const place = placeAfterDrag(panel, film, x - 500, y - 500);
      // As the browser lays it out: a part of the film less the same part of the panel.
      const left = place.x * film.width - place.x * w;
      const top = place.y * film.height - place.y * h;
      expect(left).toBeCloseTo(Math.min(film.width - w, Math.max(0, x - 500)), 6);
      expect(top).toBeCloseTo(Math.min(film.height - h, Math.max(0, y - 500)), 6);
    }),
  ));

test('[SI1] a panel as large as the film has one place', () => {
  const box = { left: 0, top: 0, width: 300, height: 200 };
  expect(placeAfterDrag(box, box, 50, 50)).toEqual({ x: 0, y: 0 });
});

test('[SI1] what nobody has moved is where the style sheet has it', () => {
  expect(placeStyle(null)).toEqual({});
  expect(placeStyle({ x: 0.5, y: 1 })).toMatchObject({ left: '50%', top: '100%', right: 'auto' });
});
