import { expect, it } from 'vitest';
import type { PageLink } from './page-link.ts';
import { openReloadedVideo } from './reloaded-video.ts';

/** A player that goes on after a seek as it was told last, whatever has become of its element since. */
function openPage(isPaused: boolean, isToldToPause = false, isThere = true) {
  let isToPlay = !isToldToPause;
  const element = Object.assign(new EventTarget(), {
    currentTime: 20,
    paused: isPaused,
    playbackRate: 1,
    seeking: false,
    readyState: 4,
    duration: Number.POSITIVE_INFINITY,
    closest: () => null,
  });
  const page: PageLink = {
    call(_, { kind }) {
      if (!isThere) return null;
      if (kind === 'pause') isToPlay = false;
      if (kind === 'play') isToPlay = true;
      if (kind === 'seek') Object.assign(element, { paused: !isToPlay, playbackRate: 1 });
      return { positionS: 0, durationS: 300, isPaused: element.paused, isInAd: false, isSeeking: false };
    },
    watch: () => undefined,
  };
  const media = element as unknown as HTMLMediaElement;
  const clock = { now: 0 };
  const player = openReloadedVideo(media, { page, readClock: () => clock.now });
  return { element, clock, player, video: player.video };
}

it('[SA1] a film that was stopped past its player still stands after a seek', () => {
  const { element, video } = openPage(true);
  video.currentTime = 100;
  expect(element.paused).toBe(true);
});

it('[SA1] a film that was started past its player plays on after a seek', () => {
  const { element, video } = openPage(false, true);
  video.currentTime = 100;
  expect(element.paused).toBe(false);
});

it('[SA1] keeps the speed that loading anew takes from it', () => {
  const { element, video } = openPage(false);
  video.playbackRate = 1.5;
  video.currentTime = 100;
  expect(element.playbackRate).toBe(1);
  expect(video.playbackRate).toBe(1.5);
});

it('[SA3] without the player, what comes to nothing is left undone, and said to be, however long it is away', () => {
  const { element, player, clock } = openPage(false, false, false);
  for (const now of [0, 60_000]) {
    clock.now = now;
    player.condition();
    expect(() => {
      player.video.currentTime = 100;
    }).toThrow();
  }
  expect([player.condition(), element.currentTime]).toEqual(['lost', 20]);
});
