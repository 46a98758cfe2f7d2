// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const CODE = 'K7QM-4TZP-9XWD-2RHV-6BNC';
const FIRST = { kind: 'pending-invite', text: CODE, isAgain: false };

let sent: unknown[];
let answer: () => Promise<unknown>;
// One for all tests: the API is taken up once.
const runtime = {
  id: 'sameframe',
  sendMessage(message: unknown) {
    sent.push(message);
    return answer();
  },
};
vi.stubGlobal('chrome', { runtime });
vi.stubGlobal('browser', { runtime });

beforeEach(async () => {
  vi.resetModules();
  sent = [];
  answer = () => Promise.resolve('waits');
  location.hash = `#${CODE}`;
  await import('./invite.ts');
});
/** Also of a test that has failed: the script of the next one is to be alone. */
afterEach(async () => {
  answer = refuse;
  await openInSameTab(CODE);
});

const settle = () => new Promise((resolve) => setTimeout(resolve));
async function lookAgain(): Promise<void> {
  document.dispatchEvent(new Event('visibilitychange'));
  await settle();
}
async function openInSameTab(code: string): Promise<void> {
  location.hash = `#${code}`;
  dispatchEvent(new HashChangeEvent('hashchange'));
  await settle();
}
const refuse = () => {
  throw new Error('Extension context invalidated.');
};
const isPending = () => document.documentElement.dataset.sameframe === 'pending';

test('[BG8] an invite is handed over again whenever its page is looked at; where nobody takes it, the page has the code', async () => {
  expect([isPending(), location.hash, sent]).toEqual([true, '', [FIRST]]);
  await lookAgain();
  expect([isPending(), location.hash, sent]).toEqual([true, '', [FIRST, { ...FIRST, isAgain: true }]]);
  answer = refuse;
  await lookAgain();
  expect([isPending(), location.hash]).toEqual([false, `#${CODE}`]);
  await lookAgain();
  expect(sent).toHaveLength(3);
});

test('[BG8] who is in its party is not shown the code again, and is asked anew once they look after it has ended', async () => {
  answer = () => Promise.resolve('is-on');
  await lookAgain();
  expect([isPending(), location.hash]).toEqual([true, '']);
  await lookAgain();
  expect(sent).toHaveLength(3);
  answer = refuse;
  await lookAgain();
  expect([isPending(), location.hash]).toEqual([false, `#${CODE}`]);
});

test('[BG8] its page knows whether one is in the party, as of the last look and of the link that was opened last', async () => {
  const isOn = () => document.documentElement.dataset.sameframeParty === 'on';
  const seen = [isOn()];
  for (const said of ['is-on', 'waits', 'is-on']) {
    answer = () => Promise.resolve(said);
    await lookAgain();
    seen.push(isOn());
  }
  let answerLate: (said: string) => void = () => undefined;
  answer = () =>
    new Promise((resolve) => {
      answerLate = resolve;
    });
  await lookAgain();
  answer = () => Promise.resolve('waits');
  await openInSameTab('9XWD-2RHV-6BNC-K7QM-4TZP');
  answerLate('is-on');
  await settle();
  expect([...seen, isOn()]).toEqual([false, true, false, true, false]);
  answer = refuse;
  await lookAgain();
});

test('[BG8] another invite that is opened in the same tab takes the place of the first, in the address, too', async () => {
  const other = '9XWD-2RHV-6BNC-K7QM-4TZP';
  await openInSameTab(other);
  expect([isPending(), location.hash, sent]).toEqual([true, '', [FIRST, { ...FIRST, text: other }]]);
  await lookAgain();
  expect(sent.at(-1)).toEqual({ ...FIRST, text: other, isAgain: true });
  answer = refuse;
  await openInSameTab(CODE);
  expect([isPending(), location.hash]).toEqual([false, `#${CODE}`]);
});
