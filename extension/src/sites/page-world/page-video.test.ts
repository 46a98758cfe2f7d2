import type { LocalMs } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { openFilm } from '../../content/film.ts';
import { watchFormerSource } from '../../content/former-source.ts';
import type { MediaEventType } from '../../engine/observation.ts';
import type { PageLink } from './page-link.ts';
import type { PageCall, PageReading } from './page-player.ts';
import { openPageVideo, type PageVideoOptions } from './page-video.ts';

const NOTHING_SAID: PageReading = {
  positionS: 0,
  durationS: 600,
  isPaused: true,
  isInAd: false,
  isSeeking: false,
};

type World = ReturnType<typeof setup>['world'];

/** An element whose site counts its seconds from elsewhere, and may not have its player yet. */
function setup(options: Partial<PageVideoOptions> = {}) {
  const world = { now: 0, isThere: true, reading: NOTHING_SAID, calls: [] as PageCall[] };
  const writes: number[] = [];
  const element = {
    get currentTime() {
      return 77;
    },
    set currentTime(positionS: number) {
      writes.push(positionS);
    },
    paused: true,
    seeking: false,
    duration: 630,
    closest: () => null,
    addEventListener: () => undefined,
    play: async () => undefined,
    pause: () => undefined,
  };
  const page: PageLink = {
    call(_, call) {
      if (!world.isThere) return null;
      if (call.kind !== 'read') world.calls.push(call);
      return world.reading;
    },
    watch: () => undefined,
  };
  const player = openPageVideo(
    element as unknown as HTMLMediaElement,
    { page, readClock: () => world.now },
    {
      through: { time: true, seek: true, playPause: false },
      maySeekElement: false,
      smallestSeekS: 0.1,
      ...options,
    },
  );
  return { world, writes, element, player };
}

describe('a film behind a site’s own player', () => {
  it('[SA1] is where the player says, and goes where the player is told to', () => {
    const { world, writes, player } = setup();
    world.reading = { ...NOTHING_SAID, positionS: 47 };
    expect([player.video.currentTime, player.video.duration]).toEqual([47, 600]);
    player.video.currentTime = 120;
    expect(world.calls).toEqual([{ kind: 'seek', positionS: 120 }]);
    expect(writes).toEqual([]);
  });

  it('[SA1] is on its way from the moment the player was told, until it shows or comes to nothing', () => {
    const { world, player } = setup();
    player.video.currentTime = 120;
    expect([player.video.seeking, player.video.currentTime]).toEqual([true, 120]);
    world.reading = { ...NOTHING_SAID, positionS: 120.1 };
    expect([player.video.seeking, player.video.currentTime]).toEqual([false, 120.1]);
    player.video.currentTime = 200;
    world.now += 3_001;
    expect([player.video.seeking, player.video.currentTime]).toEqual([false, 120.1]);
  });

  it('[SA1] one that skips are too many for is told of the last of them, when it may be', () => {
    const { world, player } = setup({ seekRestMs: 500 });
    for (const positionS of [100, 130, 160]) {
      player.video.currentTime = positionS;
      world.now += 100;
      expect([player.video.seeking, player.video.currentTime]).toEqual([true, positionS]);
    }
    expect(world.calls).toEqual([{ kind: 'seek', positionS: 100 }]);
    world.reading = { ...NOTHING_SAID, positionS: 100 };
    expect([player.video.seeking, player.video.currentTime]).toEqual([true, 160]);
    world.now += 200;
    expect(player.video.currentTime).toBe(160);
    expect(world.calls.slice(1)).toEqual([{ kind: 'seek', positionS: 160 }]);
    world.reading = { ...NOTHING_SAID, positionS: 160 };
    expect(player.video.seeking).toBe(false);
  });

  it.each([
    ['it is too near by then', (world: World) => ({ ...world.reading, positionS: 160 })],
    ['the player is gone by then', () => null],
  ])('[SA1] the end of a seek that was held is told though nothing comes of it: %s', async (_, readLater) => {
    const { world, player } = setup({ seekRestMs: 500 });
    const heard: MediaEventType[] = [];
    player.observe(['seeked'], (type) => heard.push(type), new AbortController().signal);
    player.video.currentTime = 100;
    world.reading = { ...NOTHING_SAID, positionS: 100 };
    player.video.currentTime = 160;
    world.now += 400;
    expect([player.video.seeking, player.video.currentTime]).toEqual([true, 160]);
    const later = readLater(world);
    if (later === null) world.isThere = false;
    else world.reading = later;
    world.now += 100;
    expect(player.video.seeking).toBe(false);
    expect(heard).toEqual([]);
    await Promise.resolve();
    expect(heard).toEqual(['seeked']);
    expect(world.calls).toEqual([{ kind: 'seek', positionS: 100 }]);
  });

  it('[SA3] without the player, what would take it down is left undone, and said to be', () => {
    const { world, writes, player } = setup();
    world.isThere = false;
    expect(() => {
      player.video.currentTime = 120;
    }).toThrow();
    expect([writes, player.video.seeking]).toEqual([[], false]);
  });

  it('[SA1] a seek that the player does not bear is left undone, and said to be', () => {
    const { world, player } = setup();
    expect(() => {
      player.video.currentTime = 0.05;
    }).toThrow();
    expect([world.calls, player.video.seeking]).toEqual([[], false]);
  });

  it('[SA3] is lost after ten seconds without an answer, and not before', () => {
    const { world, player } = setup();
    world.isThere = false;
    expect(player.condition()).toBe('starting');
    world.now = 9_999;
    expect(player.condition()).toBe('starting');
    world.now = 10_000;
    expect(player.condition()).toBe('lost');
    world.isThere = true;
    expect(player.condition()).toBe('working');
    // As when the next episode comes.
    world.isThere = false;
    world.now = 60_000;
    expect(player.condition()).toBe('starting');
  });

  it('[SA4] that it is there now, or no longer, is a shift of the film’s seconds: once', () => {
    const { world, player } = setup();
    world.isThere = false;
    const film = openFilm(player, { readPartyS: () => 0, readProgrammeS: () => null }, watchFormerSource());
    const look = (type: MediaEventType | null) =>
      film.look(type, { told: null, isHost: false, lengthS: null, shiftS: null }, 0 as LocalMs).hasShifted;
    expect(look(null)).toBe(false);
    world.isThere = true;
    expect(look('timeupdate')).toBe(false);
    expect(look(null)).toBe(true);
    expect(look(null)).toBe(false);
  });
});
