import type { LocalMs, MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { setup } from './testing/one-engine.ts';

/** Bob jumps somewhere, and Alice's element needs so long from `seeked` until it moves. */
function jump(startMs: number, isHidden = false) {
  const world = setup({ startMs: [startMs, startMs], seekMs: [40, 40] });
  const { page, video, scheduler, bobActs, runFor } = world;
  page.isHidden = isHidden;
  bobActs({ position: 10 as MediaSeconds });
  runFor(8_000);
  const actedAt = scheduler.now() as RelayMs;
  bobActs({ kind: 'seek-to', position: 200 as MediaSeconds, when: { kind: 'acted', actedAt } });
  while (video.seeking || video.currentTime < 200) runFor(1);
  const movesAt = scheduler.now() + startMs;
  return { ...world, movesAt };
}

test('[CR12] a seek that cost more than was known is made up for from its first frames on', () => {
  const { video, scheduler, movesAt, runFor } = jump(200);
  while (video.playbackRate === 1 && scheduler.now() < movesAt + 1_000) runFor(1);
  expect(video.playbackRate).toBeGreaterThan(1.05);
  expect(scheduler.now() - movesAt).toBeLessThan(100);
});

test('[CR12] the cost that is learned is the same as without', () => {
  const costOf = ({ page }: ReturnType<typeof jump>) => page.state.video?.memory.seekCostS;
  const early = jump(200);
  const late = jump(200, true);
  for (const world of [early, late]) world.runFor(3_000);
  expect(early.page.state.video?.memory.launch).toBeNull();
  expect(costOf(early)).toBeCloseTo(costOf(late) ?? Number.NaN, 2);
});

test('[CR12] what frames cannot tell from their phase on the screen is left to the first settled reading', () => {
  const { page, runFor, video } = jump(76);
  const expectedS = page.state.video?.memory.seekCostS ?? Number.NaN;
  expect(Math.abs(expectedS - 0.116)).toBeGreaterThan(0.008);
  expect(Math.abs(expectedS - 0.116)).toBeLessThan(0.02);
  runFor(180);
  expect(video.playbackRate).toBe(1);
});

test('[CR12] a frame of somewhere else is somebody’s seek, whose event is still to come: nothing is closed by it', () => {
  const { page, video, runFor } = setup();
  page.actAsUser((element) => void element.play());
  runFor(60);
  expect(page.state.video?.memory.launch?.kind).toBe('start');
  const element = page.state.video?.facts.element;
  if (element === undefined) throw new Error('no element');
  const known = page.commands.length;
  const at = page.now();
  const frames = [0.033, 0.067, video.currentTime + 10].map((position, index) => ({
    position: position as MediaSeconds,
    at: (at - 40 + 20 * index) as LocalMs,
  }));
  page.feed({ kind: 'frames-shown', element, frames });
  expect(page.commands.slice(known)).toEqual([]);
});
