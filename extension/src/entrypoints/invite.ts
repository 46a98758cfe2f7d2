// On the default relay's /join page, before that page's own script runs: takes the code out of the address and
// hands it to the background, where it waits for the person's click. Joins nothing.
import { parseInvite } from '@sameframe/shared/code.ts';
import type { PendingInviteAnswer, PendingInviteMessage } from '../messages/invite-background.ts';
import { browser } from '../platform/browser.ts';

let text = '';
take();
// Another link that is opened in this tab comes into the same document.
addEventListener('hashchange', take);

function take(): void {
  const next = decodeFragment(location.hash.slice(1));
  // What is no code stays where it is: the page itself says what is wrong with it.
  if (!parseInvite(next).ok) return;
  text = next;
  history.replaceState(null, '', location.pathname + location.search);
  // The page's contract: it then says "click the icon" instead of offering the code.
  document.documentElement.dataset.sameframe = 'pending';
  void handOver(false);
  // It may have been put off meanwhile, or another one opened, or its party left again, and the page says that it waits.
  document.addEventListener('visibilitychange', lookAgain);
}

function lookAgain(): void {
  if (document.visibilityState === 'visible') void handOver(true);
}

async function handOver(isAgain: boolean): Promise<void> {
  const message: PendingInviteMessage = { kind: 'pending-invite', text, isAgain };
  try {
    const answer: PendingInviteAnswer = await browser.runtime.sendMessage(message);
    // Of a link whose place another one has taken meanwhile nothing is said.
    if (message.text === text) showWhetherOn(answer === 'is-on');
  } catch {
    showCode();
  }
}

/** The page asks for no click of who is in the party. */
function showWhetherOn(isOn: boolean): void {
  const { dataset } = document.documentElement;
  if (isOn) dataset.sameframeParty = 'on';
  else delete dataset.sameframeParty;
}

/** The background could not be reached (the extension was just updated): the page has to offer the code. */
function showCode(): void {
  removeEventListener('hashchange', take);
  document.removeEventListener('visibilitychange', lookAgain);
  delete document.documentElement.dataset.sameframe;
  location.hash = text;
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // A stray percent sign: codes have none, so the rest may still hold one.
    return fragment;
  }
}
