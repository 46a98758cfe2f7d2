// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { inParty, RECENT, sampleView } from './testing/sample-views.ts';

const popup = openPopupPerTest();
const { page, show, press, sent } = popup;
const [first, second] = RECENT;
const showRecent = () => show(sampleView({ state: 'no-party' }, { recent: RECENT }));

test('[RP1] takes back into a party with one press, which lets its page play', () => {
  showRecent();
  press(`Rejoin ${first?.title}`);
  expect(popup.browser.log.at(-2)).toEqual({ kind: 'activate-page', tabId: 1 });
  expect(sent()).toEqual([{ kind: 'join', text: first?.invite }]);
});

test('[RP1] a relay that is not the usual one is named before anything connects to it', () => {
  showRecent();
  expect(page.textContent).toContain('relay.example.org');
});

test('[RP2] forgets one party, or all of them', () => {
  showRecent();
  press('Forget Party 9XWD');
  showRecent();
  press('Forget all');
  expect(sent()).toEqual([
    { kind: 'forget-recent', invite: second?.invite },
    { kind: 'forget-recent', invite: null },
  ]);
});

test('[RP1] says nothing of recent parties where there are none, or one is on', () => {
  show(sampleView({ state: 'no-party' }));
  expect(page.textContent).not.toContain('Recent parties');
  show(inParty());
  expect(page.textContent).not.toContain('Recent parties');
});
