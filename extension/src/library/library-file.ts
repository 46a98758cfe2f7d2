// PURE. A library as a file that a person keeps or takes to another browser, and what comes back in from one. Nothing of a
// file is believed: each video is looked at like one that is saved by hand, and what is there already stays (SPEC LB5).
import { cleanLine } from '@sameframe/shared/clean-line.ts';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';
import * as v from 'valibot';
import { type Saved, saveVideos } from './edit-library.ts';
import {
  addToPlaylist,
  cleanPlaylistName,
  createPlaylist,
  type NamedPlaylist,
  type PlaylistRefusal,
} from './edit-playlists.ts';
import { type Library, MAX_IN_PLAYLIST, MAX_PLAYLISTS, MAX_VIDEOS, type VideoId } from './library.ts';
import { readVideo } from './read-video.ts';
import type { VideoFacts, VideoRefusal } from './video-facts.ts';

/** 2: a playlist names its videos by their places among all of them, from 0. In 1 it holds each once more. */
const FILE_VERSION = 2;
/** Larger than any library can be: with the longest addresses and titles it is about 8 MB. */
export const MAX_FILE_BYTES = 16_000_000;
/** Of an entry that is refused; enough to find it by. */
const MAX_WHAT_CHARS = 80;

/** Without the codes of parties: whoever gets the file would be in. */
export function writeFile(library: Library): string {
  const places = new Map(library.videos.map(({ id }, place) => [id, place]));
  const file = {
    sameframeLibrary: FILE_VERSION,
    videos: library.videos.map(toItem),
    playlists: library.playlists.map(({ name, videos }) => ({
      name,
      videos: videos.flatMap((id) => places.get(id) ?? []),
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function toItem({ address, title, lengthS }: VideoFacts): VideoFacts {
  return { address, title, lengthS };
}

/** More than a library takes: a long file fills it and says what did not fit. Beyond this it is no library. */
const entriesUpTo = (most: number) => v.pipe(v.array(v.unknown()), v.maxLength(2 * most));
const fileSchema = v.object({
  sameframeLibrary: v.pipe(v.number(), v.minValue(1)),
  videos: entriesUpTo(MAX_VIDEOS),
  playlists: v.optional(
    v.pipe(
      v.array(v.object({ name: v.string(), videos: entriesUpTo(MAX_IN_PLAYLIST) })),
      v.maxLength(2 * MAX_PLAYLISTS),
    ),
    [],
  ),
});
export type LibraryFile = v.InferOutput<typeof fileSchema>;

export type FileProblem = 'too-large' | 'no-json' | 'no-library' | 'newer';

export function readFile(content: string): Result<LibraryFile, FileProblem> {
  if (content.length > MAX_FILE_BYTES) return fail('too-large');
  let found: unknown;
  try {
    found = JSON.parse(content);
  } catch {
    // Whatever is wrong with it, the person can only choose another file.
    return fail('no-json');
  }
  const file = v.safeParse(fileSchema, found);
  if (!file.success) return fail('no-library');
  return file.output.sameframeLibrary > FILE_VERSION ? fail('newer') : succeed(file.output);
}

export type EntryRefusal = VideoRefusal | PlaylistRefusal | 'no-video' | 'library-full' | 'playlist-full';

/** What has become of a file's entries. */
export interface TakenIn {
  readonly library: Library;
  readonly taken: number;
  /** They were there before. */
  readonly known: number;
  /** As the file calls it, and why. */
  readonly refused: readonly { readonly what: string; readonly reason: EntryRefusal }[];
}

const itemSchema = v.object({
  address: v.string(),
  title: v.optional(v.string(), ''),
  lengthS: v.optional(v.nullable(v.number()), null),
});

/** Everything that is in the library stays as it is; the file's is added to it. */
export function takeInFile(library: Library, file: LibraryFile, savedAtMs: number): TakenIn {
  const all = file.videos.map(readEntry);
  const readItem = (raw: unknown) => (typeof raw === 'number' ? all[raw] : undefined) ?? readEntry(raw);
  const lists = file.playlists.map(({ videos }) => videos.map(readItem));
  const entries = [...new Set([...all, ...lists.flat()])];
  const facts = entries.flatMap((entry) => (entry.facts.ok ? [entry.facts.value] : []));
  const saved = saveVideos(library, facts, savedAtMs);
  const outcomes = saved.each.values();
  const settled = new Map(
    entries.flatMap((entry) => (entry.facts.ok ? [[entry, outcomes.next().value] as const] : [])),
  );
  const refusals = new Map<string, TakenIn['refused'][number]>();
  for (const entry of entries) {
    const { key, what, facts: read } = entry;
    const outcome = settled.get(entry);
    if (!read.ok) refusals.set(key, { what, reason: read.reason });
    else if (outcome?.outcome === 'library-full') refusals.set(key, { what, reason: outcome.outcome });
  }
  let after = saved.library;
  for (const [index, { name }] of file.playlists.entries()) {
    const ids = (lists[index] ?? []).flatMap((entry) => idOf(settled.get(entry)));
    const filled = fillPlaylist(after, name, ids);
    const what = cleanPlaylistName(name);
    if (filled.refusal !== null) refusals.set(`playlist ${what}`, { what, reason: filled.refusal });
    after = filled.library;
  }
  const taken = saved.each.filter(({ outcome }) => outcome === 'saved').length;
  const inLibrary = new Set(saved.each.flatMap(idOf));
  return { library: after, taken, known: inLibrary.size - taken, refused: [...refusals.values()] };
}

interface Entry {
  /** The same wherever in the file it stands: it is told once. */
  readonly key: string;
  /** For the person. */
  readonly what: string;
  readonly facts: Result<VideoFacts, VideoRefusal | 'no-video'>;
}

function readEntry(raw: unknown): Entry {
  const item = v.safeParse(itemSchema, raw);
  if (!item.success) {
    const key = JSON.stringify(raw);
    return { key, what: cleanLine(key, MAX_WHAT_CHARS), facts: fail('no-video') };
  }
  const { address, title } = item.output;
  const facts = readVideo(item.output);
  const what = cleanLine(title === '' ? address : title, MAX_WHAT_CHARS);
  return { key: facts.ok ? facts.value.address : address, what, facts };
}

function idOf(saved: Saved | undefined): VideoId[] {
  return saved === undefined || saved.outcome === 'library-full' ? [] : [saved.id];
}

/** Into the playlist of that name, or a new one. */
function fillPlaylist(
  library: Library,
  wanted: string,
  ids: readonly VideoId[],
): { readonly library: Library; readonly refusal: EntryRefusal | null } {
  const name = cleanPlaylistName(wanted);
  const known = library.playlists.find((playlist) => playlist.name === name);
  const opened: NamedPlaylist =
    known === undefined ? createPlaylist(library, name) : { outcome: 'done', library, id: known.id };
  if (opened.outcome !== 'done') return { library, refusal: opened.outcome };
  const filled = addToPlaylist(opened.library, opened.id, ids);
  return { library: filled.library, refusal: filled.outcome === 'playlist-full' ? filled.outcome : null };
}
