// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PopupToBackground, PopupView } from '../messages/popup-background.ts';
import { getByRole } from '../ui/testing/find-by-role.ts';
import { App } from './app.tsx';
import { createPopupSession } from './popup-session.ts';
import { createFakePopupBrowser, type FakePopupBrowser } from './testing/fake-popup-browser.ts';
import { inParty, sampleView } from './testing/sample-views.ts';

const page = document.body;
const NO_PARTY = sampleView({ state: 'no-party' });
let browser: FakePopupBrowser;

beforeEach(() => {
  browser = createFakePopupBrowser();
  void act(() => render(<App session={createPopupSession(browser, 1)} />, page));
});
afterEach(() => render(null, page));

function show(view: PopupView) {
  void act(() => browser.show(view));
}
function sent(): readonly PopupToBackground[] {
  return browser.log.flatMap((call) => (call.kind === 'sent' ? [call.message] : [])).slice(1);
}

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
