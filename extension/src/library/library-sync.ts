// Carries a library to the browser's own sync and back, where the person has asked for it. What comes of the two is
// sync-plan.ts's. Each step leaves behind what the next run understands, so that a page that is closed midway harms nothing.
import * as v from 'valibot';
import type { KeyValueStore } from '../platform/browser-api.ts';
import { createStoredItem } from '../platform/storage.ts';
import { SYNC_MARKER, SYNC_PREFIX, SYNC_STATE_KEY } from './inbox.ts';
import type { LibraryStore, WithLock } from './library-store.ts';
import type { SyncBase, SyncItems } from './sync-items.ts';
import { planSync } from './sync-plan.ts';

export type SyncReport =
  | { readonly state: 'off' }
  /** Videos that are uploaded and here, and those that are here alone. */
  | { readonly state: 'on'; readonly shared: number; readonly onlyHere: number }
  /** The browser did not take it; the next run tries again. */
  | { readonly state: 'failed' }
  /** A newer version has uploaded what this one may not understand. */
  | { readonly state: 'newer' };

export interface LibrarySync {
  run(): Promise<SyncReport>;
  turnOn(): Promise<void>;
  /** Before the library is begun anew: what is missing here from then on is fetched, and removed nowhere. */
  forgetBase(): Promise<void>;
  /** What was uploaded is removed, or left for the other browsers. */
  turnOff(uploads: 'remove' | 'leave'): Promise<void>;
}

export interface SyncPorts {
  readonly store: LibraryStore;
  readonly local: KeyValueStore;
  readonly sync: KeyValueStore;
  /** Another one than the store's, which is taken within it. */
  readonly withLock: WithLock;
  readonly readWallMs: () => number;
}

/** That it is there says that sync is on. */
const stateSchema = v.object({ base: v.record(v.string(), v.string()) });

export function createLibrarySync({ store, local, sync, withLock, readWallMs }: SyncPorts): LibrarySync {
  const state = createStoredItem(local, { key: SYNC_STATE_KEY, version: 1, schema: stateSchema });

  const readUploads = async (): Promise<SyncItems> => {
    const entries = Object.entries(await sync.get(null));
    return Object.fromEntries(entries.filter(([key]) => key.startsWith(SYNC_PREFIX)));
  };

  /** Whoever has forgotten everything meanwhile is not to find it on again. */
  const remember = async (base: SyncBase): Promise<void> => {
    if ((await state.read()).state === 'found') await state.write({ base: { ...base } });
  };

  const run = async (): Promise<SyncReport> => {
    const known = await state.read();
    if (known.state !== 'found') return { state: 'off' };
    const { base } = known.value;
    try {
      const remote = await readUploads();
      const changed = await store.change((library) => {
        const plan = planSync({ library, base, remote }, readWallMs());
        return { library: plan?.library ?? library, plan };
      });
      if (changed === null) return { state: 'failed' };
      const { plan } = changed;
      if (plan === null) return { state: 'newer' };
      // Whoever has forgotten everything meanwhile has removed nothing from the other browsers.
      if ((await state.read()).state !== 'found') return { state: 'off' };
      // First: the plan counts on the room that they make.
      if (plan.removals.length > 0) await sync.remove([...plan.removals]);
      if (Object.keys(plan.puts).length > 0) await sync.set({ ...plan.puts });
      if (JSON.stringify(plan.base) !== JSON.stringify(base)) await remember(plan.base);
      return { state: 'on', shared: plan.shared, onlyHere: plan.onlyHere };
    } catch {
      // Too often, too much for what others have put there, or the account has gone: all the same to the person.
      return { state: 'failed' };
    }
  };

  return {
    run: () => withLock(run),
    turnOn: () => withLock(() => state.write({ base: {} })),
    // With the lock: a run that still knows the old one has ended.
    forgetBase: () => withLock(() => remember({})),
    turnOff: (uploads) =>
      withLock(async () => {
        if (uploads === 'remove') {
          // First: without it nobody who sees only some of it gone takes that for removed by hand.
          await sync.remove(SYNC_MARKER);
          await sync.remove(Object.keys(await readUploads()));
        }
        await state.remove();
      }),
  };
}
