// The popup's conversation with the background about one tab: which view to show, which request is under way.
// Decides what has to happen inside a click. Knows no party, no socket and no video.
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { PopupToBackground, PopupView } from '../messages/popup-background.ts';
import { TOGGLE_PANEL } from '../messages/shortcuts.ts';
import type { PageFilm } from '../platform/tab-film.ts';
import type { EmojiData } from '../ui/emoji/emoji-data.ts';
import { patternOf } from '../ui/site-name.ts';
import type { OwnPage, PopupBrowser, PopupLink, SharedInvite } from './popup-browser.ts';

type Request = Exclude<PopupToBackground, { kind: 'watch-tab' }>;

export type PopupState =
  | { readonly state: 'waking' }
  | { readonly state: 'showing'; readonly view: PopupView }
  /** The background stops before it has said anything, again and again. */
  | { readonly state: 'broken' };

export interface PopupSession {
  readonly popup: ReadonlySignal<PopupState>;
  /** Asked of the background and not answered; read in a view, that follows it. */
  isUnderWay(kind: Request['kind']): boolean;
  /** What the tab's page has, as of the last `findFilm`. */
  readonly film: ReadonlySignal<PageFilm>;
  /** Looks at the page once: where no party is on there, nothing of us is in it. */
  findFilm(): void;
  /** The code being typed: it survives a refusal, so that nobody has to paste it twice. */
  readonly draftCode: Signal<string>;
  send(request: Request): void;
  /** For requests after which the video plays: call it inside the click's own handler. */
  sendWithClick(request: Request): void;
  /** Asks the browser for hosts; the background learns of the answer from the browser itself. */
  askForHosts(patterns: readonly string[]): void;
  /** Match patterns of the sites that the person has let Sameframe into for good, as of the last `loadHosts`. */
  readonly hosts: ReadonlySignal<readonly string[]>;
  loadHosts(): void;
  /** Takes them back. */
  dropHosts(patterns: readonly string[]): void;
  /** The keys that open the panel beside the film; empty where none are set. */
  readShortcut(): Promise<string>;
  changeShortcut(): void;
  goToMedia(url: string): void;
  /** Into the party whose invite link was opened, on its video's page where the link names one. */
  joinPending(address: string | null): void;
  /** In a tab of its own, and the popup is out of the way then. */
  openPage(page: OwnPage): void;
  /** The emoji, with their names in the language in force; null where they cannot be had. */
  loadEmoji(): Promise<EmojiData | null>;
  /** Lets the person choose in the page, which they see once the popup is out of the way. */
  pickOnPage(): void;
  copy(text: string): Promise<'copied' | 'refused'>;
  /** The system has a sheet for handing something on. */
  readonly canShare: boolean;
  /** Opens it: call it inside the click's own handler, where it can be opened. */
  share(invite: SharedInvite): void;
}

/** A background that was stopped answers on the second attempt; more than this and it never will. */
const MAX_SILENT_LINKS = 3;

export function createPopupSession(browser: PopupBrowser, tabId: number): PopupSession {
  const popup = signal<PopupState>({ state: 'waking' });
  /** Of this link's messages, in their order: the background takes them one after the other. */
  const unanswered = signal<readonly PopupToBackground['kind'][]>([]);
  const hosts = signal<readonly string[]>([]);
  const film = signal<PageFilm>({ kind: 'unknown' });
  let silentLinks = 0;
  let link = openLink();

  function openLink(): PopupLink {
    silentLinks += 1;
    unanswered.value = [];
    let known = 0;
    const opened = browser.connect(
      ({ answered, ...view }) => {
        silentLinks = 0;
        // Whatever happens meanwhile is shown, too; that is no answer.
        unanswered.value = unanswered.value.slice(answered - known);
        known = answered;
        popup.value = { state: 'showing', view };
      },
      () => {
        // The background may be stopped between any two messages. What it shows next is the truth, so a
        // request that was lost with it shows as not done and can be made again.
        unanswered.value = [];
        if (silentLinks >= MAX_SILENT_LINKS) popup.value = { state: 'broken' };
        else link = openLink();
      },
    );
    const counted: PopupLink = {
      send(message) {
        unanswered.value = [...unanswered.value, message.kind];
        opened.send(message);
      },
    };
    counted.send({ kind: 'watch-tab', tabId });
    return counted;
  }

  function send(request: Request): void {
    link.send(request);
  }

  function sendWithClick(request: Request): void {
    // First and not awaited: only inside the click does Chrome pass the activation on (platform facts, 10).
    browser.activatePage(tabId);
    send(request);
  }

  const askForHosts = (patterns: readonly string[]): void => {
    // A refusal is an answer too: the button stays, and says why it would be needed.
    browser.requestHosts(patterns).catch(() => false);
  };

  const findFilm = (): void => {
    browser.findFilm(tabId).then(
      (found) => {
        film.value = found;
      },
      // A page that no extension may enter: that is said when somebody wants to start there.
      () => undefined,
    );
  };

  const loadHosts = (): void => {
    browser.listHosts().then(
      (patterns) => {
        hosts.value = patterns;
      },
      // What cannot be listed cannot be taken back here: the browser's own settings have it.
      () => undefined,
    );
  };

  return {
    popup,
    isUnderWay: (kind) => unanswered.value.includes(kind),
    film,
    findFilm,
    draftCode: signal(''),
    send,
    sendWithClick,
    askForHosts,
    hosts,
    loadHosts,
    dropHosts: (patterns) => {
      if (patterns.length > 0) browser.dropHosts(patterns).then(loadHosts, loadHosts);
    },
    // A browser without keyboards has no such thing.
    readShortcut: () => browser.readKeys(TOGGLE_PANEL).catch(() => ''),
    changeShortcut: () => browser.openShortcuts(),
    goToMedia: (url) => {
      const pattern = patternOf(url);
      const go = () => send({ kind: 'go-to-media' });
      if (pattern === null) return go();
      link.send({ kind: 'ask-to-go' });
      // Refused, the page still opens; it then takes a click on the toolbar there to go on.
      browser.requestHosts([pattern]).then(go, go);
    },
    joinPending: (address) => {
      // Sent before the browser is asked: Chrome closes the popup over its question, and what is granted is used later.
      sendWithClick({ kind: 'join-pending' });
      const pattern = address === null ? null : patternOf(address);
      if (pattern !== null) askForHosts([pattern]);
    },
    loadEmoji: () => browser.loadEmoji(),
    openPage: (page) => {
      browser.openPage(page);
      browser.close();
    },
    pickOnPage: () => {
      send({ kind: 'pick-on-page' });
      browser.close();
    },
    canShare: browser.share !== null,
    share: (invite) => {
      // Rejects when the person closes the sheet again, which is an answer.
      browser.share?.(invite).catch(() => undefined);
    },
    copy: (text) =>
      browser.copyText(text).then(
        () => 'copied' as const,
        () => 'refused' as const,
      ),
  };
}
