import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { Media } from '@sameframe/shared/playback.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../player/read-facts.ts';
import type { ElementId } from './observation.ts';
import { setup } from './testing/one-engine.ts';
import { viewEngine } from './view.ts';

function episode(number: number, title = `Episode ${number}`): Media {
  const url = `https://films.example/${number}`;
  return { key: url as MediaKey, url, title };
}

/** The party has played the first episode for a while, from its middle, and this page with it. */
function setupFirst() {
  const world = setup();
  const { page, bobActs, runFor } = world;
  page.feed({ kind: 'page', page: episode(1) });
  bobActs({ kind: 'change-media', position: 300 as MediaSeconds, media: episode(1) });
  runFor(6_000);
  const state = () => viewEngine(page.state, page.now()).report.state;
  expect(state()).toBe('in-step');
  return { ...world, state };
}

describe('a page that becomes another one under its film', () => {
  it('[FO5] sends nothing of what the site does there and back, whatever its person pressed for that', () => {
    const { page, video, runFor, sent, state } = setupFirst();
    for (const number of [2, 1]) {
      page.actAsUser(() => page.feed({ kind: 'page', page: episode(number) }));
      video.currentTime = 0;
      runFor(200);
      video.pause();
      runFor(200);
      void video.play();
      runFor(number === 2 ? 3_000 : 6_000);
    }
    expect(sent).toEqual([]);
    expect(state()).toBe('in-step');
    expect(video.currentTime).toBeGreaterThan(310);
  });

  it('[FO5] leaves the next film where it begins', () => {
    const { page, video, runFor, state } = setupFirst();
    page.actAsUser(() => page.feed({ kind: 'page', page: episode(2) }));
    video.currentTime = 0;
    runFor(2_000);
    expect(state()).toBe('other-page');
    expect(video.currentTime).toBeLessThan(3);
  });

  it('[FE8] takes a film that is over to its beginning once more, where it waits and begins with the others', () => {
    const { video, runFor, sent, bobActs, state } = setupFirst();
    bobActs({ kind: 'seek-to', position: 598 as MediaSeconds, media: episode(1) });
    runFor(8_000);
    expect(video.ended).toBe(true);
    const media = episode(1);
    bobActs({ kind: 'change-media', position: 0 as MediaSeconds, isPlaying: false, media });
    runFor(3_000);
    expect([video.currentTime, video.paused, state()]).toEqual([0, true, 'in-step']);
    const when = { kind: 'scheduled', leadMs: 500 } as const;
    bobActs({ kind: 'play', position: 0 as MediaSeconds, isPlaying: true, media, when });
    runFor(6_000);
    expect([sent, state()]).toEqual([[], 'in-step']);
    expect(video.currentTime).toBeGreaterThan(4);
  });

  it('[FO5] hears the person again as soon as they do something there', () => {
    const { page, runFor, sent, bobActs } = setupFirst();
    page.actAsUser(() => page.feed({ kind: 'page', page: episode(2) }));
    bobActs({ kind: 'change-media', position: 0 as MediaSeconds, media: episode(2) });
    runFor(1_000);
    page.actAsUser((element) => element.pause());
    runFor(500);
    expect(sent.map(({ kind }) => kind)).toEqual(['pause']);
  });

  it('[FO5] goes on as before when only its name changes', () => {
    const { page, runFor, sent, state } = setupFirst();
    page.feed({ kind: 'page', page: episode(1, '(1) Episode 1') });
    runFor(500);
    expect([state(), sent]).toEqual(['in-step', []]);
  });

  it('[FO5] takes no question along to the next page, nor what was held there', () => {
    const { page, runFor, sent } = setupFirst();
    page.actAsSite((element) => element.pause());
    runFor(1_000);
    expect(viewEngine(page.state, page.now()).question).toBe('pause');
    page.feed({ kind: 'page', page: episode(2) });
    runFor(500);
    expect(viewEngine(page.state, page.now()).question).toBeNull();
    page.feed({ kind: 'answer', answer: 'share' });
    expect(sent).toEqual([]);
  });

  it('[FO5] sends nothing that was still held when the page became another one', () => {
    const { page, runFor, sent } = setupFirst();
    page.isHidden = true;
    page.actAsSite((element) => element.pause());
    runFor(100);
    page.feed({ kind: 'page', page: episode(2) });
    runFor(1_000);
    expect(sent).toEqual([]);
  });

  it('[DV3] leaves its film at the party’s speed, whatever the engine was about', () => {
    const { page, video, runFor, bobActs } = setupFirst();
    bobActs({ kind: 'seek-to', position: (video.currentTime + 0.2) as MediaSeconds, media: episode(1) });
    for (let looks = 0; looks < 40 && video.playbackRate === 1; looks++) runFor(50);
    expect(video.playbackRate).not.toBe(1);
    page.feed({ kind: 'page', page: episode(2) });
    runFor(100);
    expect(video.playbackRate).toBe(1);
    // What the site chooses there is its own.
    page.actAsSite((element) => {
      element.playbackRate = 2;
    });
    runFor(1_000);
    expect(video.playbackRate).toBe(2);
  });
});

describe('bringing everyone along', () => {
  it('[FO4] waits for the end of an advert that the next film begins with', () => {
    const { page, video, runFor, sent, state } = setupFirst();
    const isInAd = (isIn: boolean) =>
      page.feed({ kind: 'ad-break', isInAd: isIn, facts: readFacts(video, 1 as ElementId) });
    page.actAsUser(() => page.feed({ kind: 'page', page: episode(2) }));
    isInAd(true);
    page.feed({ kind: 'answer', answer: 'bring-everyone' });
    runFor(3_000);
    expect(sent).toEqual([]);
    video.currentTime = 0;
    isInAd(false);
    runFor(500);
    expect(sent).toMatchObject([{ kind: 'change-media', media: episode(2) }]);
    expect(state()).toBe('in-step');
    runFor(5_000);
    expect(sent).toHaveLength(1);
  });

  it('[FO4] begins where its person’s film is, as it is', () => {
    const { page, video, runFor, sent, state } = setupFirst();
    page.actAsUser(() => page.feed({ kind: 'page', page: episode(2) }));
    video.currentTime = 0;
    runFor(2_000);
    page.feed({ kind: 'bring-along', leadMs: null });
    runFor(500);
    expect(sent).toMatchObject([{ kind: 'change-media', isPlaying: true, media: episode(2) }]);
    expect(sent[0]?.position).toBeGreaterThan(1);
    expect(sent[0]?.position).toBeLessThan(3);
    expect(state()).toBe('in-step');
  });

  it('[FO4] where nobody acted begins at the beginning, later, and together', () => {
    const { page, video, runFor, sent, orderOwn, state } = setupFirst();
    page.feed({ kind: 'page', page: episode(2) });
    video.currentTime = 4;
    runFor(1_000);
    page.feed({ kind: 'bring-along', leadMs: 700 });
    runFor(300);
    expect(sent).toMatchObject([
      { kind: 'change-media', position: 0, isPlaying: true, when: { kind: 'scheduled', leadMs: 700 } },
    ]);
    expect(video).toMatchObject({ paused: true, currentTime: 0 });
    orderOwn();
    runFor(4_000);
    expect(state()).toBe('in-step');
    expect(video.currentTime).toBeLessThan(4);
  });
});

it('[FO4] brings everyone once the advert is over, also where that had an element of its own', () => {
  const { page, video, runFor, sent } = setupFirst();
  page.feed({ kind: 'page', page: episode(2) });
  page.feed({ kind: 'ad-break', isInAd: true, facts: null });
  page.feed({ kind: 'answer', answer: 'bring-everyone' });
  // As the shell tells it: of no element first, until it is known what the next one shows.
  page.feed({ kind: 'video', facts: null });
  page.feed({ kind: 'ad-break', isInAd: false, facts: null });
  expect(sent).toEqual([]);
  page.attach(video);
  expect(sent).toMatchObject([{ kind: 'change-media', media: episode(2) }]);
  runFor(2_000);
  expect(sent).toHaveLength(1);
});

describe('a person who acts while the party goes on to another film', () => {
  const goOn = ({ bobActs }: ReturnType<typeof setup>) =>
    bobActs({ kind: 'change-media', position: 0 as MediaSeconds, isPlaying: false, media: episode(2) });

  it('[MK7] sends no place of the former one that a scrub had kept back', () => {
    const world = setupFirst();
    const { page, video, runFor, sent, orderOwn } = world;
    for (const position of [540, 550]) {
      page.actAsUser(() => {
        video.currentTime = position;
      });
      runFor(100);
    }
    expect(sent).toHaveLength(1);
    goOn(world);
    runFor(1_000);
    expect(sent).toHaveLength(1);
    orderOwn(1);
    expect(page.timeline().playback).toMatchObject({
      media: { key: episode(2).key },
      vector: { position: 0 },
    });
  });
});
