// The port: what the popup needs of a browser. entrypoints/popup.tsx fills it; tests and the gallery bring fakes.
import type { BackgroundToPopup, PopupToBackground } from '../messages/popup-background.ts';
import type { PageFilm } from '../platform/tab-film.ts';
import type { EmojiData } from '../ui/emoji/emoji-data.ts';

export interface PopupLink {
  send(message: PopupToBackground): void;
}

export interface SharedInvite {
  readonly title: string;
  readonly url: string;
}

export type OwnPage = 'library' | 'welcome';

export interface PopupBrowser {
  /** Opens the port to the background, starting it where it was stopped. `onClosed` is told when it stops. */
  connect(onMessage: (message: BackgroundToPopup) => void, onClosed: () => void): PopupLink;
  /**
   * Hands the person's click on to the page. Must be called inside the click's own handler, before anything is
   * awaited; may come to nothing.
   */
  activatePage(tabId: number): void;
  /** Looks at a page that is in no party yet: the click on the toolbar lets us in. */
  findFilm(tabId: number): Promise<PageFilm>;
  /** Shows the browser's own question. Must be called inside the click's own handler too. */
  requestHosts(patterns: readonly string[]): Promise<boolean>;
  /** Match patterns of the sites that the person has let Sameframe into for good. */
  listHosts(): Promise<readonly string[]>;
  /** Takes them back. */
  dropHosts(patterns: readonly string[]): Promise<unknown>;
  /** The keys of a command of the manifest's, as the browser writes them; empty where none are set. */
  readKeys(command: string): Promise<string>;
  /** Shows where the browser lets them be changed. */
  openShortcuts(): void;
  copyText(text: string): Promise<void>;
  /** The system's own sheet; null where the browser has none. Must be called inside the click's own handler. */
  readonly share: ((invite: SharedInvite) => Promise<void>) | null;
  /** One of our own pages, in a tab of its own. */
  openPage(page: OwnPage): void;
  /** Brings the script with the emoji to the popup's page; null where it cannot be had. */
  loadEmoji(): Promise<EmojiData | null>;
  /** Takes the popup away. */
  close(): void;
}
