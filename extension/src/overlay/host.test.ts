// @vitest-environment happy-dom
import { until } from '@sameframe/shared/testing/until.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findByRole, getByRole } from '../ui/testing/find-by-role.ts';
import { mountOverlay, OVERLAY_TAG, type OverlayHandle } from './host.ts';
import type { OverlayAsk } from './overlay-view.ts';
import { type Situation, viewOf } from './situation-view.ts';
import { type FakeTopLayer, installFakeTopLayer } from './testing/fake-top-layer.ts';
import { PANELS } from './testing/sample-panels.ts';
import { OVERLAY_SAMPLES } from './testing/sample-situations.ts';

let stop: AbortController;
let root: ShadowRoot;
let overlay: OverlayHandle;
let asked: OverlayAsk[];
let topLayer: FakeTopLayer;

const mount = (signal: AbortSignal) =>
  mountOverlay({
    window,
    signal,
    onAsk: (ask) => asked.push(ask),
    readPositionS: () => 0,
    readLengthS: () => null,
    drawPicture: () => null,
    isOver: () => false,
  });

beforeEach(() => {
  stop = new AbortController();
  asked = [];
  topLayer = installFakeTopLayer(window);
  // The root is closed, also to us: the only way in is to be there when it is made.
  const attach = vi.spyOn(Element.prototype, 'attachShadow');
  overlay = mount(stop.signal);
  root = attach.mock.results[0]?.value as ShadowRoot;
  attach.mockRestore();
});
afterEach(() => stop.abort());

const host = () => document.querySelector(OVERLAY_TAG);
const show = (situation: Situation) => overlay.show(viewOf(situation));
const said = () => getByRole(root, 'status', 'Sameframe').textContent;

test('[FV8] offers elements of the page as buttons over them, until there is nothing to choose', () => {
  const [film, advert] = [document.createElement('video'), document.createElement('video')];
  film.getBoundingClientRect = () => new DOMRect(10, 20, 640, 360);
  advert.getBoundingClientRect = () => new DOMRect(30, 40, 300, 250);
  const chosen: number[] = [];
  overlay.offer([film, advert], (index) => chosen.push(index));
  expect(root.querySelector('button')).toBeNull();
  overlay.addPanels(PANELS);
  const buttons = [...root.querySelectorAll<HTMLButtonElement>('button')];
  expect(buttons.map(({ style, textContent }) => [style.left, style.width, textContent])).toEqual([
    ['10px', '640px', 'Watch this one together'],
    ['30px', '300px', 'Watch this one together'],
  ]);
  const [filmLayer, advertLayer] = buttons.map(({ style }) => Number(style.zIndex)) as [number, number];
  expect(advertLayer).toBeGreaterThan(filmLayer);
  buttons[1]?.click();
  expect(chosen).toEqual([1]);
  overlay.offer([], () => undefined);
  expect(root.querySelector('button')).toBeNull();
});

test('[BG2] takes the place of one whose extension was updated or disabled under it', () => {
  const left = host();
  const next = new AbortController();
  mount(next.signal);
  expect(document.querySelectorAll(OVERLAY_TAG)).toHaveLength(1);
  expect(left?.isConnected).toBe(false);
  next.abort();
});

test('the page cannot look into it', () => {
  expect(host()?.shadowRoot).toBeNull();
});

test('the live region is there before anything is said in it', () => {
  expect(said()).toBe('');
});

describe('what it shows', () => {
  test('a line stays until the next view', () => {
    show({ kind: 'reconnecting' });
    expect(said()).toBe('Reconnecting…');
    show({ kind: 'waiting-for', names: ['Bob'], mayGoOn: false });
    expect(said()).toBe('Waiting for Bob');
    show({ kind: 'calm' });
    expect(said()).toBe('');
  });

  test('toasts stand below the line', () => {
    show({ kind: 'waiting-for', names: ['Bob'], mayGoOn: false });
    overlay.toast('Bob paused');
    expect(said()).toBe('Waiting for BobBob paused');
  });

  test('names are text, whatever they contain', () => {
    overlay.toast('<img src=x onerror=alert(1)> paused');
    expect(root.querySelector('img')).toBeNull();
  });

  test.each(Object.entries(OVERLAY_SAMPLES))('%s is announced', (_name, sample) => {
    show(sample.situation);
    if (sample.situation.kind !== 'calm') expect(said()).not.toBe('');
  });
});

describe('the details', () => {
  const { details = null } = OVERLAY_SAMPLES.details ?? {};
  const panel = () => root.querySelector('[aria-label="Sync details"]');

  test('[PN1] are seen once their bundle is there, without being asked for again', () => {
    overlay.showDetails(details);
    expect(panel()).toBeNull();
    overlay.addPanels(PANELS);
    expect(panel()).not.toBeNull();
  });

  test('are there only while they are asked for', () => {
    overlay.addPanels(PANELS);
    expect(panel()).toBeNull();
    overlay.showDetails(details);
    expect(panel()?.textContent).toContain('In stepDifference8 ms aheadSure to within± 3 msLoaded ahead42 s');
    overlay.showDetails(null);
    expect(panel()).toBeNull();
    expect(findByRole(root, 'button')).toBeNull();
  });

  test('are not read out each second', () => {
    overlay.addPanels(PANELS);
    overlay.showDetails(details);
    expect(said()).toBe('');
  });

  test('[SO4] lead out of the party, and away from themselves', () => {
    overlay.addPanels(PANELS);
    overlay.showDetails(details);
    getByRole(root, 'button', 'Pause just me').click();
    getByRole(root, 'button', 'Close').click();
    expect(asked).toEqual(['step-out', 'close-details']);
  });

  test('of somebody who stepped out leave the way back to the line', () => {
    overlay.addPanels(PANELS);
    const sample = OVERLAY_SAMPLES['details-stepped-out'];
    show(sample?.situation ?? { kind: 'calm' });
    overlay.showDetails(sample?.details ?? null);
    getByRole(root, 'button', 'Back to the party').click();
    expect(findByRole(root, 'button', 'Pause just me')).toBeNull();
    expect(asked).toEqual(['come-back']);
  });

  test('draw a line for each stretch that was measured', () => {
    overlay.addPanels(PANELS);
    overlay.showDetails(details);
    expect(root.querySelectorAll('polyline')).toHaveLength(2);
  });
});

describe('its buttons', () => {
  test('ask within the click itself', () => {
    show({ kind: 'needs-click' });
    getByRole(root, 'button', 'Click to join the party').click();
    expect(asked).toEqual(['play']);
  });

  test('answer a question', () => {
    show({ kind: 'ask-everyone', wish: 'pause' });
    expect(said()).toContain('Pause for everyone?');
    getByRole(root, 'button', 'Just me').click();
    getByRole(root, 'button', 'Yes').click();
    expect(asked).toEqual(['step-out', 'for-everyone']);
  });

  test('lead to the party’s page, or the party to this one', () => {
    show({
      kind: 'other-page',
      title: 'Metropolis',
      how: 'elsewhere',
      mayBring: true,
      needsClick: false,
      isStaying: false,
    });
    getByRole(root, 'button', 'Go there').click();
    getByRole(root, 'button', 'Bring everyone here').click();
    expect(asked).toEqual(['go-to-media', 'watch-this']);
  });

  test('let the host go on without waiting, and nobody else', () => {
    show({ kind: 'waiting-for', names: ['Bob'], mayGoOn: true });
    expect(said()).toContain('Waiting for Bob');
    getByRole(root, 'button', 'Go on without waiting').click();
    expect(asked).toEqual(['go-on']);
    show({ kind: 'waiting-for', names: ['Bob'], mayGoOn: false });
    expect(said()).toContain('Waiting for Bob');
    expect(findByRole(root, 'button')).toBeNull();
  });

  test('go with the view', () => {
    show({ kind: 'needs-click' });
    show({ kind: 'calm' });
    expect(findByRole(root, 'button')).toBeNull();
  });

  test('keep clicks from the site (keys: see the browser test)', () => {
    const heard = vi.fn();
    for (const type of ['click', 'mousedown'])
      document.addEventListener(type, heard, { signal: stop.signal });
    show({ kind: 'needs-click' });
    const button = getByRole(root, 'button');
    for (const type of ['click', 'mousedown']) {
      button.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
    }
    expect(heard).not.toHaveBeenCalled();
    document.body.click();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  test('[HS1] are pressed once, whether the page lets us hear the click or only what the click does', () => {
    show({ kind: 'needs-click' });
    const button = getByRole(root, 'button') as HTMLButtonElement;
    button.click();
    expect(asked).toEqual(['play']);
    document.defaultView?.addEventListener('click', (event) => event.stopImmediatePropagation(), {
      capture: true,
      signal: stop.signal,
    });
    button.form?.requestSubmit(button);
    expect(asked).toEqual(['play', 'play']);
  });

  test('do not take the focus from the player on a click', () => {
    show({ kind: 'needs-click' });
    const press = new MouseEvent('mousedown', { bubbles: true, composed: true, cancelable: true });
    getByRole(root, 'button').dispatchEvent(press);
    expect(press.defaultPrevented).toBe(true);
  });
});

describe('its place', () => {
  test('comes back when the page takes it out', async () => {
    host()?.remove();
    await expect.poll(() => host()).not.toBeNull();
  });

  test('outlives a new body', () => {
    document.documentElement.replaceChild(document.createElement('body'), document.body);
    expect(host()).not.toBeNull();
  });

  test('is above everything, also after it was taken out', async () => {
    expect(topLayer.isOpen(host() as Element)).toBe(true);
    host()?.remove();
    await expect.poll(() => host() !== null && topLayer.isOpen(host() as Element)).toBe(true);
  });

  test('goes into what is fullscreen, as everything outside is inert, and out again', () => {
    const player = document.body.appendChild(document.createElement('div'));
    topLayer.enterFullscreen(player);
    expect(host()?.parentNode).toBe(player);
    expect(topLayer.isOpen(host() as Element)).toBe(true);
    topLayer.leaveFullscreen();
    expect(host()?.parentNode).toBe(document.documentElement);
  });

  test('goes into a player inside an open shadow root', () => {
    const component = document.body.appendChild(document.createElement('x-player'));
    const inner = component.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
    Object.defineProperty(component.shadowRoot, 'fullscreenElement', { get: () => inner });
    topLayer.enterFullscreen(component);
    expect(inner.querySelector(OVERLAY_TAG)).not.toBeNull();
  });

  test('over a fullscreen <video> its button still takes the click', () => {
    const video = document.body.appendChild(document.createElement('video'));
    topLayer.enterFullscreen(video);
    expect(host()?.parentNode).toBe(document.documentElement);
    show({ kind: 'needs-click' });
    const box = { left: 10, top: 10, right: 60, bottom: 40 } as DOMRect;
    getByRole(root, 'button').getBoundingClientRect = () => box;
    const onVideo = vi.fn();
    video.addEventListener('click', onVideo);
    const at = (clientX: number) =>
      new MouseEvent('click', { bubbles: true, composed: true, clientX, clientY: 20 });
    video.dispatchEvent(at(20));
    expect(asked).toEqual(['play']);
    expect(onVideo).not.toHaveBeenCalled();
    video.dispatchEvent(at(200));
    expect(onVideo).toHaveBeenCalledTimes(1);
  });

  test('does not fight a page that insists, and is back with the next thing to say', async () => {
    let removals = 0;
    const insist = new MutationObserver(() => {
      if (host() === null) return;
      removals += 1;
      host()?.remove();
    });
    insist.observe(document.documentElement, { childList: true });
    host()?.remove();
    await expect.poll(() => removals).toBeGreaterThan(3);
    await until(() => host() === null);
    insist.disconnect();
    const settled = removals;
    expect(settled).toBeLessThan(12);
    overlay.toast('Bob paused');
    expect(host()).not.toBeNull();
  });

  test('goes with the signal and stays away', () => {
    stop.abort();
    expect(host()).toBeNull();
    overlay.toast('Bob paused');
    overlay.show({ status: 'click-to-join' });
    expect(host()).toBeNull();
  });
});

describe('[CH6] what is typed, pasted or dragged in it', () => {
  const WRITTEN = [
    'keydown',
    'beforeinput',
    'input',
    'textInput',
    'compositionstart',
    'compositionupdate',
    'compositionend',
    'paste',
    'copy',
    'cut',
    'dragstart',
    'drop',
  ];
  let field: HTMLTextAreaElement;
  let heard: string[];
  beforeEach(() => {
    heard = [];
    for (const type of WRITTEN) {
      for (const place of [window, document]) {
        for (const capture of [true, false]) {
          place.addEventListener(type, () => heard.push(type), { capture, signal: stop.signal });
        }
      }
    }
    field = document.createElement('textarea');
    root.append(field);
    field.focus();
  });
  /** As everybody outside sees it: of a closed root they are told the host alone. */
  const write = (type: string) =>
    host()?.dispatchEvent(new Event(type, { bubbles: true, composed: true, cancelable: true }));

  test.each(WRITTEN)('%s reaches no listener of the page, and is done all the same', (type) => {
    expect(write(type)).toBe(true);
    expect(heard).toEqual([]);
  });

  test('is heard by what it was written in, once', () => {
    const own = vi.fn();
    field.addEventListener('input', own);
    write('input');
    expect(own).toHaveBeenCalledTimes(1);
    expect(heard).toEqual([]);
  });

  test('is the page’s where it was written there', () => {
    const own = document.createElement('textarea');
    document.body.append(own);
    own.dispatchEvent(new Event('paste', { bubbles: true, composed: true }));
    own.remove();
    expect(heard).toEqual(['paste', 'paste', 'paste', 'paste']);
  });
});
