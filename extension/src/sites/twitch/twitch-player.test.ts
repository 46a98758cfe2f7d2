import { expect, it } from 'vitest';
import { watchForLive } from '../../content/live-watch.ts';
import { openTwitchPlayer } from './twitch-player.ts';

/** As Media Source Extensions have it: what has a length can be sought in all of it. */
function open({ duration, hasAd = false }: { duration: number; hasAd?: boolean }) {
  const ranges = (from: number, to: number) => ({ length: 1, start: () => from, end: () => to });
  const media = {
    duration,
    currentTime: 61,
    currentSrc: 'blob:https://www.twitch.tv/1',
    buffered: ranges(40, 64),
    seekable: ranges(0, duration),
    closest: (selector: string) =>
      selector.includes('video-player') ? { querySelector: () => (hasAd ? {} : null) } : null,
  };
  return { media, player: openTwitchPlayer(media as unknown as HTMLMediaElement, { readClock: () => 0 }) };
}

const clocksAt = (partyS: number) => ({ readPartyS: () => partyS, readProgrammeS: () => null });

it('[LV1][LV2] what is on now is live, though its element has a length, and ends with what has come of it', () => {
  const { player } = open({ duration: 2 ** 30 });
  expect(player.video.duration).toBe(Number.POSITIVE_INFINITY);
  expect(watchForLive(player, clocksAt(1_064)).look()).toEqual({
    window: { startS: 40, endS: 64 },
    leadS: -1_000,
    programmeS: null,
  });
});

it('[LV1] a recording is a film, also while it is still going on', () => {
  const { media, player } = open({ duration: 3_600 });
  const live = watchForLive(player, clocksAt(0));
  for (const duration of [3_604, 3_608, 3_612, 3_616]) {
    media.duration = duration;
    expect([player.video.duration, live.look()]).toEqual([duration, null]);
  }
});

it('[AB2] an advert is what its player says is one', () => {
  expect(open({ duration: 60, hasAd: true }).player.isInAd()).toBe(true);
  expect(open({ duration: 60 }).player.isInAd()).toBe(false);
});
