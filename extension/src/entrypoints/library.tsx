// Composition root of the library's page: fills its port with the browser's API and puts it on the page.
import { mintCode } from '@sameframe/shared/code.ts';
import { randomBytes } from '@sameframe/shared/crypto-port.ts';
import { render } from 'preact';
import { INBOX_PREFIX, LIBRARY_KEY, openInbox, SYNC_PREFIX } from '../library/inbox.ts';
import { createLibraryStore, LIBRARY_LOCK } from '../library/library-store.ts';
import { createLibrarySync } from '../library/library-sync.ts';
import { LibraryApp } from '../library-page/app.tsx';
import { askBackground } from '../library-page/ask-background.ts';
import styles from '../library-page/library.css';
import type { LibraryBrowser } from '../library-page/library-browser.ts';
import { openLibrarySession } from '../library-page/library-session.ts';
import { SETTINGS_KEY, THEMES } from '../messages/own-settings.ts';
import { PARTY_PREFIX, POPUP_PORT, type PopupToBackground } from '../messages/popup-background.ts';
import { browser } from '../platform/browser.ts';
import { followTheme } from '../platform/kept-theme.ts';
import formStyles from '../popup/form.css';
import { adoptStyles } from '../ui/adopt-styles.ts';
import buttonStyles from '../ui/button.css';
import { setLanguage } from '../ui/set-language.ts';
import { setTheme } from '../ui/set-theme.ts';
import { text } from '../ui/text.ts';
import tokens from '../ui/tokens.css';
import unseenStyles from '../ui/unseen.css';

/** At most so often it is looked whether a party is on, ms. */
const LOOK_MS = 1_000;

const { local, sync } = browser.storage;
const store = createLibraryStore(local, (work) => navigator.locks.request(LIBRARY_LOCK, work));
const libraryBrowser: LibraryBrowser = {
  store,
  sync: createLibrarySync({
    store,
    local,
    sync,
    withLock: (work) => navigator.locks.request('sameframe-library-sync', work),
    readWallMs: Date.now,
  }),
  inbox: openInbox(local),
  onStored(listener) {
    browser.storage.onChanged.addListener((changes, area) => {
      const keys = Object.keys(changes);
      const prefix = area === 'sync' ? SYNC_PREFIX : INBOX_PREFIX;
      if (keys.some((key) => key === LIBRARY_KEY || key.startsWith(prefix))) listener();
    });
  },
  readWallMs: Date.now,
  mintCode: () => mintCode(randomBytes(crypto, 20)),
  readRelay: async () => (await ask()).settings.relay,
  requestHosts: (patterns) => browser.permissions.request({ origins: [...patterns] }),
  watch: async (invite, address) => (await ask({ kind: 'watch-saved', invite, address })).problem,
  onQueue(listener) {
    const look = (): void => {
      ask().then(
        ({ queue }) => listener(queue),
        // Stopped over it; the next look wakes it again.
        () => undefined,
      );
    };
    look();
    document.addEventListener('visibilitychange', look);
    // Parties are kept where a dead worker finds them: one has begun or ended, or is joined by now.
    browser.storage.onChanged.addListener((changes, area) => {
      if (area !== 'session' || document.hidden) return;
      if (Object.keys(changes).some((key) => key.startsWith(PARTY_PREFIX))) lookSoon(look);
    });
  },
  async addToQueue(videos) {
    const { queued, problem } = await ask({ kind: 'queue-videos', videos });
    if (queued !== null) return queued;
    return problem?.kind === 'not-queued' ? problem.why : 'no-page';
  },
  copyText: (copied) => navigator.clipboard.writeText(copied),
  saveFile(name, content) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
    link.download = name;
    link.click();
    // Once the browser has taken it over, which it does not tell.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  },
};

let isLooking = false;
/** However often something of a party is kept. */
function lookSoon(look: () => void): void {
  if (isLooking) return;
  isLooking = true;
  setTimeout(() => {
    isLooking = false;
    look();
  }, LOOK_MS);
}

const ask = (wish?: PopupToBackground) => askBackground(browser.runtime.connect({ name: POPUP_PORT }), wish);

setLanguage(document.documentElement);
document.title = text('libraryTitle');
adoptStyles(document, [tokens, buttonStyles, unseenStyles, formStyles, styles]);
setTheme(document, 'system');
followTheme(THEMES, SETTINGS_KEY, (theme) => setTheme(document, theme));
const session = openLibrarySession(libraryBrowser, (error) =>
  console.error('Sameframe: an unexpected error.', error),
);
render(<LibraryApp session={session} />, document.body);
