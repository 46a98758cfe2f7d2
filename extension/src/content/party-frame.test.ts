// @vitest-environment happy-dom
// What a frame that drove keeps of itself over the death of its background.
import type { EventId, MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId, Media } from '@sameframe/shared/playback.ts';
import { EMPTY_REPLICA, foldEvent } from '@sameframe/shared/replica.ts';
import type { LocalMs, MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BackgroundToContent, ContentToBackground } from '../messages/content-background.ts';
import type { OverlayHandle } from '../overlay/host.ts';
import { openPlainPlayer } from '../player/site-player.ts';
import type { SiteParts } from '../sites/page-world/register-player.ts';
import type { SiteAdapter } from '../sites/site.ts';
import { runPartyFrame } from './party-frame.ts';

const SELF = 'alice-----------------' as MemberId;
const BOB = 'bob-------------------' as MemberId;
const SITE: SiteAdapter = {
  id: 'film-club',
  name: 'Film Club',
  matches: () => true,
  canonicalUrl: ({ href }) => href,
};

function episode(number: number): Media {
  const url = `https://films.example/${number}`;
  return { key: url as MediaKey, url, title: `Episode ${number}` };
}

/** Bob has brought the first episode, and it stands at its beginning. */
const REPLICA = foldEvent(EMPTY_REPLICA, {
  from: 'member',
  ref: { lamport: 1 as Lamport, id: 'e1' as EventId },
  prev: null,
  at: 0 as RelayMs,
  by: BOB,
  seq: 1,
  basis: 0 as Lamport,
  meaning: {
    channel: 'playback',
    act: {
      id: 'b-1' as ActId,
      kind: 'change-media',
      position: 0 as MediaSeconds,
      isPlaying: false,
      rate: 1,
      media: episode(1),
      when: { kind: 'acted', actedAt: 0 as RelayMs },
    },
  },
});

let root: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  root = new AbortController();
});
afterEach(() => {
  root.abort();
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** A frame with a film, within another site's page. */
function openFrame(site: SiteAdapter, parts: SiteParts = {}) {
  let tell: (message: BackgroundToContent) => void = () => undefined;
  let die: () => void = () => undefined;
  let report = '';
  const film = document.body.appendChild(document.createElement('video'));
  Object.defineProperty(film, 'readyState', { value: 4 });
  film.getBoundingClientRect = () => new DOMRect(0, 0, 640, 360);
  film.checkVisibility = () => true;
  const hear = (message: ContentToBackground) => {
    if (message.kind === 'report') report = message.report.state;
    if (message.kind !== 'probe') return;
    tell({ kind: 'probed', id: message.id, relayReceivedAt: 0 as RelayMs, relaySentAt: 0 as RelayMs });
  };
  runPartyFrame({
    window,
    isTop: false,
    actPrefix: 'a',
    readClock: () => Date.now() as LocalMs,
    readWallMs: Date.now,
    connect: () => ({
      postMessage: (message) => queueMicrotask(() => hear(message)),
      disconnect: () => undefined,
      onMessage: {
        addListener: (listener) => {
          tell = listener;
        },
      },
      onDisconnect: {
        addListener: (listener) => {
          die = listener;
        },
      },
    }),
    site,
    readSiteParts: () => parts,
    mountOverlay: () => new Proxy({}, { get: () => () => undefined }) as OverlayHandle,
    readPanels: () => undefined,
    isOwnEvent: () => false,
    root,
  });
  const tick = async () => {
    await vi.advanceTimersByTimeAsync(1_000);
    tell({ kind: 'tick', connection: 'connected' });
    await vi.advanceTimersByTimeAsync(0);
    return report;
  };
  return {
    tell: (message: BackgroundToContent) => tell(message),
    tick,
    /** The background dies, and another one is there at once. */
    async revive() {
      die();
      await vi.advanceTimersByTimeAsync(0);
      tell({ kind: 'replica', self: SELF, replica: REPLICA, connection: 'connected' });
      return tick();
    },
  };
}

it('[RT7] goes on with the page that it knows, while the page itself has not told a new background', async () => {
  const { tell, tick, revive } = openFrame(SITE);
  tell({ kind: 'replica', self: SELF, replica: REPLICA, connection: 'connected' });
  tell({ kind: 'role', role: 'driving', page: episode(2) });
  expect(await tick()).toBe('other-page');
  await revive();
  tell({ kind: 'role', role: 'driving' });
  expect(await tick()).toBe('other-page');
  tell({ kind: 'role', role: 'driving', page: episode(1) });
  expect(await tick()).not.toBe('other-page');
});

it('[FO5] is on a page that cannot be named once the page has told so, and no longer on the one before', async () => {
  const { tell, tick } = openFrame(SITE);
  tell({ kind: 'replica', self: SELF, replica: REPLICA, connection: 'connected' });
  tell({ kind: 'role', role: 'driving', page: episode(2) });
  expect(await tick()).toBe('other-page');
  tell({ kind: 'role', role: 'driving', page: null });
  expect(await tick()).not.toBe('other-page');
});

it('[SA4] drives its film with a player of the site’s that came as the background died', async () => {
  const parts: { -readonly [Part in keyof SiteParts]: SiteParts[Part] } = {};
  const { tell, tick, revive } = openFrame({ ...SITE, ownPlayer: 'player' }, parts);
  tell({ kind: 'replica', self: SELF, replica: REPLICA, connection: 'connected' });
  tell({ kind: 'role', role: 'driving', page: episode(1) });
  expect(await tick()).toBe('no-video');
  parts.sameframeOpenPlayer = openPlainPlayer;
  await revive();
  tell({ kind: 'role', role: 'driving', page: episode(1) });
  expect(await tick()).not.toBe('no-video');
});
