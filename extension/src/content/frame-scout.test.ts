// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { scoutFrame } from './frame-scout.ts';

/** What it takes to ask one element for its place here, ms. */
const RECT_COST_MS = 0.01;
let now = 0;
let rects = 0;
let stop: AbortController;

beforeEach(() => {
  vi.useFakeTimers();
  [now, rects, stop] = [0, 0, new AbortController()];
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
  document.body.replaceChildren();
});

function addVideo(width = 300): HTMLVideoElement {
  const video = document.body.appendChild(document.createElement('video'));
  video.controls = true;
  video.getBoundingClientRect = () => {
    rects += 1;
    now += RECT_COST_MS;
    return new DOMRect(0, 0, width, 200);
  };
  return video;
}

function openScout() {
  const onVideo = vi.fn();
  const onPage = vi.fn();
  const send = vi.fn();
  const scout = scoutFrame({
    window,
    isTop: true,
    weigh: undefined,
    readSiteNotice: () => null,
    readClock: () => now,
    onVideo,
    onPage,
    send,
    onLooked: () => undefined,
    signal: stop.signal,
  });
  const countFrames = () => send.mock.calls.filter(([word]) => word.kind === 'frame').length;
  const lastScore = () => send.mock.calls.findLast(([word]) => word.kind === 'candidate')?.[0].score;
  return { scout, onVideo, onPage, countFrames, lastScore };
}

async function pass(ms: number): Promise<void> {
  now += ms;
  await vi.advanceTimersByTimeAsync(ms);
}

it('[HS3] in an endless feed looking takes a thousandth of the time, and a film is found within a second', async () => {
  for (let count = 0; count < 50; count += 1) addVideo();
  const { scout, onVideo } = openScout();
  scout.repeat();
  const scroll = async (frames: number) => {
    for (let frame = 0; frame < frames; frame += 1) {
      document.querySelector('video')?.dispatchEvent(new Event('loadstart'));
      await pass(16);
    }
  };
  // What was saved is spent first.
  await scroll(600);
  rects = 0;
  const startedAt = now;
  await scroll(600);
  const spentMs = rects * RECT_COST_MS;
  expect(spentMs).toBeGreaterThan(0);
  expect(spentMs / (now - startedAt)).toBeLessThan(0.0015);
  const film = addVideo(1_600);
  film.dispatchEvent(new Event('loadedmetadata'));
  await pass(950);
  expect(scout.video).toBe(film);
  expect(onVideo).toHaveBeenLastCalledWith(film);
});

it('[HS3] on a page at rest a new film is found at once', async () => {
  const { scout } = openScout();
  scout.repeat();
  await pass(1_000);
  const film = addVideo();
  film.dispatchEvent(new Event('loadstart'));
  await pass(0);
  expect(scout.video).toBe(film);
});

it('[HS3] on a page of many videos at rest ticks look in a thousandth of the time', async () => {
  for (let count = 0; count < 200; count += 1) addVideo();
  const { scout } = openScout();
  scout.repeat();
  rects = 0;
  const startedAt = now;
  for (let tick = 0; tick < 100; tick += 1) {
    scout.lookAgain();
    await pass(1_000);
  }
  const spentMs = rects * RECT_COST_MS;
  expect(spentMs).toBeGreaterThan(0);
  expect(spentMs / (now - startedAt)).toBeLessThan(0.0012);
});

it('[FV2] a film that has been taken out is looked for at each tick, on a page of many videos too', async () => {
  for (let count = 0; count < 200; count += 1) addVideo();
  const film = addVideo(1_600);
  const { scout, lastScore } = openScout();
  scout.repeat();
  const before = lastScore();
  film.remove();
  await pass(10_000);
  scout.lookAgain();
  expect([scout.video, lastScore()]).toEqual([film, null]);
  document.body.append(film);
  await pass(1_000);
  scout.lookAgain();
  expect([scout.video, lastScore()]).toEqual([film, before]);
});

it('[HS3] ticks look only where events have not just done so', () => {
  addVideo();
  const { scout } = openScout();
  scout.repeat();
  const looked = rects;
  scout.lookAgain();
  expect(rects).toBe(looked);
  now += 1_000;
  scout.lookAgain();
  expect(rects).toBeGreaterThan(looked);
});

it('[FO5] another address is told at the next tick, however dear the last look was', async () => {
  for (let count = 0; count < 800; count += 1) addVideo();
  const { scout, onPage } = openScout();
  scout.repeat();
  for (const path of ['/episode-2', '/episode-3']) {
    window.history.pushState({}, '', path);
    await pass(1_000);
    scout.lookAgain();
    const url = new URL(path, window.location.href).href;
    expect(onPage).toHaveBeenLastCalledWith({ url, title: '' });
  }
});

it('[HS3] a film in a shadow root is found at the tick after it came, on a page of many videos too', () => {
  for (let count = 0; count < 200; count += 1) addVideo(10);
  const { scout } = openScout();
  scout.repeat();
  now += 1_000;
  scout.lookAgain();
  const root = document.body
    .appendChild(document.createElement('film-player'))
    .attachShadow({ mode: 'open' });
  root.append(addVideo(1_600));
  now += 1_000;
  scout.lookAgain();
  expect(scout.video).toBe(root.querySelector('video'));
});

it('[RT8] a frame that loads a document is told of at once, and one that never has all of it at the next tick', () => {
  const { scout, countFrames } = openScout();
  scout.lookAgain();
  const frame = document.body.appendChild(document.createElement('iframe'));
  scout.lookAgain();
  expect(countFrames()).toBe(1);
  scout.lookAgain();
  expect(countFrames()).toBe(1);
  frame.dispatchEvent(new Event('load'));
  expect(countFrames()).toBe(2);
  document.body.appendChild(document.createElement('img')).dispatchEvent(new Event('load'));
  expect(countFrames()).toBe(2);
});

it('[RT8] a frame in a shadow root is heard when it loads a document', () => {
  const root = document.body.appendChild(document.createElement('film-embed')).attachShadow({ mode: 'open' });
  const { scout, countFrames } = openScout();
  scout.repeat();
  root.appendChild(document.createElement('iframe')).dispatchEvent(new Event('load'));
  expect(countFrames()).toBe(1);
});
