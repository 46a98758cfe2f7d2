// PURE. The videos' half of sync-plan.ts.
import * as v from 'valibot';
import { removeVideo, saveVideos } from './edit-library.ts';
import type { Library, SavedVideo, VideoId } from './library.ts';
import { readVideo } from './read-video.ts';
import { keysUnder, type SyncBase, type SyncSides, shortNameOf, VIDEO_PREFIX } from './sync-items.ts';
import type { SyncRoom } from './sync-room.ts';
import type { VideoFacts } from './video-facts.ts';

export interface MergedVideos {
  readonly library: Library;
  readonly base: SyncBase;
  /** Those that are here and uploaded, by their short names. */
  readonly shared: ReadonlyMap<string, VideoId>;
  /** Those that somebody has removed. */
  readonly removed: ReadonlySet<string>;
}

const uploadSchema = v.object({ a: v.string(), t: v.string(), l: v.nullable(v.number()) });
type Upload = v.InferOutput<typeof uploadSchema>;

export function mergeVideos(sides: SyncSides, room: SyncRoom, savedAtMs: number): MergedVideos {
  const here = new Map<string, SavedVideo>();
  // The one saved last first: it is more likely to be wanted elsewhere. Of two called the same by chance one stays here.
  for (const video of sides.library.videos) {
    const key = VIDEO_PREFIX + shortNameOf(video);
    if (!here.has(key)) here.set(key, video);
  }
  const settled: Settled = { agreed: new Map(), fresh: [], gone: [], removed: new Set() };
  for (const key of keysUnder(VIDEO_PREFIX, here.keys(), sides))
    settle(key, here.get(key), sides, room, settled);
  const { agreed, fresh, gone, removed } = settled;
  const kept = withUploads(gone.reduce(removeVideo, sides.library), here, agreed);
  const facts = fresh.map((each) => each.facts);
  const { library, each } = saveVideos(kept, facts, savedAtMs);
  // What has no room here was not removed by anybody here, and comes when there is room.
  const isLeft = (_: unknown, index: number) => each[index]?.outcome === 'library-full';
  for (const { key } of fresh.filter(isLeft)) agreed.delete(key);
  const shared = new Map<string, VideoId>();
  for (const video of library.videos) {
    const name = shortNameOf(video);
    if (agreed.has(VIDEO_PREFIX + name) && !shared.has(name)) shared.set(name, video.id);
  }
  const base = Object.fromEntries([...agreed].map(([key, upload]) => [key, JSON.stringify(upload)]));
  return { library, base, shared, removed };
}

interface Settled {
  readonly agreed: Map<string, Upload>;
  readonly fresh: { readonly key: string; readonly facts: VideoFacts }[];
  readonly gone: VideoId[];
  readonly removed: Set<string>;
}

function settle(
  key: string,
  own: SavedVideo | undefined,
  { base, remote }: SyncSides,
  room: SyncRoom,
  { agreed, fresh, gone, removed }: Settled,
): void {
  const theirs = readUpload(key, remote[key]);
  // Not of our making: it is neither taken nor touched.
  if (theirs === 'unreadable') return;
  const wanted = mergeVideo(own, theirs, base[key]);
  if (wanted === null) {
    removed.add(key.slice(VIDEO_PREFIX.length));
    if (own !== undefined) gone.push(own.id);
    if (theirs !== null) room.remove(key);
    return;
  }
  const isUp = isSame(wanted, theirs) || room.put(key, toUpload(wanted));
  // Where an upload has no room what was there stays what all know.
  const known = isUp ? wanted : theirs;
  if (known !== null) agreed.set(key, toUpload(known));
  if (own === undefined) fresh.push({ key, facts: wanted });
}

/** Null: it goes. Whoever has changed it wins over whoever has removed it. */
function mergeVideo(
  own: SavedVideo | undefined,
  theirs: VideoFacts | null,
  base: string | undefined,
): VideoFacts | null {
  if (own === undefined) return theirs === null || textOf(theirs) === base ? null : theirs;
  if (theirs === null) return textOf(own) === base ? null : own;
  return fillIn(theirs, own);
}

/** What one does not know the other may; of two titles the uploaded one is everybody's. */
function fillIn(theirs: VideoFacts, own: VideoFacts): VideoFacts {
  return {
    address: theirs.address,
    title: theirs.title === '' ? own.title : theirs.title,
    lengthS: theirs.lengthS ?? own.lengthS,
  };
}

/**
 * The address, too: who kept another spelling would count as having changed it. What an upload had no room to say stays as it
 * is known here.
 */
function withUploads(
  library: Library,
  here: ReadonlyMap<string, SavedVideo>,
  agreed: ReadonlyMap<string, Upload>,
): Library {
  let isNews = false;
  const videos = library.videos.map((video) => {
    const key = VIDEO_PREFIX + shortNameOf(video);
    const upload = here.get(key)?.id === video.id ? agreed.get(key) : undefined;
    if (upload === undefined) return video;
    const facts = fillIn(toFacts(upload), video);
    if (isSame(video, facts)) return video;
    isNews = true;
    return { ...video, ...facts };
  });
  return isNews ? { ...library, videos } : library;
}

function readUpload(key: string, raw: unknown): VideoFacts | 'unreadable' | null {
  if (raw === undefined) return null;
  const item = v.safeParse(uploadSchema, raw);
  if (!item.success) return 'unreadable';
  const facts = readVideo({ address: item.output.a, title: item.output.t, lengthS: item.output.l });
  // Under another name it would come again and again.
  return facts.ok && VIDEO_PREFIX + shortNameOf(facts.value) === key ? facts.value : 'unreadable';
}

function toUpload({ address, title, lengthS }: VideoFacts): Upload {
  return { a: address, t: title, l: lengthS };
}

function toFacts({ a, t, l }: Upload): VideoFacts {
  return { address: a, title: t, lengthS: l };
}

/** In one order: browsers give the parts of an item back in an order of theirs. */
function textOf(video: VideoFacts): string {
  return JSON.stringify(toUpload(video));
}

function isSame(a: VideoFacts, b: VideoFacts | null): boolean {
  return b !== null && textOf(a) === textOf(b);
}
