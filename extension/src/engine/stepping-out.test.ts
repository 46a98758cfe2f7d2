import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { FakeVideo } from '../../../scripts/simulation/fake-video.ts';
import { createRandom } from '../../../scripts/simulation/random.ts';
import { readFacts } from '../player/read-facts.ts';
import type { ElementId } from './observation.ts';
import { rateToLeaveAt } from './stepping-out.ts';
import { setup, TRAITS } from './testing/one-engine.ts';
import { viewEngine } from './view.ts';

/** The party has played for a while, and its element with it. */
function setupPlaying() {
  const world = setup();
  world.bobActs({ kind: 'play' });
  world.runFor(4_000);
  return world;
}

describe('who steps out', () => {
  it('[SO1] has their element paused, at the party’s speed, and the others are told', () => {
    const { page, video, runFor, bobActs } = setupPlaying();
    bobActs({ kind: 'set-rate', rate: 1.5, position: 4.2 as MediaSeconds });
    // In the middle of a nudge.
    runFor(600);
    page.stepOut();
    runFor(2_000);
    expect(video).toMatchObject({ paused: true, playbackRate: 1.5 });
    expect(viewEngine(page.state, page.now()).report).toMatchObject({ state: 'stepped-out', driftMs: null });
  });

  it('[DV3] leaves at the party’s speed, too, who leaves the party in the middle of a nudge', () => {
    const { page, runFor, bobActs, video } = setupPlaying();
    expect(rateToLeaveAt(page.state, readFacts(video, 1 as ElementId))).toBeNull();
    bobActs({ kind: 'seek-to', position: (video.currentTime + 0.15) as MediaSeconds });
    runFor(400);
    expect(video.playbackRate).toBeGreaterThan(1);
    expect(rateToLeaveAt(page.state, readFacts(video, 1 as ElementId))).toBe(1);
  });

  it('[SO1] is not driven by what the party does', () => {
    const { page, video, runFor, bobActs } = setupPlaying();
    page.stepOut();
    const position = video.currentTime;
    bobActs({ kind: 'seek-to', position: 300 as MediaSeconds });
    bobActs({ kind: 'pause', position: 301 as MediaSeconds, isPlaying: false });
    bobActs({ kind: 'play', position: 301 as MediaSeconds, rate: 2 });
    runFor(3_000);
    expect(video).toMatchObject({ paused: true, playbackRate: 1, currentTime: position });
  });

  it('[SO1] sends nothing of what they do, and is asked about nothing', () => {
    const { page, sent, video, runFor } = setupPlaying();
    page.stepOut();
    runFor(100);
    page.actAsUser((element) => {
      element.currentTime = 500;
    });
    runFor(500);
    page.actAsUser((element) => void element.play());
    runFor(500);
    page.actAsUser((element) => {
      element.playbackRate = 0.5;
    });
    runFor(6_000);
    page.actAsSite((element) => element.pause());
    runFor(2_000);
    page.feed({ kind: 'answer', answer: 'bring-everyone' });
    expect(sent).toEqual([]);
    expect(viewEngine(page.state, page.now()).question).toBeNull();
    expect(video.playbackRate).toBe(0.5);
    expect(video.currentTime).toBeGreaterThan(502);
  });

  it('[SO1] keeps the newest of what they did for everyone before', () => {
    const { page, sent, runFor } = setupPlaying();
    for (const target of [50, 60, 70]) {
      page.actAsUser((element) => {
        element.currentTime = target;
      });
      runFor(30);
    }
    expect(sent).toHaveLength(1);
    page.stepOut();
    expect(sent).toHaveLength(2);
    expect(sent.at(-1)?.position).toBeCloseTo(70, 0);
  });

  it('[SO2] may do so by the answer that a change was meant for them alone: it stays as they made it', () => {
    const { page, sent, video, runFor } = setupPlaying();
    page.actAsSite((element) => {
      element.currentTime = 200;
    });
    runFor(2_000);
    expect(viewEngine(page.state, page.now()).question).toBe('seek');
    page.stepOut();
    runFor(3_000);
    expect(viewEngine(page.state, page.now()).question).toBeNull();
    expect(video.paused).toBe(false);
    expect(video.currentTime).toBeCloseTo(205, 0);
    expect(sent).toEqual([]);
  });

  it('[SO2] is left at the party’s speed by that answer, too, in the middle of a nudge', () => {
    const { page, bobActs, video, runFor } = setupPlaying();
    bobActs({ kind: 'seek-to', position: (video.currentTime + 0.15) as MediaSeconds });
    runFor(400);
    expect(video.playbackRate).toBeGreaterThan(1);
    page.actAsSite((element) => element.pause());
    runFor(500);
    expect(viewEngine(page.state, page.now()).question).toBe('pause');
    page.stepOut();
    page.actAsUser((element) => void element.play());
    runFor(3_000);
    expect(video).toMatchObject({ paused: false, playbackRate: 1 });
  });

  it('[SO1] keeps a speed of their own when they leave the party', () => {
    const { page, bobActs, video, runFor } = setupPlaying();
    bobActs({ kind: 'seek-to', position: (video.currentTime + 0.15) as MediaSeconds });
    runFor(400);
    page.stepOut();
    runFor(500);
    page.actAsUser((element) => {
      element.playbackRate = 1.25;
    });
    runFor(500);
    expect(rateToLeaveAt(page.state, readFacts(video, 1 as ElementId))).toBeNull();
  });

  it('[SO4] is out with the next element too', () => {
    const { page, scheduler, runFor, bobActs } = setupPlaying();
    page.stepOut();
    const next = new FakeVideo(scheduler, createRandom(9), TRAITS);
    page.attach(next);
    bobActs({ kind: 'play', position: 30 as MediaSeconds });
    runFor(2_000);
    expect(next.paused).toBe(true);
    page.comeBack();
    runFor(2_000);
    expect(next.paused).toBe(false);
  });
});

describe('who comes back', () => {
  it.each([
    ['left it paused', () => undefined],
    [
      'went on alone, elsewhere and faster',
      (element: FakeVideo) => {
        element.currentTime = 400;
        element.playbackRate = 2;
        void element.play();
      },
    ],
    [
      'is seeking',
      (element: FakeVideo) => {
        element.currentTime = 100;
      },
    ],
  ])('[SO3] is in step within two seconds, without an act, who %s', (_name, change) => {
    const { page, sent, runFor, bobActs, drift, video } = setupPlaying();
    page.stepOut();
    runFor(5_000);
    bobActs({ kind: 'seek-to', position: 250 as MediaSeconds });
    runFor(500);
    // In the very moment of coming back: none of its events has been heard yet.
    page.actAsUser(change);
    page.comeBack();
    runFor(2_000);
    expect(video).toMatchObject({ paused: false });
    expect(viewEngine(page.state, page.now()).report.state).toBe('in-step');
    expect(Math.abs(drift() ?? 1_000)).toBeLessThan(50);
    runFor(5_000);
    expect(sent).toEqual([]);
    expect(video.playbackRate).toBe(1);
  });

  it('[SO3] to a party that is paused stands on its frame', () => {
    const { page, runFor, bobActs, video } = setupPlaying();
    page.stepOut();
    bobActs({ kind: 'pause', position: 77.25 as MediaSeconds, isPlaying: false });
    page.actAsUser((element) => void element.play());
    runFor(3_000);
    page.comeBack();
    runFor(1_000);
    expect(video).toMatchObject({ paused: true, currentTime: 77.25 });
  });

  it('[SO3] acts for everyone again', () => {
    const { page, sent, runFor } = setupPlaying();
    page.stepOut();
    runFor(1_000);
    page.comeBack();
    runFor(2_000);
    page.actAsUser((element) => element.pause());
    runFor(500);
    expect(sent.map((act) => act.kind)).toEqual(['pause']);
  });
});
