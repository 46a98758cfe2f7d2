// @vitest-environment happy-dom

import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PopupView } from '../messages/popup-background.ts';
import { getByRole } from '../ui/testing/find-by-role.ts';
import { App } from './app.tsx';
import { createPopupSession } from './popup-session.ts';
import { createFakePopupBrowser, type FakePopupBrowser } from './testing/fake-popup-browser.ts';
import { inParty, VIDEOS } from './testing/sample-views.ts';

const page = document.body;
let browser: FakePopupBrowser;

beforeEach(() => {
  browser = createFakePopupBrowser();
  void act(() => render(<App session={createPopupSession(browser, 1)} />, page));
});
afterEach(() => render(null, page));

function show(view: PopupView) {
  void act(() => browser.show(view));
}
function press(name: string) {
  void act(() => getByRole(page, 'button', name).click());
}
function sent() {
  return browser.log.flatMap((call) => (call.kind === 'sent' ? [call.message] : [])).slice(1);
}

const told = { count: 4, isPicked: false, list: VIDEOS };

test('[FV6] are no matter where there is only one', () => {
  show(inParty());
  expect(page.textContent).not.toContain('Videos on this page');
});

test('[FV7] are asked for when somebody wants to see them, and again by a background that was stopped', () => {
  show(inParty({ videos: { ...told, list: null } }));
  expect(sent()).toEqual([]);
  press('Videos on this page 4');
  show(inParty({ videos: told }));
  expect(sent()).toEqual([{ kind: 'list-videos', isWanted: true }]);
  show(inParty({ videos: { ...told, list: null } }));
  expect(sent()).toHaveLength(2);
  press('Videos on this page 4');
  expect(sent().at(-1)).toEqual({ kind: 'list-videos', isWanted: false });
});

test('[FV6] are told apart in words, and one press picks another', () => {
  show(inParty({ videos: told }));
  press('Videos on this page 4');
  expect(getByRole(page, 'list', 'Videos on this page').textContent).toContain('Sound, 3:34');
  press('Video, 0:30 300 × 250 · ads.example');
  expect(sent().at(-1)).toEqual({ kind: 'pick-video', frame: 1, video: 1 });
  expect(page.textContent).not.toContain('Choose for me');
});

test('[FV6] can be left to Sameframe again', () => {
  show(inParty({ videos: { count: 1, isPicked: true, list: VIDEOS.slice(0, 1) } }));
  press('Videos on this page 1');
  press('Choose for me');
  expect(sent().at(-1)).toEqual({ kind: 'choose-for-me' });
});

test('[FV8] to be picked in the page, the popup gets out of the way', () => {
  show(inParty({ videos: told }));
  press('Videos on this page 4');
  press('Pick on the page');
  expect(sent().at(-1)).toEqual({ kind: 'pick-on-page' });
  expect(browser.log.at(-1)).toEqual({ kind: 'close' });
});
