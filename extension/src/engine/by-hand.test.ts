// What people do without the page's seeing it, as in Firefox: clicks on the browser's own controls that are counted when what
// they have done is told already, and choices from a context menu.
import { describe, expect, it } from 'vitest';
import { FakeVideo } from '../../../scripts/simulation/fake-video.ts';
import { createRandom } from '../../../scripts/simulation/random.ts';
import { setup, TRAITS } from './testing/one-engine.ts';
import { SOURCE_CHANGE_MS } from './tuning.ts';
import { viewEngine } from './view.ts';

const COUNTED_AFTER_MS = 20;

/** The party plays, and Alice has clicked on something else a while ago: the page still counts as activated. */
function setupActivated() {
  const world = setup();
  const { page, scheduler, bobActs, runFor } = world;
  page.hasNativeControls = true;
  bobActs({ kind: 'play' });
  runFor(5_000);
  page.actAsUser(() => undefined);
  runFor(1_500);
  const question = () => viewEngine(page.state, page.now()).question;
  const mountAnother = () => {
    page.attach(new FakeVideo(scheduler, createRandom(7), TRAITS));
    runFor(1_000);
  };
  /** Nearer to what a person does than players are given to sort themselves out. */
  const tellSource = () => {
    page.video?.tellSource();
    runFor(100);
    expect(page.now() - (page.state.video?.history.sourceChangedAt ?? 0)).toBeLessThan(SOURCE_CHANGE_MS);
  };
  return { ...world, question, mountAnother, tellSource };
}

describe('native controls of a page that still counts as activated', () => {
  it('[PV9] a click on them is the person’s as soon as it is counted, and dated when it was made', () => {
    const { page, runFor, sent, question, video } = setupActivated();
    page.actUnseen((element) => element.pause(), COUNTED_AFTER_MS);
    const position = video.currentTime;
    runFor(100);
    expect(sent).toMatchObject([{ kind: 'pause', isPlaying: false }]);
    expect(sent[0]?.position).toBeCloseTo(position, 2);
    expect(page.state.lastAttribution).toMatchObject({ change: 'pause', origin: 'user' });
    expect(question()).toBeNull();
  });

  it('[PV6] [PV9] what a script does there is asked about', () => {
    const { page, runFor, sent, question } = setupActivated();
    page.actAsSite((element) => element.pause());
    runFor(1_000);
    expect(sent).toEqual([]);
    expect(page.state.lastAttribution).toMatchObject({ change: 'pause', origin: 'unknown' });
    expect(question()).toBe('pause');
  });

  it('[PV9] a click on an element that has just been mounted is the person’s, too', () => {
    const { page, runFor, sent, mountAnother } = setupActivated();
    mountAnother();
    page.actUnseen((element) => element.pause(), COUNTED_AFTER_MS);
    runFor(100);
    expect(sent).toMatchObject([{ kind: 'pause' }]);
  });

  it('[PV9] so is one on an element whose source has only just come', () => {
    const { page, runFor, sent, mountAnother, tellSource } = setupActivated();
    mountAnother();
    tellSource();
    page.actUnseen((element) => element.pause(), COUNTED_AFTER_MS);
    runFor(100);
    expect(sent).toMatchObject([{ kind: 'pause' }]);
    expect(page.state.lastAttribution).toMatchObject({ change: 'pause', origin: 'user' });
  });

  it('[PV3] what a player does when its source has only just come is the browser’s, and put right', () => {
    const { page, runFor, sent, mountAnother, tellSource } = setupActivated();
    mountAnother();
    tellSource();
    page.actAsSite((element) => element.pause());
    runFor(1_000);
    expect(sent).toEqual([]);
    expect(page.state.lastAttribution).toMatchObject({ change: 'pause', origin: 'browser' });
    expect(page.video?.paused).toBe(false);
  });

  it('[PV3] what the site does to such an element is the site’s, and put right', () => {
    const { page, runFor, sent, mountAnother } = setupActivated();
    mountAnother();
    page.actAsSite((element) => element.pause());
    runFor(1_000);
    expect(sent).toEqual([]);
    expect(page.state.lastAttribution).toMatchObject({ change: 'pause', origin: 'site' });
    expect(page.video?.paused).toBe(false);
  });
});

describe('a context menu with speeds', () => {
  it('[PV11] speaks for one speed, and a second one from it is the site’s', () => {
    const { page, runFor, sent, bobActs, orderOwn, video } = setup();
    bobActs({ kind: 'play' });
    runFor(20_000);
    page.openMenu();
    runFor(4_000);
    page.actAsSite((element) => {
      element.playbackRate = 1.5;
    });
    runFor(1_000);
    expect(sent).toMatchObject([{ kind: 'set-rate', rate: 1.5 }]);
    orderOwn();
    page.actAsSite((element) => {
      element.playbackRate = 2;
    });
    runFor(1_000);
    expect(sent).toEqual([]);
    expect(video.playbackRate).toBeLessThan(1.8);
  });

  it('[PV6] [PV11] speaks for no pause: whoever chose that from it is asked', () => {
    const { page, runFor, sent, bobActs } = setup();
    bobActs({ kind: 'play' });
    runFor(20_000);
    page.openMenu();
    runFor(2_000);
    page.actAsSite((element) => element.pause());
    runFor(1_000);
    expect(sent).toEqual([]);
    expect(viewEngine(page.state, page.now()).question).toBe('pause');
  });
});
