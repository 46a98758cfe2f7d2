import { describe, expect, it } from 'vitest';
import { mediaEvent, playFilm } from '../testing/filmed-page.ts';
import { measurePictureLag } from './picture-lag.ts';

describe('the lag of the picture', () => {
  it('is the playhead’s lead when a frame appears', () => {
    const frames = playFilm({ fromMs: 1_030, toMs: 5_000, filmMs: 1_000 });
    const events = Array.from({ length: 18 }, (_, index) =>
      mediaEvent('timeupdate', 1_000 + index * 250, { positionMs: 1_000 + index * 250 }),
    );
    expect(measurePictureLag({ frames, events }, [{ fromMs: 2_000, toMs: 4_000 }])).toBeCloseTo(30, 5);
  });

  it('is not known without a fresh playhead', () => {
    const frames = playFilm({ fromMs: 1_000, toMs: 5_000, filmMs: 0 });
    const events = [mediaEvent('timeupdate', 1_000)];
    expect(measurePictureLag({ frames, events }, [{ fromMs: 2_000, toMs: 4_000 }])).toBeNull();
  });
});
