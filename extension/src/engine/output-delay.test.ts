import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { seenPosition } from './output-delay.ts';
import { setup } from './testing/one-engine.ts';
import { FIRST_SEEK_COST_S, FIRST_START_COST_S, FIRST_STRETCH_COST_S } from './tuning.ts';

const DELAY_MS = 200;

/** The party plays from 0 and started `scheduler.now()` − position ago; Alice's headphones are late. */
function setupLate() {
  const world = setup();
  world.page.feed({ kind: 'output-delay', outputDelayMs: DELAY_MS });
  return world;
}

describe('a member whose output is late', () => {
  it('[OD1] runs that much ahead while the party plays, and counts as in step', () => {
    const { bobActs, runFor, video, scheduler, drift, sent } = setupLate();
    bobActs({ kind: 'play' });
    const startedAt = scheduler.now();
    runFor(8_000);
    const party = (scheduler.now() - startedAt) / 1_000;
    expect(video.currentTime - party).toBeGreaterThan(0.17);
    expect(video.currentTime - party).toBeLessThan(0.23);
    expect(Math.abs(drift() ?? 1_000)).toBeLessThan(30);
    expect(sent).toEqual([]);
  });

  it('[OD1] is ahead by the film that passes in that time, at any speed', () => {
    const { bobActs, runFor, video, scheduler } = setupLate();
    bobActs({ kind: 'play', rate: 2 });
    const startedAt = scheduler.now();
    runFor(8_000);
    const party = (2 * (scheduler.now() - startedAt)) / 1_000;
    expect(video.currentTime - party).toBeCloseTo(0.4, 1);
  });

  it('[OD1] pauses on the very frame of everyone', () => {
    const { bobActs, runFor, video, sent } = setupLate();
    bobActs({ kind: 'play' });
    runFor(4_000);
    bobActs({ kind: 'pause', position: 4.04 as MediaSeconds, isPlaying: false });
    runFor(1_000);
    expect(video).toMatchObject({ paused: true, currentTime: 4.04 });
    expect(sent).toEqual([]);
  });

  it('[OD1] starts earlier by it where a start is scheduled', () => {
    const { bobActs, runFor, video, scheduler } = setupLate();
    bobActs({ kind: 'pause', position: 10 as MediaSeconds, isPlaying: false });
    runFor(2_000);
    bobActs({ kind: 'play', position: 10 as MediaSeconds, when: { kind: 'scheduled', leadMs: 1_000 } });
    scheduler.runUntil(scheduler.now() + 780);
    expect(video.paused).toBe(true);
    scheduler.runUntil(scheduler.now() + 60);
    expect(video.paused).toBe(false);
  });

  it('[OD1] a change of it takes effect at once, and is no act', () => {
    const { page, bobActs, runFor, video, sent, scheduler } = setup();
    bobActs({ kind: 'play' });
    const startedAt = scheduler.now();
    runFor(4_000);
    page.feed({ kind: 'output-delay', outputDelayMs: 300 });
    runFor(6_000);
    expect(video.currentTime - (scheduler.now() - startedAt) / 1_000).toBeCloseTo(0.3, 1);
    expect(sent).toEqual([]);
  });
});

describe('the acts of a member whose output is late', () => {
  it('[OD2] a pause is at the frame that they saw, and theirs goes back to it', () => {
    const { page, bobActs, runFor, video, sent, orderOwn, scheduler } = setupLate();
    bobActs({ kind: 'play' });
    const startedAt = scheduler.now();
    runFor(8_000);
    const party = (scheduler.now() - startedAt) / 1_000;
    page.actAsUser((element) => element.pause());
    runFor(100);
    expect(sent).toMatchObject([{ kind: 'pause', isPlaying: false }]);
    const position = sent[0]?.position ?? 0;
    expect(Math.abs(position - party)).toBeLessThan(0.04);
    orderOwn();
    runFor(1_000);
    expect(video.currentTime).toBeCloseTo(position, 2);
  });

  it('[OD2] a seek brings everyone to where they will see it, and leaves theirs alone', () => {
    const { page, bobActs, runFor, video, sent, orderOwn, drift } = setupLate();
    bobActs({ kind: 'play' });
    runFor(8_000);
    page.actAsUser((element) => {
      element.currentTime = 100;
    });
    runFor(100);
    expect(sent).toMatchObject([{ kind: 'seek-to', isPlaying: true }]);
    expect(sent[0]?.position).toBeCloseTo(99.8 - FIRST_SEEK_COST_S, 2);
    orderOwn();
    runFor(3_000);
    expect(video.currentTime).toBeCloseTo(103.1, 0);
    expect(Math.abs(drift() ?? 1_000)).toBeLessThan(50);
  });

  it('[OD2] pausing and playing again and again moves the party nowhere', () => {
    const { page, bobActs, runFor, sent, orderOwn } = setupLate();
    bobActs({ kind: 'pause', position: 60 as MediaSeconds, isPlaying: false });
    runFor(1_000);
    const pausedAt: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      page.actAsUser((element) => void element.play());
      runFor(50);
      expect(sent).toMatchObject([{ kind: 'play' }]);
      // Dated back by what a start costs, which is learned on the way.
      const runUpS = (pausedAt.at(-1) ?? 60) - (sent[0]?.position ?? 0);
      expect(runUpS).toBeGreaterThan(-0.001);
      expect(runUpS).toBeLessThan(FIRST_START_COST_S + 0.001);
      orderOwn();
      runFor(4_000);
      page.actAsUser((element) => element.pause());
      runFor(100);
      pausedAt.push(sent[0]?.position ?? 0);
      orderOwn();
      runFor(1_000);
    }
    // Each round plays for about 4.05 s of the party.
    expect(pausedAt.at(-1)).toBeGreaterThan(60 + 5 * 4 - 0.3);
    expect(pausedAt.at(-1)).toBeLessThan(60 + 5 * 4.2);
  });

  it('[OD2] a speed takes effect where the party is', () => {
    const { page, bobActs, runFor, sent, scheduler } = setupLate();
    bobActs({ kind: 'play' });
    const startedAt = scheduler.now();
    runFor(8_000);
    const party = (scheduler.now() - startedAt) / 1_000;
    page.actAsUser((element) => {
      element.playbackRate = 1.5;
    });
    runFor(100);
    expect(sent).toMatchObject([{ kind: 'set-rate', rate: 1.5 }]);
    const runUpS = 1.5 * FIRST_STRETCH_COST_S;
    expect(Math.abs((sent[0]?.position ?? 0) + runUpS - party)).toBeLessThan(0.01);
  });
});

it('[OD2] what is seen is behind the playhead by the film that passes in the delay', () => {
  expect(seenPosition(10 as MediaSeconds, 1.5, 200)).toBeCloseTo(9.7);
  expect(seenPosition(10 as MediaSeconds, 0, 200)).toBe(10);
  expect(seenPosition(0.1 as MediaSeconds, 1, 200)).toBe(0);
});
