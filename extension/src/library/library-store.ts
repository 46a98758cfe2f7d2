// Where the library is kept: in this browser's own storage, as one item. Several tabs may change it at once, so each change
// reads what is there and writes what it makes of it under one lock.

import type { KeyValueStore } from '../platform/browser-api.ts';
import { createStoredItem, type Stored } from '../platform/storage.ts';
import { moveParty } from './edit-library.ts';
import { LIBRARY_KEY } from './inbox.ts';
import { EMPTY_LIBRARY, type Library, librarySchema, type SavedParty, toStored } from './library.ts';

/** Whoever changes it holds this lock, in whatever page or worker of this extension. */
export const LIBRARY_LOCK = 'sameframe-library';

/** Runs the work while nobody else of this extension does: `navigator.locks`, or a queue in tests. */
export type WithLock = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** `corrupted`: it is there, and this version cannot read it. */
export type ReadLibrary = Exclude<Stored<Library>, { state: 'missing' }>;

export interface LibraryStore {
  read(): Promise<ReadLibrary>;
  /** Nothing is changed where it could not be read; then the answer is null. */
  change<Outcome extends { readonly library: Library }>(
    edit: (library: Library) => Outcome,
  ): Promise<Outcome | null>;
  /** Where a party goes on under another code, that is its videos' from then on; null: they have none any more. */
  moveParty(former: SavedParty, next: SavedParty | null): Promise<void>;
  /** What could not be read, as it is. */
  readRaw(): Promise<unknown>;
  remove(): Promise<void>;
}

export function createLibraryStore(store: KeyValueStore, withLock: WithLock): LibraryStore {
  const item = createStoredItem(store, { key: LIBRARY_KEY, version: 1, schema: librarySchema });
  const read = async (): Promise<ReadLibrary> => {
    const stored = await item.read();
    return stored.state === 'missing' ? { state: 'found', value: EMPTY_LIBRARY } : stored;
  };
  const change: LibraryStore['change'] = (edit) =>
    withLock(async () => {
      const before = await read();
      if (before.state !== 'found') return null;
      const after = edit(before.value);
      if (after.library !== before.value) await item.write(toStored(after.library));
      return after;
    });
  return {
    read,
    change,
    async moveParty(former, next) {
      await change((library) => ({ library: moveParty(library, former, next) }));
    },
    readRaw: async () => (await store.get(LIBRARY_KEY))[LIBRARY_KEY],
    remove: () => withLock(() => item.remove()),
  };
}
