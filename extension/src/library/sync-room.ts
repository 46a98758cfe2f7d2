// PURE. What fits into the browser's own sync, and what of it is to be written.
import { type SyncItems, VIDEO_PREFIX } from './sync-items.ts';

/** Browsers allow 102,400 bytes, 8,192 for one item, and 512 items. A little is left, as they may count differently. */
export const SYNC_LIMITS = { bytes: 98_000, itemBytes: 8_000, items: 500 } as const;
/** Of that, what videos leave for playlists. */
const FOR_LISTS = { bytes: 16_000, items: 40 } as const;

export interface SyncRoom {
  readonly puts: SyncItems;
  readonly removals: readonly string[];
  /** Whether there was room for it. */
  put(key: string, value: unknown): boolean;
  remove(key: string): void;
}

export function createRoom(remote: SyncItems): SyncRoom {
  const sizes = new Map(Object.entries(remote).map(([key, value]) => [key, sizeOf(key, value)]));
  const puts: Record<string, unknown> = {};
  const removals: string[] = [];
  let bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return {
    puts,
    removals,
    put(key, value) {
      const size = sizeOf(key, value);
      const before = sizes.get(key);
      const after = bytes - (before ?? 0) + size;
      const left = key.startsWith(VIDEO_PREFIX) ? FOR_LISTS : { bytes: 0, items: 0 };
      const hasPlace = before !== undefined || sizes.size < SYNC_LIMITS.items - left.items;
      if (!hasPlace || size > SYNC_LIMITS.itemBytes || after > SYNC_LIMITS.bytes - left.bytes) return false;
      sizes.set(key, size);
      bytes = after;
      puts[key] = value;
      return true;
    },
    remove(key) {
      bytes -= sizes.get(key) ?? 0;
      sizes.delete(key);
      removals.push(key);
    },
  };
}

/** As browsers count: the key, and the value as JSON. */
export function sizeOf(key: string, value: unknown): number {
  return new TextEncoder().encode(key + JSON.stringify(value)).length;
}
