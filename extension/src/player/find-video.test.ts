// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { findVideo, listClosedFrames } from './find-video.ts';

interface Look {
  readonly area?: readonly [width: number, height: number];
  readonly readyState?: number;
  readonly isPromo?: boolean;
}

/** happy-dom lays nothing out: the sizes are given by hand. */
function addVideo({ area = [640, 360], readyState = 4, isPromo = false }: Look): HTMLVideoElement {
  const video = document.createElement('video');
  const [width, height] = area;
  Object.defineProperty(video, 'readyState', { value: readyState });
  video.getBoundingClientRect = () => new DOMRect(0, 0, width, height);
  video.controls = !isPromo;
  video.muted = isPromo;
  video.loop = isPromo;
  document.body.append(video);
  return video;
}

afterEach(() => document.body.replaceChildren());

describe('which video a person would call the video', () => {
  it('[FV1] the largest one that is ready, not the first', () => {
    addVideo({ area: [300, 200] });
    const film = addVideo({ area: [900, 500] });
    expect(findVideo([document], null)?.video).toBe(film);
  });

  it('[FV1] not a muted loop beside it, even a larger one', () => {
    addVideo({ area: [1_200, 600], isPromo: true });
    const film = addVideo({ area: [640, 360] });
    expect(findVideo([document], null)?.video).toBe(film);
  });

  it('[SA7] not what the site starts by itself for a look, however large', () => {
    const preview = addVideo({ area: [1_280, 720] });
    const film = addVideo({ area: [320, 180] });
    expect(findVideo([document], null, (media) => (media === preview ? 0.02 : 1))?.video).toBe(film);
    film.remove();
    expect(findVideo([document], null, () => 0.02)?.video).toBe(preview);
  });

  it('[FV1] nothing, when nothing is to be seen', () => {
    addVideo({ area: [0, 0] });
    expect(findVideo([document], null)).toBeNull();
  });

  it('[FV2] stays with the one it has until another is clearly better', () => {
    const current = addVideo({ area: [640, 360] });
    const larger = addVideo({ area: [800, 450] });
    expect(findVideo([document], current)?.video).toBe(current);
    larger.getBoundingClientRect = () => new DOMRect(0, 0, 1_600, 900);
    expect(findVideo([document], current)?.video).toBe(larger);
    current.remove();
    expect(findVideo([document], current)?.video).toBe(larger);
  });
});

describe('frames that we may not look into', () => {
  it('[FV3] are named by origin when they are large enough for a film', () => {
    for (const [src, width] of [
      ['https://player.example/embed?x=1', 640],
      ['https://ads.example/pixel', 1],
    ] as const) {
      const frame = document.createElement('iframe');
      // Not assigned: happy-dom would try to load it.
      Object.defineProperty(frame, 'src', { value: src });
      frame.getBoundingClientRect = () => new DOMRect(0, 0, width, width);
      Object.defineProperty(frame, 'contentDocument', { value: null });
      document.body.append(frame);
    }
    expect(listClosedFrames(document)).toEqual(['https://player.example']);
  });
});
