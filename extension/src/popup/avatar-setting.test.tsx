// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { findByRole, getByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { sampleView } from './testing/sample-views.ts';

const { page, show, press, sent } = openPopupPerTest();
const NO_PARTY = sampleView({ state: 'no-party' });
const withAvatar = (avatar: string | null) => ({
  ...NO_PARTY,
  settings: { ...NO_PARTY.settings, avatar },
});

afterEach(() => {
  globalThis.sameframeEmoji = undefined;
});

test('[PS8] an emoji is chosen as one’s picture, shown, and taken away again', async () => {
  globalThis.sameframeEmoji = { language: 'en', groups: [[['🦊', 'fox', '']]] };
  show(NO_PARTY);
  press('Choose an emoji');
  await act(() => Promise.resolve());
  void act(() => getByRole(page, 'gridcell', 'fox').click());
  expect(sent()).toEqual([{ kind: 'set-avatar', avatar: '🦊' }]);
  expect(findByRole(page, 'dialog', 'Choose an emoji')).toBeNull();
  show(withAvatar('🦊'));
  expect(page.querySelector('.chosen-avatar')?.textContent).toBe('🦊');
  press('Take it away');
  expect(sent().at(-1)).toEqual({ kind: 'set-avatar', avatar: null });
});

test('[CH9] where the emoji cannot be had, that is said', async () => {
  show(NO_PARTY);
  press('Choose an emoji');
  await act(() => Promise.resolve());
  expect(getByRole(page, 'alert').textContent).toContain('does not bring the emoji');
});
