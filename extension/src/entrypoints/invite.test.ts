// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';

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

/** Each test ends what it has begun: the script of the next one is to be alone. */
beforeEach(async () => {
  vi.resetModules();
  sent = [];
  answer = () => Promise.resolve('waits');
  location.hash = `#${CODE}`;
  await import('./invite.ts');
});

async function lookAgain(): Promise<void> {
  document.dispatchEvent(new Event('visibilitychange'));
  await new Promise((resolve) => setTimeout(resolve));
}
async function openInSameTab(code: string): Promise<void> {
  location.hash = `#${code}`;
  dispatchEvent(new HashChangeEvent('hashchange'));
  await new Promise((resolve) => setTimeout(resolve));
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
