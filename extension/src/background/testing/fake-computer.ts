// One person's computer: a fake browser with the real background in it, one tab with a page, and its popup.

import { createFakeLock } from '../../library/testing/fake-lock.ts';
import type { PartyView, PopupToBackground, PopupView } from '../../messages/popup-background.ts';
import { systemClock } from '../../platform/clock.ts';
import { createFakeBrowser, type FakeBrowser, type FakeTab } from '../../platform/fake-browser.ts';
import { openRelayLink, type RelayLink } from '../relay-link.ts';
import { runBackground } from '../run-background.ts';
import { type FakePage, openFakePage } from './fake-page.ts';

export interface FakePopup {
  readonly view: PopupView | null;
  ask(wish: PopupToBackground): void;
  close(): void;
}

export interface FakeComputer {
  readonly browser: FakeBrowser;
  readonly tab: FakeTab;
  readonly page: FakePage;
  readonly bugs: unknown[];
  openPopup(tab?: FakeTab): FakePopup;
  shutDown(): void;
}

export const FILM_URL = 'https://films.example/watch/1';

export function startComputer(defaultRelay: string): FakeComputer {
  const bugs: unknown[] = [];
  const browser = createFakeBrowser((api) => {
    let isDead = false;
    const links: RelayLink[] = [];
    const stops: (() => void)[] = [];
    // A dead worker's timers are gone and its sockets are closed, without a word to anybody.
    const whileAlive = (run: () => void) => () => {
      if (!isDead) run();
    };
    const clock = {
      now: systemClock.now,
      schedule(delayMs: number, run: () => void) {
        const cancel = systemClock.schedule(delayMs, whileAlive(run));
        stops.push(cancel);
        return cancel;
      },
      repeat(periodMs: number, run: () => void) {
        const cancel = systemClock.repeat(periodMs, whileAlive(run));
        stops.push(cancel);
        return cancel;
      },
    };
    runBackground({
      browser: api,
      clock,
      crypto,
      openLink(relay, events) {
        const link = openRelayLink(relay, events, { clock, random: Math.random });
        links.push(link);
        return link;
      },
      random: Math.random,
      fetch: () => Promise.reject(new TypeError('no network')),
      shrink: () => Promise.resolve(null),
      withLock: createFakeLock(),
      defaultRelay,
      opensWelcome: true,
      reportBug: (error) => void bugs.push(error),
    });
    return () => {
      isDead = true;
      for (const stop of stops) stop();
      for (const link of links) link.close();
    };
  });
  const tab = browser.openTab(FILM_URL);
  const page = openFakePage(browser, tab);
  return {
    browser,
    tab,
    page,
    bugs,
    openPopup: (other = tab) => openPopup(browser, other),
    shutDown: () => browser.killBackground(),
  };
}

/** What a popup shows of its tab's party; null while it shows none. */
export function partyOf(popup: FakePopup): PartyView | null {
  return popup.view?.tab.state === 'in-party' ? popup.view.tab.party : null;
}

function openPopup(browser: FakeBrowser, tab: FakeTab): FakePopup {
  const port = browser.connectPopup();
  let view: PopupView | null = null;
  port.onMessage.addListener((message) => {
    view = message as PopupView;
  });
  port.postMessage({ kind: 'watch-tab', tabId: tab.id });
  return {
    get view() {
      return view;
    },
    ask: (wish) => port.postMessage(wish),
    close: () => port.disconnect(),
  };
}
