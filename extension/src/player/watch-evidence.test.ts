// @vitest-environment happy-dom
import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { watchEvidence } from './watch-evidence.ts';

const VIDEO: object = {
  getBoundingClientRect: () => ({ left: 100, right: 500, top: 50, bottom: 300 }),
  getRootNode: () => ({}),
};
/** The events of one who writes there. */
const within = (html: string) => {
  const [target] = new DOMParser().parseFromString(html, 'text/html').body.children;
  return { composedPath: () => [target] };
};
const ON_VIDEO = { clientX: 300, clientY: 100 };

/** What of a window is watched, with a hand that the test moves. */
function setup({ hasCounts = true, hasSpeedMenu = true } = {}) {
  let nowMs = 1_000;
  let isDown = false;
  let hands = 0;
  const listeners = new Map<string, (event: object) => void>();
  const listen = (type: string, listener: (event: object) => void) => void listeners.set(type, listener);
  const eventCounts = new Map<string, number>();
  let frames: (() => void)[] = [];
  const window = {
    ...(hasSpeedMenu ? { mozInnerScreenX: 0 } : {}),
    performance: { eventCounts: hasCounts ? eventCounts : undefined },
    frameElement: null as object | null,
    innerWidth: 1_000,
    innerHeight: 600,
    document: {
      hidden: false,
      activeElement: null as object | null,
      pictureInPictureElement: null,
      documentElement: { matches: () => isDown },
      addEventListener: listen,
    },
    navigator: { userActivation: { isActive: false } },
    addEventListener: listen,
    requestAnimationFrame: (draw: () => void) => void frames.push(draw),
  };
  const now = () => nowMs as LocalMs;
  const watch = watchEvidence(
    window as unknown as Window,
    now,
    (event) => 'isOwn' in event,
    () => {
      hands += 1;
    },
    new AbortController().signal,
  );
  return {
    window,
    read: (video: object = VIDEO) => watch.read(video as HTMLMediaElement, now()),
    hands: () => hands,
    pass: (ms: number, pictures = 2) => {
      nowMs += ms;
      for (let picture = 0; picture < pictures; picture += 1) {
        const due = frames;
        frames = [];
        for (const draw of due) draw();
      }
    },
    hold: (isHeld: boolean) => {
      isDown = isHeld;
    },
    input: (type: string, parts: object = {}) =>
      listeners.get(type)?.({ type, isTrusted: true, composedPath: () => [], ...parts }),
    count: (type: string) => void eventCounts.set(type, (eventCounts.get(type) ?? 0) + 1),
  };
}

test('[PV7] a button is down as long as it is, and a moment after it went down, however short the tap', () => {
  const { read, pass, hold, input } = setup();
  expect(read().isPressed).toBe(false);
  input('pointerdown');
  input('pointerup');
  pass(15);
  expect(read().isPressed).toBe(true);
  pass(30);
  expect(read().isPressed).toBe(false);
  hold(true);
  pass(5_000);
  expect(read().isPressed).toBe(true);
});

test('[PV7] a button that is called active nowhere is down until it goes up, wherever that is, or nobody has heard of it for too long', () => {
  const { read, pass, input } = setup();
  input('pointerdown');
  pass(120);
  expect(read().isPressed).toBe(true);
  input('pointerup', { isOwn: true });
  expect(read().isPressed).toBe(false);
  input('pointerdown');
  pass(399);
  expect(read().isPressed).toBe(true);
  pass(1);
  expect(read().isPressed).toBe(false);
});

test('[PV3] input counts from when it was seen, if it is a person’s and not for us', () => {
  const { read, pass, input } = setup();
  expect(read().inputAgeMs).toBeNull();
  input('keydown', { isTrusted: false });
  input('click', { isOwn: true });
  expect(read().inputAgeMs).toBeNull();
  input('keydown');
  pass(70);
  expect(read().inputAgeMs).toBe(70);
});

test('[AB4] a key that goes up is no press of its own, unless nobody has heard it go down', () => {
  const { read, pass, input } = setup();
  input('keyup');
  pass(600);
  expect(read().inputAgeMs).toBe(600);
  input('keydown');
  pass(90);
  input('keyup');
  expect(read().inputAgeMs).toBe(90);
  pass(500);
  input('keyup');
  expect(read().inputAgeMs).toBe(0);
});

test('[PV11] a menu may have speeds where Firefox opened it on the video, and not the page its own', () => {
  const { read, pass, input } = setup();
  input('contextmenu', ON_VIDEO);
  pass(4_000);
  expect(read()).toMatchObject({ menuOpenedAt: 1_000, inputAgeMs: 4_000 });
  input('contextmenu', { ...ON_VIDEO, clientY: 400 });
  expect(read().menuOpenedAt).toBeNull();
  input('contextmenu', { ...ON_VIDEO, defaultPrevented: true });
  expect(read().menuOpenedAt).toBeNull();
  const chromium = setup({ hasSpeedMenu: false });
  chromium.input('contextmenu', ON_VIDEO);
  expect(chromium.read().menuOpenedAt).toBeNull();
});

test('[PV11] a menu that something was done after is closed, here or elsewhere', () => {
  for (const type of ['pointerdown', 'keydown', 'wheel', 'blur', 'visibilitychange']) {
    const { read, input } = setup();
    input('contextmenu', ON_VIDEO);
    input(type);
    expect(read().menuOpenedAt, type).toBeNull();
  }
});

test('[PV11] the press that opens a menu leaves it open, seen or counted; a click that is counted closes it', () => {
  const { read, pass, input, count } = setup();
  input('contextmenu', ON_VIDEO);
  input('pointerup');
  count('pointerdown');
  count('pointerup');
  pass(16);
  expect(read()).toMatchObject({ menuOpenedAt: 1_000, inputAgeMs: 0 });
  pass(3_000);
  count('click');
  expect(read().menuOpenedAt).toBeNull();
});

test('[PV12] who is at work in a frame of the page, or writes in the one around, means no film of this one', () => {
  const { window, read } = setup();
  window.navigator.userActivation.isActive = true;
  expect(read().isActivated).toBe(true);
  const chat = { localName: 'iframe' };
  window.document.activeElement = { localName: 'chat-box', shadowRoot: { activeElement: chat } };
  expect(read().isActivated).toBe(false);
  // The focus may be left behind by a press on native controls.
  expect(read({ ...VIDEO, controls: true }).isActivated).toBe(true);
  window.document.activeElement = { localName: 'body' };
  const [field, button] = new DOMParser().parseFromString(
    '<textarea></textarea><button></button>',
    'text/html',
  ).body.children;
  const around = { activeElement: field };
  window.frameElement = { ownerDocument: around };
  expect(read().isActivated).toBe(false);
  Object.assign(around, { activeElement: button });
  expect(read().isActivated).toBe(true);
});

test('[PV11] input that is for us, and the click that brought us, are told apart from the page’s', () => {
  const { read, pass, input } = setup();
  pass(70);
  expect(read()).toMatchObject({ inputAgeMs: null, ownInputAgeMs: 70 });
  pass(9_000);
  input('click', { isOwn: true });
  pass(50);
  expect(read()).toMatchObject({ inputAgeMs: null, ownInputAgeMs: 50 });
});

test('[PV9] a click that was counted and seen by nobody was one on the browser’s own controls', () => {
  const { read, pass, input, count } = setup();
  count('pointerdown');
  input('pointerdown');
  count('click');
  input('click', { isOwn: true });
  pass(3_000);
  expect(read().inputAgeMs).toBe(3_000);
  pass(200);
  count('click');
  expect(read()).toMatchObject({ inputAgeMs: 0, unseenInputAgeMs: 0 });
  pass(3_000);
  expect(read().inputAgeMs).toBe(3_000);
});

test('[PV9] clicks that are counted later than they are seen are not taken for unseen ones', () => {
  const { read, pass, input, count } = setup();
  input('pointerdown');
  input('click');
  expect(read().unseenInputAgeMs).toBeNull();
  pass(16);
  count('pointerdown');
  count('click');
  expect(read()).toMatchObject({ inputAgeMs: 16, unseenInputAgeMs: null });
  pass(3_000);
  expect(read().unseenInputAgeMs).toBeNull();
  count('click');
  expect(read()).toMatchObject({ inputAgeMs: 0, unseenInputAgeMs: 0 });
});

test.each([0, 1])('[PV9] so are those on a page too busy for more than %i pictures', (pictures) => {
  const { read, pass, input, count } = setup();
  input('click', { isOwn: true });
  pass(400, pictures);
  expect(read()).toMatchObject({ inputAgeMs: null, unseenInputAgeMs: null });
  count('click');
  pass(16);
  expect(read()).toMatchObject({ inputAgeMs: null, unseenInputAgeMs: null });
  pass(300);
  expect(read().unseenInputAgeMs).toBeNull();
  count('click');
  expect(read().unseenInputAgeMs).toBe(0);
});

test('[PV9] a click that is never counted hides no later one', () => {
  const none = setup({ hasCounts: false });
  none.input('click');
  expect(none.read()).toMatchObject({ inputAgeMs: 0, unseenInputAgeMs: null });
  const { read, pass, input, count } = setup();
  input('click');
  pass(3_000);
  expect(read().unseenInputAgeMs).toBeNull();
  count('click');
  expect(read().unseenInputAgeMs).toBe(0);
});

test('[FO4] presses and keys in the page are a hand that may open another page, and our own are not', () => {
  const { input, hands } = setup();
  for (const type of ['pointerdown', 'pointerup', 'click', 'keydown', 'keyup', 'wheel']) input(type);
  input('pointerdown', { isOwn: true });
  input('pointerdown', { isTrusted: false });
  expect(hands()).toBe(2);
});

test('[PV12] a wheel speaks for nobody', () => {
  const { read, pass, input } = setup();
  input('wheel');
  pass(50);
  expect(read()).toMatchObject({ inputAgeMs: null, ownInputAgeMs: 50 });
  input('pointerdown');
  pass(900);
  input('wheel');
  expect(read().inputAgeMs).toBe(900);
});

test('[PV12] who writes in a field does nothing to the film, and neither does the activation that it gives', () => {
  const fields = [
    '<textarea>',
    '<input>',
    '<input type="search">',
    '<input type="text">',
    '<input type="number">',
  ];
  for (const field of fields) {
    for (const type of ['keydown', 'input', 'keyup']) {
      const { read, pass, input } = setup();
      pass(9_000);
      input(type, within(field));
      pass(200);
      expect(read(), `${type} in ${field}`).toMatchObject({ inputAgeMs: null, ownInputAgeMs: 200 });
    }
  }
  const { read, input } = setup();
  input('keydown', { composedPath: () => [{ isContentEditable: true }] });
  expect(read().inputAgeMs).toBeNull();
});

test('[PV12] a slider, a list and a key anywhere else are a person’s, and so is a press in a field', () => {
  for (const control of [
    '<input type="range">',
    '<input type="checkbox">',
    '<select></select>',
    '<button>',
  ]) {
    for (const type of ['keydown', 'input']) {
      const { read, input } = setup();
      input(type, within(control));
      expect(read().inputAgeMs, `${type} on ${control}`).toBe(0);
    }
  }
  const { read, hands, input } = setup();
  input('keydown', within('<input>'));
  // It may open another page all the same.
  expect(hands()).toBe(1);
  input('pointerdown', within('<input>'));
  expect(read().inputAgeMs).toBe(0);
});

test('[PV3] a muted film that plays by itself is hidden while it is scrolled away, as that of a hidden page is', () => {
  const { read, pass } = setup();
  let top = 50;
  const place = () => ({ left: 100, right: 500, top, bottom: top + 250 });
  const film = { ...VIDEO, muted: true, autoplay: true, getBoundingClientRect: place };
  expect(read(film)).toMatchObject({ isHidden: false, visibilityAgeMs: null });
  top = -250;
  expect(read(film)).toMatchObject({ isHidden: true, isPageHidden: false, visibilityAgeMs: 0 });
  pass(90);
  expect(read(film)).toMatchObject({ isHidden: true, visibilityAgeMs: 90 });
  expect(read({ ...film, muted: false })).toMatchObject({ isHidden: false });
  expect(read({ ...film, autoplay: false })).toMatchObject({ isHidden: false });
  read(film);
  top = 599;
  expect(read(film)).toMatchObject({ isHidden: false, visibilityAgeMs: 0 });
});

test('[PV6] a film in a shadow root is in the little window when its root says so', () => {
  const { read, window } = setup();
  const film = { ...VIDEO, getRootNode: () => ({ pictureInPictureElement: film }) };
  // The document names the host.
  Object.assign(window.document, { pictureInPictureElement: { localName: 'film-player' } });
  expect(read(film).isPictureInPicture).toBe(true);
  expect(read().isPictureInPicture).toBe(false);
});
