// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ContentToBackground } from '../messages/content-background.ts';
import { mountOverlay, OVERLAY_TAG } from '../overlay/host.ts';
import { installFakeTopLayer } from '../overlay/testing/fake-top-layer.ts';
import { type FrameScout, scoutFrame } from './frame-scout.ts';
import { createVideoPicker, type VideoPicker } from './video-picker.ts';

let stop: AbortController;
let scout: FrameScout;
let picker: VideoPicker;
let panelAsks: number;
let sent: ContentToBackground[];
let now: number;
const driven: (HTMLMediaElement | null)[] = [];

function addVideo(width: number): HTMLVideoElement {
  const video = document.createElement('video');
  Object.defineProperty(video, 'readyState', { value: 1 });
  video.checkVisibility = () => true;
  const box = new DOMRect(0, 0, width, width / 2);
  video.getBoundingClientRect = () => box;
  Object.defineProperty(video, 'getClientRects', { value: () => [box] });
  document.body.append(video);
  return video;
}

beforeEach(() => {
  installFakeTopLayer(window);
  stop = new AbortController();
  sent = [];
  now = 0;
  driven.length = 0;
  scout = scoutFrame({
    window,
    isTop: true,
    weigh: undefined,
    readSiteNotice: () => null,
    onPage: () => undefined,
    onLooked: () => undefined,
    readClock: () => now,
    onVideo: (video) => driven.push(video),
    send: (candidate) => sent.push(candidate),
    signal: stop.signal,
  });
  panelAsks = 0;
  picker = createVideoPicker({
    window,
    isTop: false,
    scout,
    readClock: () => now,
    openOverlay: () =>
      mountOverlay({
        window,
        signal: stop.signal,
        onAsk: () => undefined,
        readPositionS: () => 0,
        readLengthS: () => null,
        drawPicture: () => null,
        isOver: () => false,
      }),
    needPanels: () => {
      panelAsks += 1;
    },
    send: (message) => sent.push(message),
    signal: stop.signal,
  });
});
afterEach(() => {
  stop.abort();
  document.body.replaceChildren();
});

function candidates() {
  return sent.filter((message) => message.kind === 'candidate');
}
function lists() {
  return sent.flatMap((message) => (message.kind === 'videos' ? [message.videos] : []));
}
function pressEscape(): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
  return event;
}

test('[FV7] the videos are told while somebody looks at them, and not a moment longer', () => {
  addVideo(640);
  addVideo(300);
  scout.repeat();
  picker.tick();
  expect(lists()).toEqual([]);
  picker.take({ kind: 'list-videos', isWanted: true });
  picker.tick();
  picker.take({ kind: 'list-videos', isWanted: false });
  picker.tick();
  expect(lists()).toHaveLength(2);
  expect(lists()[0]).toMatchObject([
    { width: 640, isChosen: true, medium: 'picture', thumbnail: null },
    { width: 300, isChosen: false },
  ]);
});

test('[FV6] what is picked from the list is driven and told, by itself and not by its place', () => {
  const film = addVideo(640);
  const small = addVideo(300);
  scout.repeat();
  picker.take({ kind: 'list-videos', isWanted: true });
  const id = lists()[0]?.[1]?.id ?? 0;
  film.before(document.createElement('video'));
  picker.take({ kind: 'pick', video: id });
  expect(driven).toEqual([film, small]);
  expect(candidates().at(-1)).toMatchObject({ isPicked: true, score: 45_000 });
  picker.take({ kind: 'pick', video: null });
  expect(driven).toEqual([film, small, film]);
  expect(candidates().at(-1)).toMatchObject({ isPicked: false });
});

test('[FV6] a pick ends when what was picked has gone', () => {
  const film = addVideo(640);
  const small = addVideo(300);
  scout.pick(small);
  small.remove();
  scout.repeat();
  expect(candidates().at(-1)).toMatchObject({ isPicked: false });
  expect(driven).toEqual([small, film]);
});

test('[FV8] Escape ends picking in the page; before and after, it is the page’s', () => {
  addVideo(640);
  scout.repeat();
  const told = () => sent.filter(({ kind }) => kind === 'picked');
  expect(pressEscape().defaultPrevented).toBe(false);
  picker.take({ kind: 'pick-on-page', isOn: true });
  expect(document.querySelector(OVERLAY_TAG)).not.toBeNull();
  expect(pressEscape().defaultPrevented).toBe(true);
  expect(told()).toEqual([{ kind: 'picked', video: null }]);
  picker.take({ kind: 'pick-on-page', isOn: false });
  expect(pressEscape().defaultPrevented).toBe(false);
});

test('[FV8] picking in the page ends by itself after a minute', () => {
  addVideo(640);
  scout.repeat();
  picker.take({ kind: 'pick-on-page', isOn: true });
  picker.tick();
  expect(panelAsks).toBe(1);
  now = 60_001;
  picker.tick();
  expect(pressEscape().defaultPrevented).toBe(false);
});
