// @vitest-environment happy-dom
import type { EventId, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import { EMPTY_REPLICA, foldEvent, type OpenedEvent } from '@sameframe/shared/replica.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BackgroundToContent } from '../messages/content-background.ts';
import type { OverlayHandle } from '../overlay/host.ts';
import { ALICE, BOB, CAROL } from '../overlay/testing/sample-situations.ts';
import { systemClock } from '../platform/clock.ts';
import { genericSite } from '../sites/generic/index.ts';
import { runPartyFrame } from './party-frame.ts';

let root: AbortController;
beforeEach(() => {
  root = new AbortController();
});
afterEach(() => root.abort());

const OVERLAY_CALLS = [
  'show',
  'endUndo',
  'adapt',
  'addPanels',
  'toggleSide',
  'offerSide',
  'showDetails',
  'anchorTo',
  'offer',
];

function joined(lamport: number, ids: readonly MemberId[]): OpenedEvent {
  const ref = { lamport: lamport as Lamport, id: `e${lamport}` as EventId };
  const members = ids.map((id) => ({ id, joinedAt: 1 as RelayMs }));
  return {
    ref,
    prev: null,
    at: 1_000 as RelayMs,
    from: 'relay',
    fact: { kind: 'members-changed', joined: members, left: [], host: ALICE },
  };
}

/** A frame of a page whose tab is in a party; `told` is what was said over its film. */
function openFrame({ isTop }: { readonly isTop: boolean }) {
  const told: string[] = [];
  let overlays = 0;
  let say: (message: BackgroundToContent) => void = () => undefined;
  const overlay = Object.fromEntries(OVERLAY_CALLS.map((name) => [name, () => undefined]));
  runPartyFrame({
    window,
    isTop,
    actPrefix: 'a',
    readClock: systemClock.now,
    readWallMs: Date.now,
    connect: () => ({
      postMessage: () => undefined,
      disconnect: () => undefined,
      onMessage: {
        addListener(hear) {
          say = hear;
        },
      },
      onDisconnect: { addListener: () => undefined },
    }),
    site: genericSite,
    readSiteParts: () => ({}),
    mountOverlay() {
      overlays += 1;
      return { ...overlay, toast: (text: string) => void told.push(text) } as unknown as OverlayHandle;
    },
    readPanels: () => undefined,
    isOwnEvent: () => false,
    root,
  });
  const replica = foldEvent(EMPTY_REPLICA, joined(1, [ALICE, BOB]));
  say({ kind: 'replica', self: ALICE, replica, connection: 'connected' });
  say({ kind: 'settings', settings: { outputDelayMs: 0, theme: 'system', announcements: 'all' } });
  return {
    told,
    say,
    get overlays() {
      return overlays;
    },
  };
}

const CAROL_JOINED: BackgroundToContent = { kind: 'event', event: joined(2, [CAROL]) };
const TOO_LATE: BackgroundToContent = {
  kind: 'settled',
  id: 'act' as ActId,
  outcome: { kind: 'overtaken' },
};

test('[SI9] of a page’s frames the one that drives tells what happens, and no other', () => {
  const frame = openFrame({ isTop: true });
  frame.say({ kind: 'role', role: 'driving', page: null });
  frame.say(CAROL_JOINED);
  frame.say(TOO_LATE);
  expect(frame.told).toEqual(['Someone joined', 'That came too late: the party had moved on']);
  frame.say({ kind: 'role', role: 'standing-by' });
  frame.say({ kind: 'event', event: joined(3, [BOB]) });
  frame.say(TOO_LATE);
  expect(frame.told).toHaveLength(2);
});

test('[SI9] a frame in which there is nothing to pick has nothing of us over it after picking', () => {
  const frame = openFrame({ isTop: false });
  frame.say({ kind: 'pick-on-page', isOn: true });
  frame.say({ kind: 'pick-on-page', isOn: false });
  frame.say(CAROL_JOINED);
  expect(frame.overlays).toBe(0);
});
