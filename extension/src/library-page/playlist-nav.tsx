// Which videos are to be seen: all, or one playlist's; and the field for a new playlist.
import { useState } from 'preact/hooks';
import { type Library, MAX_PLAYLIST_NAME_CHARS, type PlaylistId } from '../library/library.ts';
import { Button } from '../ui/button.tsx';
import { formatCount, text } from '../ui/text.ts';
import type { LibrarySession } from './library-session.ts';
import { SyncBox } from './sync-box.tsx';

export interface PlaylistNavProps {
  readonly session: LibrarySession;
  readonly library: Library;
}

export function PlaylistNav({ session, library }: PlaylistNavProps) {
  const [name, setName] = useState('');
  const create = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await session.create(name)) setName('');
  };
  return (
    <nav class="playlists" aria-label={text('libraryPlaylists')}>
      <ul>
        <Choice session={session} id={null} name={text('libraryAll')} count={library.videos.length} />
        {library.playlists.map(({ id, name: title, videos }) => (
          <Choice key={id} session={session} id={id} name={title} count={videos.length} />
        ))}
      </ul>
      <form onSubmit={(event) => void create(event)}>
        <label class="label" for="new-playlist">
          {text('libraryNewPlaylist')}
        </label>
        <div class="row">
          <input
            id="new-playlist"
            class="field"
            type="text"
            dir="auto"
            autocomplete="off"
            maxLength={MAX_PLAYLIST_NAME_CHARS}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit">{text('libraryCreate')}</Button>
        </div>
      </form>
      <SyncBox session={session} />
    </nav>
  );
}

interface ChoiceProps {
  readonly session: LibrarySession;
  readonly id: PlaylistId | null;
  readonly name: string;
  readonly count: number;
}

function Choice({ session, id, name, count }: ChoiceProps) {
  return (
    <li>
      <button
        type="button"
        class="playlist"
        aria-current={session.playlist.value === id ? 'true' : undefined}
        onClick={() => {
          session.playlist.value = id;
        }}
      >
        <span class="playlist-name">
          <bdi>{name}</bdi>
        </span>{' '}
        <span class="count">{formatCount(count)}</span>
      </button>
    </li>
  );
}
