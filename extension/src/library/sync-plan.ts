// PURE. How a library and what is uploaded of it become the same, in however many browsers (SPEC LB10). A three-way merge
// with what this browser knew last: who has removed something is told apart from who never had it, and whoever has changed
// something wins over whoever has removed it. Where the marker has gone, or is not the one that this browser knew, nothing
// counts as removed.
import * as v from 'valibot';
import { SYNC_MARKER } from './inbox.ts';
import type { Library } from './library.ts';
import type { SyncBase, SyncItems, SyncSides } from './sync-items.ts';
import { mergePlaylists } from './sync-playlists.ts';
import { createRoom } from './sync-room.ts';
import { mergeVideos } from './sync-videos.ts';

const SYNC_VERSION = 1;

export interface SyncPlan {
  readonly library: Library;
  readonly puts: SyncItems;
  readonly removals: readonly string[];
  readonly base: SyncBase;
  /** Videos that are uploaded and here, and those that are here alone, as there is no room for them. */
  readonly shared: number;
  readonly onlyHere: number;
}

/** `since`: when all this was begun. Where it has all gone and somebody has begun it again, that is another time. */
const markerSchema = v.object({ version: v.number(), since: v.optional(v.number(), 0) });

/** Null: a newer version has uploaded what this one may not understand. */
export function planSync(sides: SyncSides, nowMs: number): SyncPlan | null {
  const marker = v.safeParse(markerSchema, sides.remote[SYNC_MARKER]);
  if (marker.success && marker.output.version > SYNC_VERSION) return null;
  const { remote } = sides;
  const since = marker.success ? marker.output.since : nowMs;
  const isKnown = marker.success && sides.base[SYNC_MARKER] === JSON.stringify(since);
  const base = isKnown ? sides.base : {};
  const room = createRoom(remote);
  if (!marker.success) room.put(SYNC_MARKER, { version: SYNC_VERSION, since });
  const videos = mergeVideos({ library: sides.library, base, remote }, room, nowMs);
  const { library, base: lists } = mergePlaylists({ base, remote }, videos, room);
  return {
    library,
    puts: room.puts,
    removals: room.removals,
    base: { ...videos.base, ...lists, [SYNC_MARKER]: JSON.stringify(since) },
    shared: videos.shared.size,
    onlyHere: library.videos.length - videos.shared.size,
  };
}
