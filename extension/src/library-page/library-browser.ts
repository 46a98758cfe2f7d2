// The port: what the library's page needs of a browser. entrypoints/library.tsx fills it; tests and the gallery bring fakes.
import type { PartyCode } from '@sameframe/shared/code.ts';
import type { InboxItem } from '../library/inbox.ts';
import type { LibraryStore } from '../library/library-store.ts';
import type { LibrarySync } from '../library/library-sync.ts';
import type { ListedVideo } from '../messages/feature-asks.ts';
import type { Problem, QueueRefusal, QueueView } from '../messages/popup-background.ts';
import type { StoredCollection } from '../platform/storage.ts';

export interface LibraryBrowser {
  readonly store: LibraryStore;
  readonly sync: LibrarySync;
  readonly inbox: StoredCollection<InboxItem>;
  /** Somebody has changed the library, put something down for it, or uploaded something: this page or another one. */
  onStored(listener: () => void): void;
  readWallMs(): number;
  mintCode(): PartyCode;
  /** Origin of the relay that this person's new parties live on. */
  readRelay(): Promise<string>;
  /** Shows the browser's own question. Must be called inside the click's own handler. */
  requestHosts(patterns: readonly string[]): Promise<boolean>;
  /** The party of this invite, on its page; answers why not. */
  watch(invite: string, address: string): Promise<Problem | null>;
  /** Tells the queue of the party that is on in this browser, now and whenever it has changed; null: none is on. */
  onQueue(listener: (queue: QueueView | null) => void): void;
  /** Puts these at the end of it; answers why not. */
  addToQueue(videos: readonly ListedVideo[]): Promise<QueueRefusal | number>;
  copyText(text: string): Promise<void>;
  /** Hands a file to the person. */
  saveFile(name: string, content: string): void;
}
