import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../player/read-facts.ts';
import type { ElementId } from './observation.ts';
import { setup } from './testing/one-engine.ts';
import { viewEngine } from './view.ts';

const ELEMENT = 1 as ElementId;
const PAGE = { key: 'film' as MediaKey, url: 'https://films.example/', title: 'Film' };

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
    page.feed({ kind: 'film-shift', facts: readFacts(video, ELEMENT), live: null });
    runFor(3_000);
    expect(sent).toEqual([]);
    expect(state()).toBe('in-step');
  });
});

describe('the film after an advert', () => {
  /** It is over at once, and its person has just pressed "Skip". */
  function setupSkipped() {
    const world = setupInAd();
    world.runFor(10_000);
    world.page.actAsUser(() => undefined);
    world.tell(false);
    return world;
  }

  it('[AB3] is put back and set going by its site, not by who has pressed "Skip"', () => {
    const { page, runFor, sent, state, scheduler } = setupSkipped();
    page.video?.pause();
    scheduler.runUntil(scheduler.now() + 100);
    void page.video?.play();
    scheduler.runUntil(scheduler.now() + 100);
    // Where it was when the advert began.
    if (page.video !== null) page.video.currentTime = 3;
    runFor(5_000);
    expect(sent).toEqual([]);
    expect(state()).toBe('in-step');
  });

  it('[AB3] is sought by its person when it goes elsewhere', () => {
    const { page, runFor, sent } = setupSkipped();
    runFor(300);
    page.actAsUser((element) => {
      element.currentTime = 120;
    });
    runFor(2_000);
    expect(sent.map(({ kind, position }) => [kind, Math.round(position)])).toEqual([['seek-to', 120]]);
  });

  it('[AB3] is stopped by its person who presses once the advert is over, however soon', () => {
    const { page, runFor, sent } = setupSkipped();
    runFor(300);
    page.actAsUser((element) => element.pause());
    runFor(2_000);
    expect(sent.map(({ kind }) => kind)).toEqual(['pause']);
  });

  it('[AB1] [TM4] claims the party only then, and says how long it is', () => {
    const world = setup();
    const host = world.page.state.self;
    world.page.feed({ kind: 'ad-break', isInAd: true, facts: readFacts(world.video, ELEMENT) });
    const { replica } = world.page.state;
    if (replica === null) throw new Error('no replica');
    const party = { ...replica.party, host };
    world.page.feed({ kind: 'page', page: PAGE });
    world.page.feed({ kind: 'replica', self: host, replica: { ...replica, party } });
    world.runFor(2_000);
    expect(world.sent).toEqual([]);
    world.page.feed({ kind: 'ad-break', isInAd: false, facts: readFacts(world.video, ELEMENT) });
    world.runFor(100);
    expect(world.sent.map(({ kind, media }) => [kind, media])).toEqual([
      ['change-media', { ...PAGE, durationS: 600 }],
    ]);
  });
});
