// What nobody is known to have done is asked about, as long as there is something to ask.
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { setup } from './testing/one-engine.ts';
import { viewEngine } from './view.ts';

/** The party plays, and so does this page. */
function setupPlaying() {
  const world = setup();
  const { page, runFor, bobActs } = world;
  bobActs({ kind: 'play' });
  runFor(20_000);
  const question = () => viewEngine(page.state, page.now()).question;
  const syncState = () => viewEngine(page.state, page.now()).report.state;
  return { ...world, question, syncState };
}

describe('a film that a script stops and sets going again', () => {
  it.each([200, 15_000])('[PV6] is with the party again, %i ms later, and nothing is asked', (laterMs) => {
    const { page, runFor, sent, question, syncState } = setupPlaying();
    page.actAsSite((element) => element.pause());
    runFor(laterMs);
    page.actAsSite((element) => void element.play());
    runFor(6_000);
    expect(question()).toBeNull();
    expect(syncState()).toBe('in-step');
    expect(sent).toEqual([]);
  });

  it('[PV6] is with it, too, long after the party has waited for somebody in vain', () => {
    const { page, runFor, sent, question, hold } = setupPlaying();
    hold(1_000);
    runFor(10_000);
    page.actAsSite((element) => element.pause());
    runFor(200);
    page.actAsSite((element) => void element.play());
    runFor(6_000);
    expect([question(), sent]).toEqual([null, []]);
  });

  it('[PV6] is asked about where that sets the party going', () => {
    const { page, runFor, sent, bobActs, question } = setupPlaying();
    bobActs({ kind: 'pause', position: 20 as MediaSeconds, isPlaying: false });
    runFor(2_000);
    page.actAsSite((element) => void element.play());
    runFor(1_000);
    expect([question(), sent]).toEqual(['play', []]);
  });
});

describe('a film that something stops and takes to its beginning, as a key for that does', () => {
  it.each([true, false])('[PV6] is stopped by it, behind another tab or not: %s', (isHidden) => {
    const { page, runFor, sent, question, video } = setupPlaying();
    page.isHidden = isHidden;
    page.actAsSite((element) => element.pause());
    runFor(100);
    page.actAsSite((element) => {
      element.currentTime = 0;
    });
    runFor(1_000);
    expect(question()).toBe(isHidden ? null : 'pause');
    page.feed({ kind: 'answer', answer: 'share' });
    runFor(1_000);
    expect(sent).toMatchObject([{ kind: 'pause', isPlaying: false }]);
    expect([video.paused, Math.round(video.currentTime)]).toEqual([true, isHidden ? 20 : 21]);
  });
});

describe('a question, or a pause under a button, while somebody’s film stalls', () => {
  it('[PV6] stands while the party waits and when it goes on', () => {
    const { page, runFor, sent, hold, question, video } = setupPlaying();
    page.actAsSite((element) => element.pause());
    runFor(1_000);
    expect(question()).toBe('pause');
    hold(3_000);
    runFor(1_000);
    expect(question()).toBe('pause');
    runFor(6_000);
    expect(question()).toBe('pause');
    expect([video.paused, sent]).toEqual([true, []]);
  });

  it('[PV6] is over when the party speaks', () => {
    const { page, runFor, bobActs, question, video } = setupPlaying();
    page.actAsSite((element) => element.pause());
    runFor(1_000);
    bobActs({ kind: 'seek-to', position: 100 as MediaSeconds });
    runFor(2_000);
    expect([question(), video.paused]).toEqual([null, false]);
  });

  it('[PV5] [PV7] is an act when the button goes up', () => {
    const { page, runFor, sent, hold } = setupPlaying();
    page.isPressed = true;
    page.actAsUser((element) => element.pause());
    runFor(100);
    hold(3_000);
    runFor(100);
    page.isPressed = false;
    runFor(1_000);
    expect(sent).toMatchObject([{ kind: 'pause', isPlaying: false }]);
  });
});
