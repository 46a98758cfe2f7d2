import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../player/read-facts.ts';
import { withinReach } from './live.ts';
import type { ElementId, LiveStanding } from './observation.ts';
import { setup } from './testing/one-engine.ts';
import { viewEngine } from './view.ts';

const URL = 'https://live.example/now';
const MEDIA = { key: URL as MediaKey, url: URL, title: 'Live' };
const seconds = (value: number) => value as MediaSeconds;

const EDGE = { told: { live: 'edge' }, by: 'edge' } as const;
const PROGRAMME = { told: { live: 'programme', edgeLagS: 7 }, by: 'programme' } as const;

/** Her element shows a live stream, as the shell has found. */
function goLive({ page, video }: ReturnType<typeof setup>, live: LiveStanding = EDGE) {
  page.feed({ kind: 'page', page: MEDIA });
  const facts = readFacts(video, page.state.video?.facts.element as ElementId);
  page.feed({ kind: 'film-shift', facts, live });
}

/** What she has sent is ordered, and she is the host from now on. */
function makeHost({ page }: ReturnType<typeof setup>) {
  const { self, replica } = page.state;
  if (self === null || replica === null) throw new Error('not in a party');
  page.feed({ kind: 'replica', self, replica: { ...replica, party: { ...replica.party, host: self } } });
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

  it('[LV7] is measured where the party and she have it by the programme’s clock, and not where she has none', () => {
    const world = setup();
    goLive(world, PROGRAMME);
    world.bobActs({
      kind: 'play',
      position: seconds(300),
      media: { ...MEDIA, live: 'programme', edgeLagS: 7 },
    });
    world.runFor(8_000);
    expect(Math.abs(world.video.currentTime - 308)).toBeLessThan(0.1);
    const report = () => viewEngine(world.page.state, world.page.now()).report;
    expect(report()).toMatchObject({ state: 'in-step', live: 'programme', driftMs: expect.any(Number) });
    expect(report().uncertaintyMs).not.toBeNull();
    goLive(world, { ...PROGRAMME, by: 'edge' });
    world.runFor(1_000);
    expect(report()).toMatchObject({ state: 'in-step', live: 'edge', driftMs: null, uncertaintyMs: null });
    expect(world.sent).toEqual([]);
  });

  it('[LV7] is told anew by its host who finds the programme’s clock: the same picture, wherever hers is', () => {
    const world = setup();
    goLive(world);
    makeHost(world);
    expect(world.sent).toMatchObject([{ kind: 'change-media', media: { live: 'edge' } }]);
    world.orderOwn();
    world.bobActs({ kind: 'play', position: seconds(300), media: { ...MEDIA, live: 'edge' } });
    world.runFor(2_000);
    // Hers is elsewhere just now, and stands.
    world.page.feed({ kind: 'ad-break', isInAd: true, facts: null });
    world.video.currentTime = 20;
    world.runFor(1_000);
    world.page.feed({ kind: 'ad-break', isInAd: false, facts: null });
    goLive(world, PROGRAMME);
    expect(world.sent).toMatchObject([
      { kind: 'change-media', isPlaying: true, media: { ...MEDIA, live: 'programme', edgeLagS: 7 } },
    ]);
    expect(Math.abs((world.sent[0]?.position ?? 0) - (303 - 7))).toBeLessThan(0.1);
    world.orderOwn();
    world.runFor(1_000);
    expect(world.sent).toEqual([]);
  });

  it('[LV7] is left as it is told by who is not its host, or has lost the clock', () => {
    const world = setup();
    world.bobActs({ kind: 'play', position: seconds(300), media: { ...MEDIA, live: 'edge' } });
    goLive(world, PROGRAMME);
    expect(world.sent).toEqual([]);
    makeHost(world);
    world.bobActs({
      kind: 'play',
      position: seconds(300),
      media: { ...MEDIA, live: 'programme', edgeLagS: 7 },
    });
    world.sent.splice(0);
    goLive(world, { ...PROGRAMME, by: 'edge' });
    world.runFor(1_000);
    expect(world.sent).toEqual([]);
  });

  it('[LV1] that was taken for a film goes on as the party has it, though her element stands', () => {
    const world = setup();
    const { page, video, bobActs, hold, sent, orderOwn, runFor } = world;
    page.feed({ kind: 'page', page: MEDIA });
    bobActs({ kind: 'play', position: seconds(300), rate: 1.5, media: MEDIA });
    runFor(5_000);
    hold(3_000);
    runFor(1_000);
    makeHost(world);
    expect(video.paused).toBe(true);
    goLive(world);
    expect(sent).toMatchObject([
      { kind: 'change-media', isPlaying: true, rate: 1.5, media: { ...MEDIA, live: 'edge' } },
    ]);
    orderOwn();
    runFor(2_000);
    expect([video.paused, sent]).toEqual([false, []]);
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
