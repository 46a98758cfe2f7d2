// What the library's page says of a video, a playlist and a file.
import type { PlaylistRefusal } from '../library/edit-playlists.ts';
import type { SavedVideo } from '../library/library.ts';
import type { EntryRefusal, FileProblem, TakenIn } from '../library/library-file.ts';
import { MAX_LISTED } from '../messages/feature-asks.ts';
import type { QueueRefusal } from '../messages/popup-background.ts';
import { formatMediaTime } from '../ui/media-time.ts';
import { siteOf } from '../ui/site-name.ts';
import { formatCount, languageTag, type TextKey, text } from '../ui/text.ts';

/** What has come of the last press. */
export interface Notice {
  readonly tone: 'good' | 'problem';
  readonly words: string;
  readonly details?: readonly string[];
  readonly undo?: () => void;
}

export const PLAYLIST_PROBLEMS: Record<PlaylistRefusal, TextKey> = {
  'no-name': 'libraryNoName',
  'name-taken': 'libraryNameTaken',
  'too-many-playlists': 'libraryTooManyPlaylists',
};

export const FILE_PROBLEMS: Record<FileProblem, TextKey> = {
  'too-large': 'libraryFileTooLarge',
  'no-json': 'libraryFileBroken',
  'no-library': 'libraryFileOther',
  newer: 'libraryFileNewer',
};

const ENTRY_PROBLEMS: Record<EntryRefusal, TextKey> = {
  'no-web-address': 'libraryEntryNoAddress',
  'address-too-long': 'libraryEntryTooLong',
  'no-video': 'libraryEntryNoVideo',
  'library-full': 'libraryFull',
  'playlist-full': 'libraryPlaylistFull',
  ...PLAYLIST_PROBLEMS,
};

/** More than that nobody reads. */
const MAX_TOLD = 20;

/** What a person knows it by: until its page was seen, where it is. */
export function nameOfVideo({ title, address }: Pick<SavedVideo, 'title' | 'address'>): string {
  return title === '' ? address.replace(/^https?:\/\/(?:www\.)?/, '') : title;
}

/** `films.example`, `1:23:45`, `12 May 2026`: what there is of it. */
export function factsOfVideo({ address, lengthS, savedAtMs }: SavedVideo): readonly string[] {
  const day = new Intl.DateTimeFormat(languageTag(), { dateStyle: 'medium' }).format(savedAtMs);
  return [siteOf(address), ...(lengthS === null ? [] : [formatMediaTime(lengthS)]), day];
}

/** Whatever is wrong with a file, nothing of the library has changed. */
export function describeFile(problem: TextKey): string {
  return `${text(problem)} ${text('libraryFileNothingLost')}`;
}

export function describeTakenIn({ taken, known, refused }: TakenIn): Notice {
  const parts = [text('libraryTaken', formatCount(taken), formatCount(known))];
  if (refused.length > 0) parts.push(text('libraryRefused', formatCount(refused.length)));
  const told = refused
    .slice(0, MAX_TOLD)
    .map(({ what, reason }) => text('libraryEntry', what === '' ? '–' : what, text(ENTRY_PROBLEMS[reason])));
  const more =
    refused.length > MAX_TOLD ? [text('libraryMoreRefused', formatCount(refused.length - MAX_TOLD))] : [];
  return {
    tone: refused.length > 0 ? 'problem' : 'good',
    words: parts.join(' '),
    details: [...told, ...more],
  };
}

const NOT_QUEUED: Record<QueueRefusal, TextKey> = {
  full: 'queueFull',
  'not-allowed': 'queueNotAllowed',
  'no-address': 'queueNoWebPage',
  'no-page': 'queueNoPage',
  'no-party': 'queueNoParty',
};

export function describeNotQueued(why: QueueRefusal): string {
  return `${text('queueNotAdded')} ${text(NOT_QUEUED[why], MAX_LISTED)}`;
}
