// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, test } from 'vitest';
import { getByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { inParty, sampleView } from './testing/sample-views.ts';

const { page, show, sent } = openPopupPerTest();
const NO_PARTY = sampleView({ state: 'no-party' });

describe('going where the party goes', () => {
  test('[FO1 FO4] what to do then is chosen, and whether everyone comes along', () => {
    show(NO_PARTY);
    void act(() => getByRole(page, 'radio', 'Go along').click());
    const along = 'Bring everyone along when I go on';
    void act(() => getByRole(page, 'checkbox', along).click());
    expect(sent()).toEqual([
      { kind: 'set-follow', follow: 'always' },
      { kind: 'set-brings-along', bringsAlong: true },
    ]);
  });

  test.each([
    ['party-went-on', 'The party went on to “A Trip to the Moon”.'],
    ['went-on', 'You went on. The party watches “A Trip to the Moon”.'],
    ['elsewhere', 'The party watches “A Trip to the Moon”.'],
  ] as const)('[FO2] why the party is on another page is told: %s', (apart, told) => {
    const url = 'https://films.example/1';
    show(inParty({ need: { kind: 'other-page', url, title: 'A Trip to the Moon', apart } }));
    expect(document.body.textContent).toContain(told);
  });
});
