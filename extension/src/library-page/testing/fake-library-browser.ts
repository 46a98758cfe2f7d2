// A browser for the library's page that keeps things in memory and remembers what it was asked.
import { openInbox } from '../../library/inbox.ts';
import type { Library } from '../../library/library.ts';
import { createLibraryStore } from '../../library/library-store.ts';
import { createLibrarySync } from '../../library/library-sync.ts';
import { createFakeLock } from '../../library/testing/fake-lock.ts';
import { SAMPLE_CODE, SAVED_AT_MS } from '../../library/testing/sample-library.ts';
import type { ListedVideo } from '../../messages/feature-asks.ts';
import type { Problem, QueueRefusal, QueueView } from '../../messages/popup-background.ts';
import { createFakeStore } from '../../platform/fake-store.ts';
import type { LibraryBrowser } from '../library-browser.ts';

export const RELAY = 'https://relay.sameframe.example';

export interface FakeLibraryBrowser extends LibraryBrowser {
  /** What is stored. */
  readonly items: Map<string, unknown>;
  /** What is uploaded. */
  readonly uploads: Map<string, unknown>;
  readonly log: readonly FakeCall[];
  /** Somebody else has changed what is stored. */
  tellStored(): void;
  /** As the store has it now. */
  readLibrary(): Promise<Library>;
  hosts: 'granted' | 'refused';
  nextCopy: 'works' | 'fails';
  storage: 'works' | 'fails';
  onQueue: LibraryBrowser['onQueue'];
  /** A party is on, or none is. */
  tellQueue(queue: QueueView | null): void;
  nextQueued: QueueRefusal | number;
  nextWatch: Problem | null;
}

export type FakeCall =
  | { readonly kind: 'request-hosts'; readonly patterns: readonly string[] }
  | { readonly kind: 'watch'; readonly invite: string; readonly address: string }
  | { readonly kind: 'add-to-queue'; readonly videos: readonly ListedVideo[] }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'save-file'; readonly name: string; readonly content: string };

export function createFakeLibraryBrowser(): FakeLibraryBrowser {
  const items = new Map<string, unknown>();
  const log: FakeCall[] = [];
  const listeners: (() => void)[] = [];
  const queueListeners: ((queue: QueueView | null) => void)[] = [];
  const memory = createFakeStore(items);
  const tellStored = (): void => {
    for (const listener of listeners) listener();
  };
  const uploads = new Map<string, unknown>();
  const local = {
    ...memory,
    async set(changes: Record<string, unknown>) {
      if (fake.storage === 'fails') throw new Error('QuotaExceededError');
      await memory.set(changes);
      tellStored();
    },
    async remove(keys: Parameters<typeof memory.remove>[0]) {
      await memory.remove(keys);
      tellStored();
    },
  };
  const store = createLibraryStore(local, createFakeLock());
  const fake: FakeLibraryBrowser = {
    items,
    uploads,
    log,
    hosts: 'granted',
    nextCopy: 'works',
    storage: 'works',
    nextQueued: 1,
    nextWatch: null,
    onQueue: (listener) => void queueListeners.push(listener),
    tellQueue(queue) {
      for (const listener of queueListeners) listener(queue);
    },
    async addToQueue(videos) {
      log.push({ kind: 'add-to-queue', videos });
      return fake.nextQueued;
    },
    tellStored,
    async readLibrary() {
      const stored = await fake.store.read();
      if (stored.state !== 'found') throw new Error('there is none');
      return stored.value;
    },
    store,
    sync: createLibrarySync({
      store,
      local: memory,
      sync: createFakeStore(uploads),
      withLock: createFakeLock(),
      readWallMs: () => SAVED_AT_MS,
    }),
    inbox: openInbox(memory),
    onStored: (listener) => void listeners.push(listener),
    readWallMs: () => SAVED_AT_MS,
    mintCode: () => SAMPLE_CODE,
    readRelay: async () => RELAY,
    async requestHosts(patterns) {
      log.push({ kind: 'request-hosts', patterns });
      return fake.hosts === 'granted';
    },
    async watch(invite, address) {
      log.push({ kind: 'watch', invite, address });
      return fake.nextWatch;
    },
    async copyText(text) {
      log.push({ kind: 'copy', text });
      if (fake.nextCopy === 'fails') throw new Error('refused');
    },
    saveFile: (name, content) => void log.push({ kind: 'save-file', name, content }),
  };
  return fake;
}
