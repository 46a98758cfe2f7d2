// What correction comes to on an element that is like a real one: Chromium as it was measured (platform facts, 5).
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import type { FakeVideoTraits } from '../../../scripts/simulation/fake-video.ts';
import { setup } from './testing/one-engine.ts';

const CHROMIUM: Partial<FakeVideoTraits> = {
  seekMs: [50, 90],
  startMs: [60, 80],
  rateEntryCostS: 0.022,
  readingLagS: 0.01,
};

/** The member's true distance from the party, ms: the party started at the position 0 at `startedAt`. */
function trueDriftMs(world: ReturnType<typeof setup>, startedAt: number, from = 0): number {
  return 1000 * (world.video.currentTime - from) - (world.scheduler.now() - startedAt);
}

function ratesOf({ page }: ReturnType<typeof setup>): number[] {
  return page.commands.flatMap(({ command }) => (command.kind === 'set-rate' ? [command.rate] : []));
}

describe('a start', () => {
  it('[CR5] of somebody else is in step within two seconds, without a seek', () => {
    const world = setup(CHROMIUM);
    world.bobActs({ kind: 'pause', position: 60 as MediaSeconds, isPlaying: false });
    world.runFor(2_000);
    const startedAt = world.scheduler.now();
    const seeksBefore = world.page.commands.filter(({ command }) => command.kind === 'seek').length;
    world.bobActs({ kind: 'play', position: 60 as MediaSeconds });
    world.runFor(1_000);
    expect(Math.abs(trueDriftMs(world, startedAt, 60))).toBeLessThan(50);
    world.runFor(1_000);
    expect(Math.abs(trueDriftMs(world, startedAt, 60))).toBeLessThan(20);
    const seeks = world.page.commands.filter(({ command }) => command.kind === 'seek').length;
    expect(seeks).toBe(seeksBefore);
  });
});

describe('a seek', () => {
  it('[CR11] of one’s own leaves nothing to close, once its cost is known', () => {
    const world = setup(CHROMIUM);
    world.bobActs({ kind: 'play' });
    world.runFor(10_000);
    for (const target of [100, 200, 300]) {
      world.page.actAsUser((element) => {
        element.currentTime = target;
      });
      world.runFor(50);
      world.orderOwn();
      world.runFor(10_000);
    }
    const before = ratesOf(world).length;
    world.page.actAsUser((element) => {
      element.currentTime = 400;
    });
    world.runFor(700);
    expect(Math.abs(world.drift() ?? 1_000)).toBeLessThan(40);
    world.runFor(3_000);
    expect(Math.abs(world.drift() ?? 1_000)).toBeLessThan(20);
    expect(ratesOf(world).length - before).toBeLessThanOrEqual(6);
  });
});

describe('a device whose clock is 0.3 % off', () => {
  it('[CR10] is held in step by one small lasting rate, and the party’s speed stays what it was', () => {
    const world = setup({ ...CHROMIUM, deviceRate: 1.003 });
    world.bobActs({ kind: 'play' });
    const startedAt = world.scheduler.now();
    world.runFor(60_000);
    const before = ratesOf(world).length;
    const drifts: number[] = [];
    for (let minute = 0; minute < 5; minute += 1) {
      world.runFor(60_000);
      drifts.push(Math.abs(trueDriftMs(world, startedAt)));
    }
    expect(Math.max(...drifts)).toBeLessThan(20);
    expect(ratesOf(world).length - before).toBeLessThanOrEqual(5);
    expect(ratesOf(world).at(-1)).toBeCloseTo(0.997, 3);
    expect(world.page.timeline().playback?.rate).toBe(1);
  });

  it('[CR10] a key that adds a quarter to the speed makes it 1.25 for everyone', () => {
    const world = setup({ ...CHROMIUM, deviceRate: 1.003 });
    world.bobActs({ kind: 'play' });
    world.runFor(60_000);
    expect(world.video.playbackRate).not.toBe(1);
    world.page.actAsUser((element) => {
      element.playbackRate += 0.25;
    });
    world.runFor(1_000);
    expect(world.sent).toMatchObject([{ kind: 'set-rate', rate: 1.25 }]);
  });

  it('[PV3] a speed that the page sets meanwhile is the site’s, and put right at once', () => {
    const world = setup({ ...CHROMIUM, deviceRate: 1.003 });
    world.bobActs({ kind: 'play' });
    world.runFor(60_000);
    expect(world.video.playbackRate).not.toBe(1);
    world.page.actAsSite((element) => {
      element.playbackRate = 1.5;
    });
    world.runFor(1_000);
    expect(world.video.playbackRate).toBeLessThan(1.3);
    expect(world.sent).toEqual([]);
  });

  it('[PV3] a page that insists on a speed of its own is not fought', () => {
    const world = setup();
    world.bobActs({ kind: 'play' });
    world.runFor(10_000);
    const before = ratesOf(world).length;
    const insist = () => {
      if (world.video.playbackRate === 1.5) return;
      world.page.actAsSite((element) => {
        element.playbackRate = 1.5;
      });
    };
    world.video.onEvent((type) => type === 'ratechange' && insist());
    insist();
    world.runFor(9_000);
    expect(ratesOf(world).length - before).toBeLessThanOrEqual(2);
  });

  it('[CR8] [CR10] is still corrected where only coarse rates are taken', () => {
    const world = setup({ ...CHROMIUM, deviceRate: 1.003, rateGrain: 0.05 });
    world.bobActs({ kind: 'play' });
    const startedAt = world.scheduler.now();
    world.runFor(30_000);
    for (let second = 0; second < 60; second += 1) {
      world.runFor(1_000);
      expect(Math.abs(trueDriftMs(world, startedAt))).toBeLessThan(80);
    }
    expect(world.page.commands.some(({ command, at }) => command.kind === 'seek' && at > 10_000)).toBe(false);
  });
});
