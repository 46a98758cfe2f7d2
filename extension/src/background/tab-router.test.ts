import type { LocalMs } from '@sameframe/shared/time.ts';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addFrame,
  closedFramesOf,
  electDriver,
  type Frame,
  isComplete,
  isPicked,
  NO_FRAMES,
  noteCandidate,
  noteEntered,
  noteEntry,
  notePick,
  removeFrame,
  siteNoticeOf,
  type TabRouting,
} from './tab-router.ts';

const at = (ms: number) => ms as LocalMs;

function candidate(
  routing: TabRouting,
  key: number,
  word: { readonly score: number | null } & Partial<Pick<Frame, 'closedFrames' | 'isPicked' | 'siteNotice'>>,
): TabRouting {
  const rest = {
    closedFrames: [],
    page: null,
    siteNotice: null,
    count: word.score === null ? 0 : 2,
    isPicked: false,
    isFilm: word.score !== null,
  };
  return noteCandidate(routing, key, { kind: 'candidate', ...rest, ...word });
}

function score(routing: TabRouting, key: number, value: number | null): TabRouting {
  return candidate(routing, key, { score: value });
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

test('[RT3] a driving frame that loses its video keeps the role for three seconds, then until another has one', () => {
  const driving = electDriver(twoFrames(10, null), at(0));
  const lost = electDriver(score(driving, 1, null), at(1));
  expect(electDriver(lost, at(60_000)).driving).toBe(1);
  expect(electDriver(score(lost, 2, 1), at(3_000)).driving).toBe(1);
  expect(electDriver(score(lost, 2, 1), at(3_001)).driving).toBe(2);
});

test('[RT3] a driving frame that has a video again in time goes on as if nothing had been', () => {
  const lost = electDriver(score(electDriver(twoFrames(10, 9), at(0)), 1, null), at(1_000));
  const again = electDriver(score(lost, 1, 8), at(2_000));
  expect(electDriver(again, at(5_000)).driving).toBe(1);
  expect(electDriver(score(again, 1, null), at(6_000)).driving).toBe(1);
});

test('[RT3] a driving frame that goes, or whose document does, is waited for as long, and only by what comes after it', () => {
  const gone = electDriver(removeFrame(electDriver(twoFrames(1, 10), at(0)), 2), at(1_000));
  expect(gone.driving).toBeNull();
  expect(electDriver(gone, at(3_999)).driving).toBeNull();
  expect(electDriver(gone, at(4_000)).driving).toBe(1);
  const next = electDriver(score(addFrame(gone, 3, 7), 3, 5), at(2_000));
  expect(next.driving).toBe(3);
  expect(electDriver(score(next, 1, 11), at(2_001)).driving).toBe(3);
});

test('[RT3] with the page itself all that was in it has gone, and nobody is waited for', () => {
  const driving = electDriver(twoFrames(1, 10), at(0));
  const left = electDriver(removeFrame(driving, 2), at(1));
  expect(electDriver(score(addFrame(left, 3, 0), 3, 10), at(2)).driving).toBe(3);
});

test('[RT5] the frame with the video that the person has picked drives at once, however good another one is', () => {
  const driving = electDriver(twoFrames(1_000, 1), at(0));
  const picked = electDriver(notePick(driving, 2), at(1));
  expect(picked.driving).toBe(2);
  expect(electDriver(candidate(picked, 2, { score: 1, isPicked: true }), at(60_000)).driving).toBe(2);
  const other = electDriver(notePick(picked, 1), at(60_001));
  expect([other.driving, isPicked(other)]).toEqual([1, true]);
});

test('[RT5] a pick lasts until its video has gone, or the choice is left to us again', () => {
  const picked = electDriver(notePick(electDriver(twoFrames(1_000, 10), at(0)), 2), at(1));
  const gone = electDriver(candidate(picked, 2, { score: 10, isPicked: false }), at(2));
  expect(electDriver(gone, at(2_002)).driving).toBe(1);
  expect(electDriver(notePick(picked, null), at(2)).driving).toBe(1);
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
  const told = candidate(routing, 2, { score: 10, siteNotice: notice });
  expect(siteNoticeOf(told)).toEqual(notice);
  expect(siteNoticeOf(removeFrame(told, 2))).toBeNull();
});

type Step = { readonly kind: string; readonly frameId: number; readonly value: number };

/** A frame that connects anew has a new key, above all that were before. */
function takeStep(routing: TabRouting, { kind, frameId, value }: Step, newKey: number): TabRouting {
  const key = routing.frames.find((frame) => frame.frameId === frameId)?.key ?? 0;
  if (kind === 'add') return addFrame(routing, newKey, frameId);
  if (kind === 'remove') return removeFrame(routing, key);
  if (kind === 'score') return score(routing, key, value);
  return kind === 'lose' ? score(routing, key, null) : routing;
}

test('[RT1] [RT3] whatever frames do, the driving one is connected, and soon has a video whenever there is one', () => {
  const step = fc.record({
    kind: fc.constantFrom('add', 'remove', 'score', 'lose', 'wait'),
    frameId: fc.nat(4),
    value: fc.integer({ min: 0, max: 100 }),
  });
  return fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let routing = NO_FRAMES;
      for (const [index, each] of steps.entries()) {
        routing = electDriver(takeStep(routing, each, index + 1), at(index * 700));
        const driver = routing.frames.find((frame) => frame.key === routing.driving);
        expect(driver === undefined).toBe(routing.driving === null);
        // As soon as what has gone has been waited for.
        const after = electDriver(routing, at(index * 700 + 3_000));
        const next = after.frames.find((frame) => frame.key === after.driving);
        const hasVideo = after.frames.some((frame) => frame.score !== null);
        if (hasVideo) expect(next?.score ?? null).not.toBeNull();
      }
    }),
  );
});

test('[RT6] the frames of a page just entered are heard before the first of them drives', () => {
  const entering = addFrame(addFrame(noteEntry(NO_FRAMES), 1, 0), 2, 7);
  const advertTold = electDriver(score(entering, 1, 10), at(100));
  expect(advertTold.driving).toBeNull();
  const entered = electDriver(noteEntered(advertTold), at(150));
  expect(entered.driving).toBeNull();
  expect(electDriver(score(entered, 2, 1_000), at(160)).driving).toBe(2);
});

test('[RT6] the frame of a page that has no other drives as soon as our script is in', () => {
  const alone = score(addFrame(noteEntry(NO_FRAMES), 1, 0), 1, 10);
  expect(electDriver(noteEntered(alone), at(10)).driving).toBe(1);
});

test('[RT6] a frame that says nothing is waited for a second from the first words, and not when one is picked', () => {
  const entering = addFrame(addFrame(noteEntry(NO_FRAMES), 1, 0), 2, 7);
  // However long the first one takes on a busy machine.
  const silent = electDriver(score(electDriver(entering, at(5_000)), 1, 10), at(6_000));
  expect(electDriver(silent, at(6_999)).driving).toBeNull();
  expect(electDriver(silent, at(7_000)).driving).toBe(1);
  expect(electDriver(notePick(silent, 1), at(6_010)).driving).toBe(1);
});

test('[FV3] a frame that may not be looked into is named while a film in it could be clearly better than what was found', () => {
  const player = { origin: 'https://player.example:8443', area: 200_000 };
  const top = (score: number | null, isPicked = false) =>
    candidate(addFrame(NO_FRAMES, 1, 0, 'films.example'), 1, { score, isPicked, closedFrames: [player] });
  expect(closedFramesOf(top(null))).toEqual([player.origin]);
  expect(closedFramesOf(top(99_000))).toEqual([player.origin]);
  expect(closedFramesOf(top(101_000))).toEqual([]);
  expect(closedFramesOf(top(1, true))).toEqual([]);
  // Another frame of the tab has the film.
  expect(closedFramesOf(score(addFrame(top(null), 2, 7, 'other.example'), 2, 300_000))).toEqual([]);
});

test('[FV3] a frame that has let us in is no longer named, and the one inside it is', () => {
  const [player, inner] = [
    { origin: 'https://player.example', area: 200_000 },
    { origin: 'https://inner.example', area: 190_000 },
  ];
  const top = candidate(addFrame(NO_FRAMES, 1, 0, 'films.example'), 1, {
    score: 500,
    closedFrames: [player],
  });
  const opened = addFrame(top, 2, 7, 'player.example');
  expect(closedFramesOf(opened)).toEqual([]);
  const nested = candidate(opened, 2, { score: null, closedFrames: [inner] });
  expect(closedFramesOf(nested)).toEqual([inner.origin]);
  expect(isComplete(nested)).toBe(false);
  expect(isComplete(addFrame(nested, 3, 8, 'inner.example'))).toBe(true);
});
