// @vitest-environment happy-dom

import { expect, test } from 'vitest';
import { getByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { VIDEOS } from './testing/sample-video.ts';
import { inParty } from './testing/sample-views.ts';

const popup = openPopupPerTest();
const { page, show, press, sent } = popup;

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

test('[FV6] lengths are written as everywhere: whole seconds, as players show them', () => {
  const list = VIDEOS.map((video) => ({ ...video, isLive: false, lengthS: 119.6 }));
  show(inParty({ videos: { ...told, list } }));
  press('Videos on this page 4');
  expect(getByRole(page, 'list', 'Videos on this page').textContent).toContain('Sound, 1:59');
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
  expect(popup.browser.log.at(-1)).toEqual({ kind: 'close' });
});
