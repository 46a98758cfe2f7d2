// @vitest-environment happy-dom
import { NOTHING_MEASURED } from '@sameframe/shared/presence.ts';
import { act } from 'preact/test-utils';
import { describe, expect, test } from 'vitest';
import { findByRole, getByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { inParty, otherPage, sampleView } from './testing/sample-views.ts';

const { page, show, press, sent } = openPopupPerTest();
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
    ['party-went-on', 'The party went on to “A Trip to the Moon (1902), restored”.'],
    ['went-on', 'You went on. The party watches “A Trip to the Moon (1902), restored”.'],
    ['elsewhere', 'The party watches “A Trip to the Moon (1902), restored”.'],
  ] as const)('[FO2] why the party is on another page is told: %s', (apart, told) => {
    show(inParty({ need: otherPage(apart) }));
    expect(page.textContent).toContain(told);
  });

  test('[FO2] the party is brought here by one press, where that is possible', () => {
    show(inParty({ need: otherPage('went-on') }));
    expect(findByRole(page, 'button', 'Bring everyone here')).toBeNull();
    show(inParty({ need: otherPage('went-on', { mayBring: true }) }));
    press('Bring everyone here');
    expect(sent()).toEqual([{ kind: 'bring-everyone' }]);
  });

  test('[FO2] being elsewhere is a problem only to who did not choose it', () => {
    const report = { ...NOTHING_MEASURED, state: 'other-page' } as const;
    const toneWhen = (isStaying: boolean) => {
      show(inParty({ report, need: otherPage('party-went-on', { isStaying }) }));
      return getByRole(page, 'status', 'Sync').className;
    };
    expect(toneWhen(false)).toContain('problem');
    expect(toneWhen(true)).toContain('quiet');
  });
});
