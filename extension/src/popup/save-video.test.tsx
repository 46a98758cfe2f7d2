// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { getByRole } from '../ui/testing/find-by-role.ts';
import { openPopupPerTest } from './testing/open-popup.tsx';
import { inParty, sampleView } from './testing/sample-views.ts';

const popup = openPopupPerTest();
const { page, show, press, sent } = popup;

test.each([
  ['without a party', sampleView({ state: 'no-party' })],
  ['in a party', inParty()],
])('[LB4] saves the page in front with one press %s, and says so', (_where, view) => {
  show(view);
  press('Save this video');
  expect(sent()).toEqual([{ kind: 'save-video' }]);
  expect(getByRole(page, 'status', 'Result').textContent).toBe('');
  show({ ...view, isSaved: true });
  expect(getByRole(page, 'status', 'Result').textContent).toBe('Saved to your library.');
});

test('[QU9] while a party is on in another tab, the page in front goes to its queue with one press', () => {
  const view = sampleView({ state: 'no-party' });
  show(view);
  expect(page.textContent).not.toContain('queue');
  show({ ...view, queue: { mayAdd: true } });
  press('Add to the party’s queue');
  expect(sent().at(-1)).toEqual({ kind: 'queue-page' });
  show({ ...view, queue: { mayAdd: true }, queued: 1 });
  expect(getByRole(page, 'status', 'Queue').textContent).toBe('In the party’s queue.');
});

test('[LB4] opens the library, and is out of the way then', () => {
  show(sampleView({ state: 'no-party' }));
  press('Library');
  expect(popup.browser.log.slice(-2)).toEqual([{ kind: 'open-page', page: 'library' }, { kind: 'close' }]);
});

test('[LB8] an invite to the party of a video names its site before the click, and then asks for it', () => {
  const address = 'https://films.example/watch/1';
  const pending = {
    state: 'pending',
    invite: 'K7QM-4TZP-9XWD-2RHV-6BNC',
    relay: 'https://relay.example.org',
    isLoopbackOnly: false,
    address,
  } as const;
  show(sampleView(pending));
  expect(page.textContent).toContain('films.example');
  press('Join the party');
  expect(popup.browser.log.slice(-3)).toEqual([
    { kind: 'activate-page', tabId: 1 },
    { kind: 'sent', message: { kind: 'join-pending' } },
    { kind: 'request-hosts', patterns: ['https://films.example/*'] },
  ]);
});
