import type { MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { positionAt } from '@sameframe/shared/timeline.ts';
import { timelineAt } from '@sameframe/shared/timeline-fold.ts';
import { expect, test } from 'vitest';
import type { ElementId } from './observation.ts';
import { setup } from './testing/one-engine.ts';

/** Plays for a while, with an act now and then, and gives how far the picture is from the party's. */
function playOn(pictureLagMs: number, change: (world: ReturnType<typeof setup>) => void = () => undefined) {
  const world = setup({ pictureLagMs });
  for (let turn = 0; turn < 16; turn += 1) {
    const { page, video } = world;
    page.actAsUser(() => {
      video.currentTime = 20 * (turn + 1);
      void video.play();
    });
    change(world);
    world.runFor(4_000);
    world.orderOwn();
    world.runFor(4_000);
  }
  return world;
}

/** How far what is on the screen is from what the party sees, s. */
function apartS({ page, video, scheduler }: ReturnType<typeof setup>): number {
  const now = scheduler.now() as RelayMs;
  const vector = timelineAt(page.timeline(), now);
  return vector === null ? Number.NaN : video.shownPosition - positionAt(vector, now);
}

const lagsOf = ({ page }: ReturnType<typeof setup>) => page.state.video?.pictureLags;

test('[OD4] what a browser shows late is learned from its frames, and made up for', () => {
  const world = playOn(30);
  expect(lagsOf(world)?.plain.ms).toBeGreaterThan(25);
  expect(lagsOf(world)?.plain.ms).toBeLessThan(33);
  expect(Math.abs(apartS(world))).toBeLessThan(0.015);
});

test('[OD4] at a speed where sound is stretched it is learned apart, from what is known at the other', () => {
  const world = playOn(30);
  const before = lagsOf(world)?.plain.ms;
  world.page.actAsUser((video) => {
    video.playbackRate = 1.5;
  });
  world.runFor(300);
  world.orderOwn();
  expect(lagsOf(world)?.stretched).toBeNull();
  world.runFor(12_000);
  expect(lagsOf(world)?.stretched?.ms).toBeGreaterThan(25);
  expect(lagsOf(world)?.plain.ms).toBe(before);
  expect(Math.abs(apartS(world))).toBeLessThan(0.02);
});

test('[OD4 CR11] who changes the speed is not nudged for what their pictures are late', () => {
  const world = playOn(30);
  const { page } = world;
  page.actAsUser((video) => {
    video.playbackRate = 1.5;
  });
  world.orderOwn();
  world.runFor(12_000);
  expect(page.state.video?.facts.rate).toBe(1.5);
  expect(Math.abs(apartS(world))).toBeLessThan(0.02);
});

test('[OD4] who shows early does not have to wait for what they did themselves', () => {
  const world = playOn(-12);
  expect(lagsOf(world)?.plain.ms).toBeLessThan(-9);
  world.page.actAsUser((video) => {
    video.playbackRate = 1.5;
  });
  expect(world.video.paused).toBe(false);
});

test('[OD4] who pauses is placed no sooner for what their pictures are late', () => {
  const world = playOn(30);
  const { page, video } = world;
  page.actAsUser((own) => own.pause());
  world.runFor(60);
  expect(video.seeking).toBe(false);
  world.orderOwn();
  world.runFor(1_000);
  expect(video.paused).toBe(true);
  expect(Math.abs(apartS(world))).toBeLessThan(0.003);
});

test('[OD4] frames of a hidden page teach nothing', () => {
  const world = playOn(30, ({ page }) => {
    page.isHidden = true;
  });
  expect(lagsOf(world)?.plain.ms).toBe(0);
});

test('[OD4] frames of another element, that nobody asked for, or of a motion that is over teach nothing', () => {
  const world = playOn(0);
  const { page, video } = world;
  const element = page.state.video?.facts.element ?? (0 as ElementId);
  const late = () => [{ at: page.now(), position: (video.currentTime - 0.03) as MediaSeconds }];
  const before = lagsOf(world)?.plain.ms;
  page.feed({ kind: 'frames-shown', element, frames: late() });
  expect(lagsOf(world)?.plain.ms).toBe(before);
  // Asked for by now: but of another element, and then while it is on its way to somewhere else.
  while (page.state.video?.framesDueAt !== null) world.runFor(1_000);
  const known = lagsOf(world)?.plain.ms;
  page.feed({ kind: 'frames-shown', element: (element + 1) as ElementId, frames: late() });
  expect(lagsOf(world)?.plain.ms).toBe(known);
  expect(page.state.video?.framesDueAt).toBeNull();
});
