import { expect, it } from 'vitest';
import { watchForLive } from '../../content/live-watch.ts';
import { openTwitchPlayer } from './twitch-player.ts';

interface Wish {
  readonly duration: number;
  readonly hasAd?: boolean;
  readonly host?: string;
  readonly readClock?: () => number;
}

/** As Media Source Extensions have it: what has a length can be sought in all of it. */
function open({ duration, hasAd = false, host = 'www.twitch.tv', readClock = () => 0 }: Wish) {
  const ranges = (from: number, to: number) => ({ length: 1, start: () => from, end: () => to });
  const media = {
    duration,
    currentTime: 61,
    currentSrc: 'blob:https://www.twitch.tv/1',
    buffered: ranges(40, 64),
    seekable: ranges(0, duration),
    paused: false,
    ownerDocument: { location: { hostname: host } },
    closest: (selector: string) => {
      const isFound = selector.includes(host === 'www.twitch.tv' ? 'video-player' : 'body');
      return isFound ? { querySelector: () => (hasAd ? {} : null) } : null;
    },
  };
  return { media, player: openTwitchPlayer(media as unknown as HTMLMediaElement, { readClock }) };
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

it.each([
  ['player.twitch.tv', 'working'],
  ['other.twitch.tv', 'lost'],
])('[SA3] embedded, the page is the player: %s', (host, condition) => {
  let now = 0;
  const { player } = open({ duration: 3_600, host, readClock: () => now });
  expect(player.condition()).toBe('working');
  now = 20_000;
  expect(player.condition()).toBe(condition);
  expect(open({ duration: 60, host, hasAd: true }).player.isInAd()).toBe(true);
});

it('[AB2] an advert is what its player says is one', () => {
  expect(open({ duration: 60, hasAd: true }).player.isInAd()).toBe(true);
  expect(open({ duration: 60 }).player.isInAd()).toBe(false);
});
