import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../player/read-facts.ts';
import type { ElementId } from './observation.ts';
import { setup } from './testing/one-engine.ts';
import { viewEngine } from './view.ts';

const ELEMENT = 1 as ElementId;

/** Alice watches with Bob, and an advert begins in her element. */
function setupInAd() {
  const world = setup();
  world.bobActs({ kind: 'play' });
  world.runFor(3_000);
  const tell = (isInAd: boolean) =>
    world.page.feed({ kind: 'ad-break', isInAd, facts: readFacts(world.video, ELEMENT) });
  const state = () => viewEngine(world.page.state, world.page.now()).report.state;
  tell(true);
  return { ...world, tell, state };
}

describe('an advert', () => {
  it('[AB1] is nobody’s act, whatever the site does and the person presses in it', () => {
    const { page, runFor, sent, state } = setupInAd();
    page.actAsSite((element) => {
      element.currentTime = 0;
    });
    runFor(1_000);
    page.actAsUser((element) => element.pause());
    runFor(1_000);
    page.actAsUser((element) => void element.play());
    runFor(1_000);
    expect(sent).toEqual([]);
    expect(state()).toBe('in-ad');
  });

  it('[AB1] is left alone, whatever the party does', () => {
    const { page, runFor, bobActs, video } = setupInAd();
    const known = page.commands.length;
    bobActs({ kind: 'seek-to', position: 200 as MediaSeconds });
    bobActs({ kind: 'pause', position: 200 as MediaSeconds, isPlaying: false });
    runFor(5_000);
    expect(page.commands.slice(known)).toEqual([]);
    expect(video.paused).toBe(false);
  });

  it('[AB1] over, the member is with the party again within three seconds', () => {
    const { runFor, tell, state, drift, sent, page, video } = setupInAd();
    page.actAsSite((element) => {
      element.currentTime = 0;
    });
    runFor(15_000);
    page.actAsSite((element) => {
      element.currentTime = 3;
    });
    tell(false);
    runFor(3_000);
    expect(state()).toBe('in-step');
    expect(Math.abs(drift() ?? 99)).toBeLessThan(50);
    expect(video.currentTime).toBeGreaterThan(15);
    expect(sent).toEqual([]);
  });

  it('[AB1] a pause that the site made for it is explained by it, and nobody is asked', () => {
    const world = setup();
    world.bobActs({ kind: 'play' });
    world.runFor(3_000);
    world.page.actAsSite((element) => element.pause());
    world.runFor(200);
    world.page.feed({ kind: 'ad-break', isInAd: true, facts: readFacts(world.video, ELEMENT) });
    world.runFor(2_000);
    expect(viewEngine(world.page.state, world.page.now()).question).toBeNull();
    expect(world.sent).toEqual([]);
  });

  it('[TM2] what it took of the element’s time is no jump of anybody', () => {
    const { runFor, page, sent, video, state, tell } = setupInAd();
    tell(false);
    // In film time the element is thirty seconds further back from one moment to the next.
    video.currentTime = video.currentTime - 30;
    page.feed({ kind: 'film-shift', facts: readFacts(video, ELEMENT) });
    runFor(3_000);
    expect(sent).toEqual([]);
    expect(state()).toBe('in-step');
  });
});
