// Composition root of the popup: fills its port with the browser's API and puts it on the page.
import { effect } from '@preact/signals';
import { render } from 'preact';
import { THEMES } from '../messages/own-settings.ts';
import { type BackgroundToPopup, POPUP_PORT } from '../messages/popup-background.ts';
import { browser, browserApi } from '../platform/browser.ts';
import { keepTheme, readKeptTheme } from '../platform/kept-theme.ts';
import { findTabFilm } from '../platform/tab-film.ts';
import { App } from '../popup/app.tsx';
import formStyles from '../popup/form.css';
import partyStyles from '../popup/party.css';
import styles from '../popup/popup.css';
import type { PopupBrowser } from '../popup/popup-browser.ts';
import { createPopupSession } from '../popup/popup-session.ts';
import videosStyles from '../popup/videos.css';
import { adoptStyles } from '../ui/adopt-styles.ts';
import buttonStyles from '../ui/button.css';
import emojiStyles from '../ui/emoji/emoji.css';
import type { EmojiData } from '../ui/emoji/emoji-data.ts';
import { setLanguage } from '../ui/set-language.ts';
import { setTheme } from '../ui/set-theme.ts';
import { siteOf } from '../ui/site-name.ts';
import { languageTag } from '../ui/text.ts';
import tokens from '../ui/tokens.css';
import unseenStyles from '../ui/unseen.css';

const popupBrowser: PopupBrowser = {
  connect(onMessage, onClosed) {
    const port = browser.runtime.connect({ name: POPUP_PORT });
    // Nobody but our own background is at the other end, so its messages are taken as they are typed.
    port.onMessage.addListener((message) => onMessage(message as BackgroundToPopup));
    port.onDisconnect.addListener(onClosed);
    return { send: (message) => port.postMessage(message) };
  },
  findFilm: (tabId) => findTabFilm(browserApi, tabId),
  activatePage(tabId) {
    const injected = browser.scripting.executeScript({ target: { tabId }, func: () => undefined });
    // Fails on pages no extension may enter and gives nothing in Firefox. Both show later, as the state of the
    // tab and as `needs-click`, so there is nothing to say about it here.
    injected.catch(() => undefined);
  },
  requestHosts: (patterns) => browser.permissions.request({ origins: [...patterns] }),
  async listHosts() {
    const { origins = [] } = await browser.permissions.getAll();
    const { host_permissions = [], content_scripts = [] } = browser.runtime.getManifest();
    // What comes with the extension was not given by anybody. Firefox lists it too, in words of its own.
    const own = new Set(
      [...host_permissions, ...content_scripts.flatMap(({ matches = [] }) => matches)].map(hostIn),
    );
    return origins.filter((pattern) => !own.has(hostIn(pattern)));
  },
  dropHosts: (patterns) => browser.permissions.remove({ origins: [...patterns] }),
  async readKeys(command) {
    const all = await browser.commands.getAll();
    return all.find(({ name }) => name === command)?.shortcut ?? '';
  },
  openShortcuts() {
    // Firefox has a call for it; in Chrome it is a page that extensions may open and pages may not link to.
    if ('openShortcutSettings' in browser.commands) void browser.commands.openShortcutSettings();
    else void browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
  },
  loadEmoji,
  openPage: (page) => void browser.tabs.create({ url: browser.runtime.getURL(`${page}.html`) }),
  close: () => window.close(),
  share: typeof navigator.share === 'function' ? (invite) => navigator.share(invite) : null,
  copyText: (text) => navigator.clipboard.writeText(text),
};

setLanguage(document.documentElement);
adoptStyles(document, [
  tokens,
  buttonStyles,
  unseenStyles,
  styles,
  formStyles,
  partyStyles,
  videosStyles,
  emojiStyles,
]);
setTheme(document, readKeptTheme(THEMES) ?? 'system');
const session = createPopupSession(popupBrowser, await findTab());
effect(() => {
  const popup = session.popup.value;
  if (popup.state !== 'showing') return;
  const { theme } = popup.view.settings;
  setTheme(document, theme);
  keepTheme(theme);
});
render(<App session={session} />, document.body);

/** Where somebody is to choose one, and not before: the popup opens without them. */
function loadEmoji(): Promise<EmojiData | null> {
  return new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = browser.runtime.getURL(`emoji/${languageTag()}.js`);
    for (const end of ['load', 'error']) {
      script.addEventListener(end, () => resolve(globalThis.sameframeEmoji ?? null));
    }
    document.head.append(script);
  });
}

/** `?tab=N` lets the popup's page, opened as a tab itself, drive another tab. */
async function findTab(): Promise<number> {
  const asked = new URLSearchParams(location.search).get('tab');
  if (asked !== null && /^\d+$/.test(asked)) return Number(asked);
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  // tabs.TAB_ID_NONE: the background then says that no extension gets into this page.
  return active?.id ?? -1;
}

/** Of a match pattern, without a port: Firefox's know none. */
function hostIn(pattern: string): string {
  return siteOf(pattern).replace(/:\d+$/, '');
}
