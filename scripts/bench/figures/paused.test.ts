import { describe, expect, it } from 'vitest';
import { countFramesApart } from './paused.ts';

describe('a pause', () => {
  const pause = (...frames: (number | undefined)[]) => ({
    actor: 0,
    pictures: frames.map((paintedFrame) => ({ playheadMs: 0, paintedFrame })),
  });

  it('is as far apart as its furthest pictures', () => {
    expect(countFramesApart(pause(300, 301, 299))).toBe(2);
    expect(countFramesApart(pause(300, 300))).toBe(0);
  });

  it('is not known where a picture cannot be read', () => {
    expect(countFramesApart(pause(300, undefined))).toBeNull();
  });
});
