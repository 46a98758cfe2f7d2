import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../player/read-facts.ts';
import { withinReach } from './live.ts';
import type { ElementId } from './observation.ts';
import { setup } from './testing/one-engine.ts';
import { viewEngine } from './view.ts';

const URL = 'https://live.example/now';
const MEDIA = { key: URL as MediaKey, url: URL, title: 'Live' };
const seconds = (value: number) => value as MediaSeconds;

/** Her element shows a live stream, as the shell has found by its edge. */
function goLive(world: ReturnType<typeof setup>) {
  const { page, video } = world;
  page.feed({ kind: 'page', page: MEDIA });
  page.feed({
    kind: 'film-shift',
    facts: readFacts(video, page.state.video?.facts.element as ElementId),
    live: 'edge',
  });
}

describe('a live stream', () => {
  it('[LV3] is played, paused and sped up with a party that has it by nothing comparable, and never sought', () => {
    const world = setup();
    goLive(world);
    const before = world.video.currentTime;
    world.bobActs({ kind: 'play', position: seconds(300), media: MEDIA });
    world.runFor(3_000);
    expect(world.video.paused).toBe(false);
    expect(world.video.currentTime).toBeLessThan(before + 5);
    expect(viewEngine(world.page.state, world.page.now()).report).toMatchObject({
      state: 'in-step',
      live: 'apart',
      driftMs: null,
    });
    world.bobActs({ kind: 'pause', position: seconds(310), isPlaying: false, media: MEDIA });
    world.runFor(1_000);
    expect(world.video.paused).toBe(true);
    expect(world.sent).toEqual([]);
  });

  it('[LV2] is where the party has it, by the same reference', () => {
    const world = setup();
    goLive(world);
    world.bobActs({ kind: 'play', position: seconds(300), media: { ...MEDIA, live: 'edge' } });
    world.runFor(5_000);
    expect(Math.abs(world.video.currentTime - 305)).toBeLessThan(1);
    const { report } = viewEngine(world.page.state, world.page.now());
    expect(report).toMatchObject({ state: 'in-step', live: 'edge', uncertaintyMs: null });
  });

  it('[LV5] goes no farther than its player has it', () => {
    const reach = { from: seconds(1_000), to: seconds(1_040) };
    expect(
      [990, 1_002, 1_020, 1_039.5, 1_100].map((position) => withinReach(seconds(position), reach)),
    ).toEqual([1_004, 1_004, 1_020, 1_039, 1_039]);
    expect(withinReach(seconds(5), { from: seconds(0), to: seconds(3) })).toBe(2);
    expect(withinReach(seconds(5), null)).toBe(5);
  });
});
