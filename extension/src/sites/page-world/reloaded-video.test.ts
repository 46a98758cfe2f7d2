import { expect, it } from 'vitest';
import type { PageLink } from './page-link.ts';
import { openReloadedVideo } from './reloaded-video.ts';

/** A player that goes on after a seek as it was told last, whatever has become of its element since. */
function openPage(isPaused: boolean) {
  let isToPlay = true;
  const element = Object.assign(new EventTarget(), {
    currentTime: 20,
    paused: isPaused,
    seeking: false,
    readyState: 4,
    duration: Number.POSITIVE_INFINITY,
    closest: () => null,
  });
  const page: PageLink = {
    call(_, { kind }) {
      if (kind === 'pause') isToPlay = false;
      if (kind === 'seek') element.paused = !isToPlay;
      return { positionS: 0, durationS: 300, isPaused: element.paused, isInAd: false, isSeeking: false };
    },
    watch: () => undefined,
  };
  const media = element as unknown as HTMLMediaElement;
  return { element, video: openReloadedVideo(media, { page, readClock: () => 0 }).video };
}

it('[SA1] a film that was stopped past its player still stands after a seek', () => {
  const { element, video } = openPage(true);
  video.currentTime = 100;
  expect(element.paused).toBe(true);
});

it('[SA1] a film that plays goes on after a seek', () => {
  const { element, video } = openPage(false);
  video.currentTime = 100;
  expect(element.paused).toBe(false);
});
