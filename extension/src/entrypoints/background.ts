// The background: a service worker in Chrome, an event page in Firefox. The composition root: reads the globals,
// builds the adapters, decides nothing.
import { openRelayLink } from '../background/relay-link.ts';
import { runBackground } from '../background/run-background.ts';
import { LIBRARY_LOCK } from '../library/library-store.ts';
import { browserApi } from '../platform/browser.ts';
import { systemClock } from '../platform/clock.ts';
import { DEFAULT_RELAY } from '../platform/default-relay.ts';
import { shrinkPicture } from '../platform/shrink-picture.ts';

runBackground({
  browser: browserApi,
  clock: systemClock,
  crypto,
  openLink: (relay, events) => openRelayLink(relay, events, { clock: systemClock, random: Math.random }),
  random: Math.random,
  shrink: shrinkPicture,
  fetch: (...request) => fetch(...request),
  withLock: (work) => navigator.locks.request(LIBRARY_LOCK, work),
  defaultRelay: DEFAULT_RELAY,
  // Whoever builds it again and again has seen it.
  opensWelcome: !__DEV__,
  // An error's text may quote an address or a name, its kind and place do not.
  reportBug: (error) => {
    const trace =
      error instanceof Error ? `${error.name}\n${error.stack?.split('\n').slice(1).join('\n')}` : '';
    console.error(`Sameframe: an unexpected error. ${trace}`);
  },
});
