// The background as a whole: listens at once, then picks up what a former worker left, then serves. Every handler
// waits for that; the browser may have woken us for any of them.
import type { CryptoPort } from '@sameframe/shared/crypto-port.ts';
import { openInbox } from '../library/inbox.ts';
import { createLibraryStore, type WithLock } from '../library/library-store.ts';
import { CONTENT_PORT } from '../messages/content-background.ts';
import type { FeatureAnswer, FeatureAsk } from '../messages/feature-asks.ts';
import { FEATURES_PORT } from '../messages/features-background.ts';
import { POPUP_PORT } from '../messages/popup-background.ts';
import { TOGGLE_PANEL } from '../messages/shortcuts.ts';
import type { BrowserApi, BrowserPort } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';
import { createQueueAdder, listOne, type QueueAdder } from './add-to-queue.ts';
import { holdPort } from './hold-port.ts';
import { createLibraryAnswers } from './library-answers.ts';
import { createLibraryDesk } from './library-desk.ts';
import { ADD_TO_QUEUE, createMenu, pageOfClick, tendMenu } from './menu.ts';
import { createPictureReader } from './page-picture.ts';
import { createTitleReader } from './page-title.ts';
import { createParties, type Parties } from './parties.ts';
import { createPartyRecords } from './party-record.ts';
import { loadPending, type PendingKeeper, readInviteMessage, takeInvite } from './pending-invite.ts';
import { createPopupDesk, type PopupDesk } from './popup-desk.ts';
import { needOf } from './popup-view.ts';
import { loadProblems, type ProblemBoard } from './problem-board.ts';
import { createPulse } from './pulse.ts';
import { loadRecent } from './recent-parties.ts';
import type { OpenRelayLink } from './relay-link.ts';
import { createSaveLater } from './save-later.ts';
import { loadSettings } from './settings.ts';
import { createTabSigns } from './tab-signs.ts';
import { createToolbar } from './toolbar.ts';

export interface BackgroundPorts {
  readonly browser: BrowserApi;
  readonly clock: Clock;
  readonly crypto: CryptoPort;
  readonly openLink: OpenRelayLink;
  readonly random: () => number;
  /** Of all pages of this extension only one at a time changes the library. */
  readonly withLock: WithLock;
  readonly fetch: typeof fetch;
  /** Makes a picture small (small-picture.ts); null, or rejected, where it is none. */
  readonly shrink: (large: Blob) => Promise<string | null>;
  readonly defaultRelay: string;
  /** Whether the welcome page opens after the installation. */
  readonly opensWelcome: boolean;
  readonly reportBug: (error: unknown) => void;
}

interface Desk {
  readonly parties: Parties;
  readonly pending: PendingKeeper;
  readonly popups: PopupDesk;
  readonly queue: QueueAdder;
  readonly problems: ProblemBoard;
}

/** Views are gathered for a moment: one event changes many things. */
const SHOW_DELAY_MS = 20;

/** Must be called in the first turn of the worker: later listeners miss the event that woke it. */
export function runBackground(ports: BackgroundPorts): void {
  const { browser, clock, reportBug } = ports;
  const toolbar = createToolbar(browser, clock, reportBug);
  const signs = createTabSigns(toolbar);
  const saveLater = createSaveLater(browser, clock);
  const showInMenu = tendMenu(browser);
  let isShowing = false;

  const onChange = (): void => {
    if (isShowing) return;
    isShowing = true;
    clock.schedule(SHOW_DELAY_MS, () => {
      isShowing = false;
      whenOpen(showAll);
    });
  };

  const pulse = createPulse(ports, onChange);

  const showAll = ({ parties, popups, pending, queue, problems }: Desk): void => {
    pulse.follow(parties.byTab);
    showInMenu(queue.view(null) !== null);
    toolbar.showPending(pending.current() !== null);
    // First: what a popup says the icon need not say.
    popups.refresh();
    signs.show(parties.byTab, problems.signed());
  };

  const open = async (): Promise<Desk> => {
    const { keeper: settings, wasReset } = await loadSettings(browser.storage.local, ports.random);
    const pending = await loadPending(browser.storage.session, ports.defaultRelay);
    const records = createPartyRecords(browser.storage.session);
    const recent = await loadRecent(browser.storage.local);
    const problems = await loadProblems(browser.storage.session, { onChange, reportBug });
    const store = createLibraryStore(browser.storage.local, ports.withLock);
    const answerLibrary = createLibraryAnswers(store, openInbox(browser.storage.local), {
      now: clock.now,
      reportBug,
    });
    const readTitle = createTitleReader(browser.permissions, ports.fetch);
    const readPicture = createPictureReader(ports);
    const answerAsk = (ask: FeatureAsk): Promise<FeatureAnswer> => {
      if (ask.kind === 'read-title') return readTitle(ask.address);
      return ask.kind === 'read-picture' ? readPicture(ask.address) : answerLibrary(ask);
    };
    const parties = createParties(
      {
        ...ports,
        answerAsk,
        records,
        recent,
        library: store,
        readSettings: () => settings.current,
        changeSettings: settings.change,
      },
      { onProblem: (tabId, problem) => problems.put(tabId, problem), onChange },
    );
    const outcome = await parties.restore();
    if (wasReset || outcome === 'some-lost') problems.putEverywhere({ kind: 'storage-reset' });
    const library = createLibraryDesk({ browser, parties, settings, pending, saveLater });
    const queue = createQueueAdder(parties);
    const popups = createPopupDesk({
      ...ports,
      parties,
      settings,
      pending,
      recent,
      library,
      queue,
      problems,
      onChange,
    });
    // Before anybody reads it: what the last worker's icons say is there to be taken back.
    signs.show(parties.byTab, problems.signed());
    onChange();
    return { parties, pending, popups, queue, problems };
  };

  let desk: Promise<Desk> | null = null;
  /** Tried again for whoever comes after a failure: storage that fails once may work the next time. */
  const opened = (): Promise<Desk> => {
    if (desk !== null) return desk;
    desk = open();
    desk.catch(() => {
      desk = null;
    });
    return desk;
  };

  /** Runs a handler once everything is there, and reports what goes wrong with it. */
  const whenOpen = (work: (desk: Desk) => unknown, giveUp?: () => void): void => {
    const done = opened().then(work);
    done.catch(reportBug);
    done.catch(() => giveUp?.());
  };

  browser.runtime.onConnect.addListener((port) => {
    const held = holdPort(port);
    // Who waits for words that will not come had better come again.
    const attach = (to: (desk: Desk) => void) => whenOpen(to, () => held.disconnect());
    if (isPopup(port, browser)) attach(({ popups }) => popups.attach(held));
    else if (port.name === FEATURES_PORT) attach(({ parties }) => attachFeatures(parties, held));
    else if (port.name === CONTENT_PORT) attach(({ parties }) => attachPage(parties, held));
  });
  browser.runtime.onMessage.addListener((message, sender) => {
    const invite = readInviteMessage(message, sender, ports.defaultRelay);
    if (invite === null) return undefined;
    return opened().then(({ parties, pending }) => takeInvite(invite, parties, pending).finally(onChange));
  });
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    if (status === undefined) return;
    whenOpen(({ parties, problems }) => {
      if (status === 'loading') problems.leavePage(tabId);
      const party = parties.byTab.get(tabId);
      if (party === undefined) return;
      toolbar.refresh(tabId);
      if (status === 'loading') party.tab.onLoading();
      else void party.tab.enter();
    });
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    createMenu(browser).then(onChange).catch(reportBug);
    // Once: nobody wants to be welcomed to each update.
    if (reason === 'install' && ports.opensWelcome) {
      browser.tabs.create({ url: browser.runtime.getURL('welcome.html') }).catch(reportBug);
    }
  });
  browser.runtime.onUpdateAvailable.addListener(() => {
    pulse.endWhenIdle();
    onChange();
  });
  browser.contextMenus.onClicked.addListener((click, tab) => {
    const page = pageOfClick(click, tab);
    const show = (isDone: boolean): void => {
      if (tab?.id !== undefined) toolbar.showSaved(tab.id, isDone ? 'saved' : 'not-saved');
    };
    if (click.menuItemId !== ADD_TO_QUEUE) {
      const saved = saveLater.save(page).then((outcome) => show(outcome === 'saved'));
      saved.catch(reportBug);
      saved.catch(() => show(false));
      return;
    }
    whenOpen(
      async ({ queue, problems }) => {
        const outcome = await queue.add(listOne(page), tab?.id ?? null);
        show(outcome.kind === 'taken');
        // The menu has no room for the reason: the popup of this tab says it.
        if (outcome.kind === 'refused' && tab?.id !== undefined) {
          problems.put(tab.id, { kind: 'not-queued', why: outcome.why });
          onChange();
        }
      },
      () => show(false),
    );
  });
  browser.tabs.onRemoved.addListener((tabId) => {
    whenOpen(({ parties, problems }) => {
      problems.forgetTab(tabId);
      return parties.leave(tabId);
    });
  });
  browser.tabs.onReplaced?.addListener((added, removed) => {
    whenOpen(({ parties }) => {
      const party = parties.byTab.get(removed);
      return party === undefined ? undefined : parties.move(party, added);
    });
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command !== TOGGLE_PANEL) return;
    whenOpen(({ parties }) => parties.byTab.get(tab?.id ?? Number.NaN)?.tab.post({ kind: 'toggle-side' }));
  });
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    whenOpen((opened) => followPermission(opened, origins));
  });

  opened().catch(reportBug);
}

/** A page's own script could name its port like the popup's: only our own pages have our own address. */
function isPopup(port: BrowserPort, browser: BrowserApi): boolean {
  return port.name === POPUP_PORT && (port.sender?.url ?? '').startsWith(browser.runtime.getURL(''));
}

function attachPage({ byTab }: Parties, port: BrowserPort): void {
  const party = byTab.get(port.sender?.tab?.id ?? Number.NaN);
  if (party !== undefined) return party.tab.attach(port);
  // Its party ended while nobody was here to say so.
  try {
    port.postMessage({ kind: 'end' });
  } catch {
    // The page has gone as well: nothing is left to end.
  }
}

/** Where its party has ended, the page is told by its other port. */
function attachFeatures({ byTab }: Parties, port: BrowserPort): void {
  byTab.get(port.sender?.tab?.id ?? Number.NaN)?.features.attach(port);
}

/** Chrome closes the popup with its prompt, so what the popup asked for goes on from here. */
async function followPermission({ parties, popups }: Desk, origins: readonly string[]): Promise<void> {
  for (const party of parties.byTab.values()) void party.tab.enter();
  // Others of that site may have left their party's page on purpose.
  const going = parties.byTab.get(popups.goingTab ?? Number.NaN);
  if (going === undefined) return;
  const need = needOf(going.facts());
  if (need?.kind !== 'other-page') return;
  const { hostname } = new URL(need.url);
  if (origins.some((origin) => origin.includes(`//${hostname}/`))) await parties.goToMedia(going.tab.tabId);
}
