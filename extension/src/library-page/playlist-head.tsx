// What is to be seen, by its name; of a playlist with what can be done to it as a whole.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Library, MAX_PLAYLIST_NAME_CHARS, type Playlist, playlistIn } from '../library/library.ts';
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import type { LibrarySession } from './library-session.ts';

export function PlaylistHead({
  session,
  library,
}: {
  readonly session: LibrarySession;
  readonly library: Library;
}) {
  const id = session.playlist.value;
  const playlist = id === null ? null : playlistIn(library, id);
  if (playlist === null) return <h2 tabIndex={-1}>{text('libraryAll')}</h2>;
  return <OwnHead key={playlist.id} session={session} id={playlist.id} name={playlist.name} />;
}

interface OwnHeadProps extends Pick<Playlist, 'id' | 'name'> {
  readonly session: LibrarySession;
}

function OwnHead({ session, id, name }: OwnHeadProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const head = useRef<HTMLHeadingElement>(null);
  const wasRenaming = useRef(false);
  const isRenaming = draft !== null;
  useEffect(() => {
    // What had the focus has gone with the press.
    if (isRenaming) {
      field.current?.focus();
      field.current?.select();
    } else if (wasRenaming.current) head.current?.focus();
    wasRenaming.current = isRenaming;
  }, [isRenaming]);
  const rename = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await session.rename(id, draft ?? '')) setDraft(null);
  };
  if (isRenaming) {
    return (
      <form class="row playlist-head" onSubmit={(event) => void rename(event)}>
        <label class="unseen" for="rename">
          {text('libraryPlaylistName')}
        </label>
        <input
          id="rename"
          ref={field}
          class="field"
          type="text"
          dir="auto"
          autocomplete="off"
          maxLength={MAX_PLAYLIST_NAME_CHARS}
          value={draft}
          onInput={(event) => setDraft(event.currentTarget.value)}
        />
        <Button type="submit">{text('chatSave')}</Button>
        <Button look="quiet" onPress={() => setDraft(null)}>
          {text('chatCancel')}
        </Button>
      </form>
    );
  }
  return (
    <div class="row playlist-head">
      <h2 ref={head} tabIndex={-1}>
        <bdi>{name}</bdi>
      </h2>
      {session.queue.value !== null && (
        <Button
          state={session.isUnderWay('enqueue') ? 'busy' : 'ready'}
          label={text('libraryQueueWhich', name)}
          onPress={() => session.enqueuePlaylist(id)}
        >
          {text('libraryQueue')}
        </Button>
      )}
      <Button onPress={() => setDraft(name)}>{text('libraryRename')}</Button>
      <Button look="danger" onPress={() => session.deletePlaylist(id)}>
        {text('libraryDeletePlaylist')}
      </Button>
    </div>
  );
}
