// A browser that remembers what the popup asked of it and lets the test be the background.
import type { BackgroundToPopup, PopupToBackground, PopupView } from '../../messages/popup-background.ts';
import type { PageFilm } from '../../platform/tab-film.ts';
import type { OwnPage, PopupBrowser } from '../popup-browser.ts';

export interface FakePopupBrowser extends PopupBrowser {
  /** Everything asked for, in order. */
  readonly log: readonly FakeCall[];
  /** The background shows something, once it has answered so much of what it was asked: all, as a rule. */
  show(view: PopupView, answered?: number): void;
  /** The background is stopped. */
  closeLink(): void;
  answerHosts(answer: 'granted' | 'refused'): void;
  nextCopy: 'works' | 'fails';
  /** The sites that the person has let us into. */
  /** What the page in front has. */
  film: PageFilm;
  hosts: readonly string[];
  keys: string;
}

export type FakeCall =
  | { readonly kind: 'connect' }
  | { readonly kind: 'find-film' }
  | { readonly kind: 'activate-page'; readonly tabId: number }
  | { readonly kind: 'request-hosts'; readonly patterns: readonly string[] }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'share'; readonly url: string }
  | { readonly kind: 'open-shortcuts' }
  | { readonly kind: 'close' }
  | { readonly kind: 'open-page'; readonly page: OwnPage }
  | { readonly kind: 'sent'; readonly message: PopupToBackground };

export function createFakePopupBrowser(): FakePopupBrowser {
  const log: FakeCall[] = [];
  let link: { onMessage: (message: BackgroundToPopup) => void; onClosed: () => void } | undefined;
  let asked = 0;
  let answer: ((isGranted: boolean) => void) | undefined;
  return {
    log,
    nextCopy: 'works',
    hosts: [],
    film: { kind: 'unknown' },
    keys: 'Alt+Shift+K',
    connect(onMessage, onClosed) {
      log.push({ kind: 'connect' });
      link = { onMessage, onClosed };
      asked = 0;
      return {
        send(message) {
          asked += 1;
          log.push({ kind: 'sent', message });
        },
      };
    },
    findFilm() {
      log.push({ kind: 'find-film' });
      return Promise.resolve(this.film);
    },
    activatePage: (tabId) => log.push({ kind: 'activate-page', tabId }),
    requestHosts(patterns) {
      log.push({ kind: 'request-hosts', patterns });
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    copyText(text) {
      log.push({ kind: 'copy', text });
      return this.nextCopy === 'works' ? Promise.resolve() : Promise.reject(new Error('refused'));
    },
    listHosts() {
      return Promise.resolve(this.hosts);
    },
    dropHosts(patterns) {
      this.hosts = this.hosts.filter((host) => !patterns.includes(host));
      return Promise.resolve();
    },
    readKeys() {
      return Promise.resolve(this.keys);
    },
    openShortcuts: () => void log.push({ kind: 'open-shortcuts' }),
    share(invite) {
      log.push({ kind: 'share', url: invite.url });
      return Promise.resolve();
    },
    loadEmoji: () => Promise.resolve(globalThis.sameframeEmoji ?? null),
    openPage: (page) => void log.push({ kind: 'open-page', page }),
    close: () => void log.push({ kind: 'close' }),
    show: (view, answered = asked) => link?.onMessage({ ...view, answered }),
    closeLink: () => link?.onClosed(),
    answerHosts: (given) => answer?.(given === 'granted'),
  };
}
