// A page as the background knows it: takes the content script once per document, connects again when its port
// closes, and repeats acts until they are settled. Folds with the very fold that real pages use.
import { type ActId, type PlaybackAct, playbackActSchema } from '@sameframe/shared/playback.ts';
import { EMPTY_REPLICA, foldEvent, type ReplicaState } from '@sameframe/shared/replica.ts';
import * as v from 'valibot';
import type {
  ActOutcome,
  BackgroundToContent,
  ContentToBackground,
} from '../../messages/content-background.ts';
import type { BrowserPort } from '../../platform/browser-api.ts';
import type { FakeBrowser, FakeTab } from '../../platform/fake-browser.ts';

export interface FakePage {
  readonly replica: ReplicaState;
  readonly role: 'driving' | 'standing-by' | null;
  readonly connection: string | null;
  readonly isOver: boolean;
  readonly outcomes: ReadonlyMap<ActId, ActOutcome>;
  readonly received: BackgroundToContent[];
  act(kind: PlaybackAct['kind'], position: number): ActId;
  say(message: ContentToBackground): void;
}

let actCount = 0;

export function openFakePage(browser: FakeBrowser, tab: FakeTab): FakePage {
  let port: BrowserPort | null = null;
  let replica = EMPTY_REPLICA;
  let role: FakePage['role'] = null;
  let connection: string | null = null;
  let isOver = false;
  const unsettled = new Map<ActId, Extract<ContentToBackground, { kind: 'act' }>>();
  const outcomes = new Map<ActId, ActOutcome>();
  const received: BackgroundToContent[] = [];

  const connect = (): void => {
    const opened = browser.connectPage(tab);
    port = opened;
    opened.onMessage.addListener((message) => receive(message as BackgroundToContent));
    opened.onDisconnect.addListener(() => {
      if (port !== opened) return;
      port = null;
      if (!isOver && !browser.isBackgroundAlive) connect();
    });
    const page = { url: tab.url, title: 'A film' };
    opened.postMessage({
      kind: 'candidate',
      score: 1_000,
      page,
      closedFrames: [],
      siteNotice: null,
      count: 1,
      isPicked: false,
      isFilm: true,
    });
    for (const act of unsettled.values()) opened.postMessage(act);
  };

  const receive = (message: BackgroundToContent): void => {
    received.push(message);
    switch (message.kind) {
      case 'replica':
        ({ replica, connection } = message);
        return;
      case 'event':
        replica = foldEvent(replica, message.event);
        return;
      case 'role':
        role = message.role;
        return;
      case 'connection':
        connection = message.connection;
        return;
      case 'settled':
        unsettled.delete(message.id);
        outcomes.set(message.id, message.outcome);
        return;
      case 'end':
        isOver = true;
        return;
      default:
        return;
    }
  };

  tab.onInject = () => {
    if (port === null && !isOver) connect();
  };

  tab.onLeave = () => {
    port = null;
    role = null;
    unsettled.clear();
  };

  return {
    get replica() {
      return replica;
    },
    get role() {
      return role;
    },
    get connection() {
      return connection;
    },
    get isOver() {
      return isOver;
    },
    outcomes,
    received,
    act(kind, position) {
      actCount += 1;
      const act = v.parse(playbackActSchema, {
        id: `act-${actCount}`,
        kind,
        position,
        isPlaying: kind === 'play',
        rate: 1,
        media: { key: tab.url, url: tab.url, title: 'A film' },
        when: { kind: 'scheduled', leadMs: 0 },
      });
      const message = { kind: 'act', act, basis: replica.head, ageMs: 0 } as const;
      unsettled.set(act.id, message);
      try {
        port?.postMessage(message);
      } catch {
        // The port has just closed: the act is said again on the next one.
      }
      return act.id;
    },
    say: (message) => port?.postMessage(message),
  };
}
