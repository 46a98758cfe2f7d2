import type { LocalMs } from '@sameframe/shared/time.ts';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addFrame,
  electDriver,
  NO_FRAMES,
  noteCandidate,
  removeFrame,
  siteNoticeOf,
  type TabRouting,
} from './tab-router.ts';

const at = (ms: number) => ms as LocalMs;

function score(routing: TabRouting, key: number, value: number | null): TabRouting {
  return noteCandidate(routing, key, {
    kind: 'candidate',
    score: value,
    closedFrames: [],
    page: null,
    siteNotice: null,
  });
}

function twoFrames(first: number | null, second: number | null): TabRouting {
  const routing = addFrame(addFrame(NO_FRAMES, 1, 0), 2, 7);
  return score(score(routing, 1, first), 2, second);
}

test('[RT1] the frame with the best video drives, and one without a video does not', () => {
  expect(electDriver(twoFrames(null, 10), at(0)).driving).toBe(2);
  expect(electDriver(twoFrames(20, 10), at(0)).driving).toBe(1);
  expect(electDriver(twoFrames(null, null), at(0)).driving).toBeNull();
});

test('[RT2] a driving frame stays although another is somewhat better', () => {
  const driving = electDriver(twoFrames(10, null), at(0));
  const challenged = electDriver(score(driving, 2, 19), at(1));
  expect(electDriver(challenged, at(60_000)).driving).toBe(1);
});

test('[RT2] a frame that is much better for two seconds takes over', () => {
  const driving = electDriver(twoFrames(10, null), at(0));
  const challenged = electDriver(score(driving, 2, 21), at(0));
  expect(electDriver(challenged, at(1_999)).driving).toBe(1);
  expect(electDriver(challenged, at(2_000)).driving).toBe(2);
});

test('[RT3] a driving frame that loses its video keeps the role until another frame has one', () => {
  const driving = electDriver(twoFrames(10, null), at(0));
  const lost = electDriver(score(driving, 1, null), at(1));
  expect(lost.driving).toBe(1);
  expect(electDriver(score(lost, 2, 1), at(2)).driving).toBe(2);
});

test('[RT4] a frame whose document was replaced starts anew', () => {
  const driving = electDriver(twoFrames(10, null), at(0));
  const replaced = electDriver(addFrame(driving, 3, 0), at(1));
  expect(replaced.driving).toBeNull();
  expect(replaced.frames.map(({ key }) => key)).toEqual([2, 3]);
});

test('[SA2] of the sites of a tab’s frames the one with the video counts', () => {
  const notice = { site: 'Disney+', kind: 'experimental' } as const;
  const routing = electDriver(twoFrames(null, 10), at(0));
  const told = noteCandidate(routing, 2, {
    kind: 'candidate',
    score: 10,
    closedFrames: [],
    page: null,
    siteNotice: notice,
  });
  expect(siteNoticeOf(told)).toEqual(notice);
  expect(siteNoticeOf(removeFrame(told, 2))).toBeNull();
});

type Step = { readonly kind: string; readonly key: number; readonly value: number };

function takeStep(routing: TabRouting, { kind, key, value }: Step): TabRouting {
  if (kind === 'add') return addFrame(routing, key, key);
  if (kind === 'remove') return removeFrame(routing, key);
  if (kind === 'score') return score(routing, key, value);
  return kind === 'lose' ? score(routing, key, null) : routing;
}

test('[RT1] whatever frames do, the driving one is connected, and has a video whenever there is one', () => {
  const step = fc.record({
    kind: fc.constantFrom('add', 'remove', 'score', 'lose', 'wait'),
    key: fc.nat(4),
    value: fc.integer({ min: 0, max: 100 }),
  });
  return fc.assert(
    fc.property(fc.array(step), (steps) => {
      let routing = NO_FRAMES;
      for (const [index, each] of steps.entries()) {
        routing = electDriver(takeStep(routing, each), at(index * 700));
        const driver = routing.frames.find((frame) => frame.key === routing.driving);
        const hasVideo = routing.frames.some((frame) => frame.score !== null);
        expect(driver === undefined).toBe(routing.driving === null);
        if (hasVideo) expect(driver?.score ?? null).not.toBeNull();
      }
    }),
  );
});
