// PURE. The playlists' half of sync-plan.ts. Of a playlist only videos that are uploaded are in what is uploaded; what is in
// it here alone stays in it here.
import * as v from 'valibot';
import { cleanPlaylistName, createPlaylist, deletePlaylist, setPlaylist } from './edit-playlists.ts';
import { type Library, MAX_IN_PLAYLIST, playlistIn, type VideoId } from './library.ts';
import {
  keysUnder,
  LIST_PREFIX,
  type SyncBase,
  type SyncSides,
  shortOf,
  VIDEO_PREFIX,
} from './sync-items.ts';
import type { SyncRoom } from './sync-room.ts';
import type { MergedVideos } from './sync-videos.ts';

const uploadSchema = v.object({
  n: v.string(),
  v: v.pipe(v.array(v.pipe(v.string(), v.maxLength(16))), v.maxLength(MAX_IN_PLAYLIST)),
});
type Upload = v.InferOutput<typeof uploadSchema>;
type OwnList = Library['playlists'][number];
type Names = readonly string[];

export function mergePlaylists(
  sides: Pick<SyncSides, 'base' | 'remote'>,
  videos: MergedVideos,
  room: SyncRoom,
): { readonly library: Library; readonly base: SyncBase } {
  const names = new Map([...videos.shared].map(([name, id]) => [id, name]));
  const here = new Map(videos.library.playlists.map((list) => [LIST_PREFIX + shortOf(list.name), list]));
  const where: WhereVideosAre = {
    wasHere: (name) => videos.shared.has(name) && VIDEO_PREFIX + name in sides.base,
    isRemoved: (name) => videos.removed.has(name),
  };
  const base: Record<string, string> = {};
  let { library } = videos;
  for (const key of keysUnder(LIST_PREFIX, here.keys(), sides)) {
    const theirs = readUpload(key, sides.remote[key]);
    // Not of our making: it is neither taken nor touched.
    if (theirs === 'unreadable') continue;
    const own = here.get(key);
    const wanted = wantedOf({ own, theirs, base: sides.base[key] }, where, names);
    if (wanted === null) {
      const left = own === undefined ? library : letGo(library, own, names);
      // Known to have nothing in it: what has stayed here is no reason to upload it again.
      if (own !== undefined && playlistIn(left, own.id) !== null) {
        base[key] = JSON.stringify({ n: own.name, v: [] } satisfies Upload);
      }
      library = left;
      if (theirs !== null) room.remove(key);
      continue;
    }
    const known = upload(room, key, wanted, theirs);
    const taken = takeList(library, { own, name: wanted.n, list: wanted.v, names, shared: videos.shared });
    // Where there is no room for it here nobody has removed it here.
    if (taken === null) continue;
    library = taken;
    if (known !== null) base[key] = baseOf(known, wanted, library, videos.shared);
  }
  return { library, base };
}

/** What all know from then on: where it has no room, what was there. */
function upload(room: SyncRoom, key: string, wanted: Upload, theirs: Upload | null): Upload | null {
  const isUp = JSON.stringify(wanted) === JSON.stringify(theirs) || room.put(key, wanted);
  return isUp ? wanted : theirs;
}

/** Without what had no place in the playlist here: it would count as taken out of it. */
function baseOf(
  known: Upload,
  { n, v: wanted }: Upload,
  { playlists }: Library,
  shared: MergedVideos['shared'],
): string {
  const taken = new Set(playlists.find(({ name }) => name === n)?.videos);
  const leftOut = new Set(
    wanted.filter((name) => {
      const id = shared.get(name);
      return id !== undefined && !taken.has(id);
    }),
  );
  return JSON.stringify({ ...known, v: known.v.filter((name) => !leftOut.has(name)) });
}

/** As it is to be uploaded; null: it goes. */
function wantedOf(
  {
    own,
    theirs,
    base,
  }: { readonly own: OwnList | undefined; readonly theirs: Upload | null; readonly base: string | undefined },
  where: WhereVideosAre,
  names: ReadonlyMap<VideoId, string>,
): Upload | null {
  const sides: ListSides = {
    own: own === undefined ? null : namesOf(own, names),
    theirs: theirs?.v ?? null,
    known: readBase(base),
    isTheirsNews: theirs !== null && JSON.stringify(theirs) !== base,
  };
  const list = mergeList(sides, where);
  return list === null ? null : { n: own?.name ?? theirs?.n ?? '', v: [...list] };
}

interface ListSides {
  readonly own: Names | null;
  readonly theirs: Names | null;
  /** As this browser knew it last. */
  readonly known: Names | null;
  readonly isTheirsNews: boolean;
}

interface WhereVideosAre {
  /** Already when this browser synced last: one that has only now come was not taken out of anything here. */
  wasHere(name: string): boolean;
  /** Not one that has only not arrived yet. */
  isRemoved(name: string): boolean;
}

/** Null: it goes. */
function mergeList({ own, theirs, known, isTheirsNews }: ListSides, where: WhereVideosAre): Names | null {
  const knownHere = (known ?? []).filter(where.wasHere);
  if (own === null) return theirs === null || (known !== null && !isTheirsNews) ? null : theirs;
  if (theirs === null) return known !== null && isEqual(own, knownHere) ? null : own;
  const uploaded = theirs.filter((name) => !where.isRemoved(name));
  if (known !== null && !isTheirsNews) {
    const others = uploaded.filter((name) => !where.wasHere(name) && !own.includes(name));
    return isEqual(own, knownHere) ? uploaded : [...own, ...others].slice(0, MAX_IN_PLAYLIST);
  }
  const takenOut = new Set(knownHere.filter((name) => !own.includes(name)));
  const putIn = own.filter((name) => !(known ?? []).includes(name) && !uploaded.includes(name));
  return [...uploaded.filter((name) => !takenOut.has(name)), ...putIn].slice(0, MAX_IN_PLAYLIST);
}

/** All but what is in it here alone. */
function letGo(library: Library, { id, videos }: OwnList, names: ReadonlyMap<VideoId, string>): Library {
  const alone = videos.filter((video) => !names.has(video));
  if (alone.length === 0) return deletePlaylist(library, id);
  return alone.length === videos.length ? library : setPlaylist(library, id, alone);
}

interface TakenList {
  readonly own: OwnList | undefined;
  readonly name: string;
  readonly list: Names;
  readonly names: ReadonlyMap<VideoId, string>;
  readonly shared: ReadonlyMap<string, VideoId>;
}

/** Null: there is no room for another playlist. */
function takeList(library: Library, { own, name, list, names, shared }: TakenList): Library | null {
  const ids = list.flatMap((each) => shared.get(each) ?? []);
  if (own !== undefined) {
    if (
      isEqual(
        namesOf(own, names),
        list.filter((each) => shared.has(each)),
      )
    )
      return library;
    const alone = own.videos.filter((id) => !names.has(id));
    const videos = [...ids.slice(0, MAX_IN_PLAYLIST - alone.length), ...alone];
    return isEqual(own.videos, videos) ? library : setPlaylist(library, own.id, videos);
  }
  const made = createPlaylist(library, name);
  return made.outcome === 'done' ? setPlaylist(made.library, made.id, ids) : null;
}

function namesOf({ videos }: OwnList, names: ReadonlyMap<VideoId, string>): Names {
  return videos.flatMap((id) => names.get(id) ?? []);
}

function readUpload(key: string, raw: unknown): Upload | 'unreadable' | null {
  if (raw === undefined) return null;
  const item = v.safeParse(uploadSchema, raw);
  if (!item.success) return 'unreadable';
  const { n, v: list } = item.output;
  const isOurs = n !== '' && cleanPlaylistName(n) === n && LIST_PREFIX + shortOf(n) === key;
  // In one order, and each video once.
  return isOurs ? { n, v: [...new Set(list)] } : 'unreadable';
}

function readBase(text: string | undefined): Names | null {
  return text === undefined ? null : (JSON.parse(text) as Upload).v;
}

function isEqual<Value>(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
