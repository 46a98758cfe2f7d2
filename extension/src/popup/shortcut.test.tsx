// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { TOGGLE_PANEL } from '../messages/shortcuts.ts';
import { findByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { inParty } from './testing/sample-views.ts';

const popup = openPopupPerTest();
const { page, show, press } = popup;

/** The browser answers a moment later. */
async function settle(): Promise<void> {
  await act(() => Promise.resolve());
}

test('[SI5] the settings show the keys, and where they are changed', async () => {
  show(inParty());
  await settle();
  expect(page.querySelector('kbd')?.textContent).toBe('Alt+Shift+K');
  press('Change the keys');
  expect(popup.browser.log.at(-1)).toEqual({ kind: 'open-shortcuts' });
});

test('[SI5] that there are none is said', async () => {
  popup.browser.keys = '';
  show(inParty());
  await settle();
  expect(page.querySelector('kbd')).toBeNull();
  expect(page.querySelector('.shortcut')?.textContent).toBe('NoneChange');
  expect(findByRole(page, 'button', 'Change the keys')).not.toBeNull();
});

test('[SI5] the manifest has the command', () => {
  const manifest = join(import.meta.dirname, '..', '..', 'manifest.base.json');
  expect(Object.keys(JSON.parse(readFileSync(manifest, 'utf8')).commands)).toEqual([TOGGLE_PANEL]);
});
