// A film that its element begins again at its end, by itself.
import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { expect, it } from 'vitest';
import { setup } from './testing/one-engine.ts';
import { viewEngine } from './view.ts';

const LENGTH_S = 20;

/** As HTML has it: at its end a looping element goes to its beginning, without a pause. */
function setupLooping(beginsAtS = 0, durationS = LENGTH_S + beginsAtS) {
  const world = setup({ durationS, beginsAtS });
  const { video, scheduler, page } = world;
  Object.assign(video, { loop: true });
  const wrap = () => {
    if (!video.paused && !video.seeking && video.currentTime >= video.duration - 0.001) {
      video.currentTime = video.beginsAt;
    }
    scheduler.after(1, wrap);
  };
  scheduler.after(1, wrap);
  const syncState = () => viewEngine(page.state, page.now()).report.state;
  return { ...world, syncState };
}

it('[CR4] plays on with the party, round after round', () => {
  const { page, video, runFor, bobActs, sent, syncState } = setupLooping();
  bobActs({ kind: 'play' });
  for (const round of [1, 2, 3]) {
    runFor(LENGTH_S * 1_000 - 3_000 * (round % 2));
    expect([video.paused, syncState()]).toEqual([false, 'in-step']);
  }
  expect(page.commands.filter(({ command }) => command.kind === 'pause')).toEqual([]);
  expect(sent).toEqual([]);
});

it('[CR4] joined late it stands where the round stands, and a person’s pause in it is where they see it', () => {
  const { page, video, runFor, bobActs, sent, syncState } = setupLooping();
  bobActs({ kind: 'play', position: (3 * LENGTH_S + 5) as MediaSeconds });
  runFor(2_000);
  expect(syncState()).toBe('in-step');
  expect(video.currentTime).toBeGreaterThan(5);
  expect(video.currentTime).toBeLessThan(9);
  page.actAsUser((element) => element.pause());
  runFor(500);
  expect(sent).toMatchObject([{ kind: 'pause', isPlaying: false }]);
  expect(sent[0]?.position).toBeLessThan(LENGTH_S);
});

it.each([-0.1, 0.1])('[CR4] goes round as the party has it, where its own copy is %d s longer', (longerS) => {
  const { runFor, bobActs, video, syncState } = setupLooping(0, LENGTH_S + longerS);
  const url = 'https://films.example/1';
  bobActs({ kind: 'play', media: { key: url as MediaKey, url, title: 'A film', durationS: LENGTH_S } });
  runFor(5_000 * LENGTH_S + 10_000);
  expect(syncState()).toBe('in-step');
  expect(Math.abs(video.currentTime - 10)).toBeLessThan(0.05);
});

it.each([
  { beginsAtS: 1, rate: 1 },
  { beginsAtS: -1, rate: 1 },
  { beginsAtS: 0, rate: 4 },
])('[CR4] is nobody’s jump where it begins again, shifted or fast: %j', ({ beginsAtS, rate }) => {
  const { page, runFor, bobActs, sent } = setupLooping(beginsAtS);
  page.isHidden = true;
  bobActs({ kind: 'play', rate });
  runFor(3_000 * LENGTH_S);
  expect(sent).toEqual([]);
});
