// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { getByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { sampleView } from './testing/sample-views.ts';

const { page, show, sent } = openPopupPerTest();
const NO_PARTY = sampleView({ state: 'no-party' });

test('[OS1] [OS2] colours and what is told are chosen, and show what is in force', () => {
  show(NO_PARTY);
  const isChosen = (name: string) => (getByRole(page, 'radio', name) as HTMLInputElement).checked;
  expect([isChosen('As the system'), isChosen('Everything')]).toEqual([true, true]);
  for (const name of ['Dark', 'Who comes and goes']) void act(() => getByRole(page, 'radio', name).click());
  expect(sent()).toEqual([
    { kind: 'set-theme', theme: 'dark' },
    { kind: 'set-announcements', announcements: 'people' },
  ]);
  show({ ...NO_PARTY, settings: { ...NO_PARTY.settings, theme: 'light', announcements: 'nothing' } });
  expect([isChosen('Light'), isChosen('Nothing')]).toEqual([true, true]);
});
