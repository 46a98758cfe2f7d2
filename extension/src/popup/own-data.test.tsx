// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { findByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { inParty, sampleView } from './testing/sample-views.ts';

const popup = openPopupPerTest();
const { page, show, press, sent } = popup;
const NO_PARTY = sampleView({ state: 'no-party' });

/** The browser answers a moment later. */
async function settle(): Promise<void> {
  await act(() => Promise.resolve());
}

test('[RP3] access to a site is taken back alone', async () => {
  popup.browser.hosts = ['https://films.example/*', '*://*.player.example/*'];
  show(inParty());
  await settle();
  press('Take back films.example');
  await settle();
  expect(popup.browser.hosts).toEqual(['*://*.player.example/*']);
  expect(findByRole(page, 'button', 'Take back films.example')).toBeNull();
  press('Take back player.example');
  await settle();
  expect(page.textContent).toContain('None. Your browser asks you when one is needed.');
});

test('[RP3] everything is forgotten after one question, whose other answer changes nothing', async () => {
  popup.browser.hosts = ['<all_urls>'];
  show(NO_PARTY);
  await settle();
  press('Forget everything');
  expect(document.activeElement?.textContent).toBe('Keep it');
  press('Keep it');
  expect(sent()).toEqual([]);
  press('Forget everything');
  press('Forget everything');
  await settle();
  expect(sent()).toEqual([{ kind: 'forget-everything' }]);
  expect(popup.browser.hosts).toEqual([]);
});

test('[RP3] is not offered in the middle of a party', () => {
  show(inParty());
  expect(findByRole(page, 'button', 'Forget everything')).toBeNull();
});
