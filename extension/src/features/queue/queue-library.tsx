// The way from the queue into the library, and back.
import type { TargetedEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { formatMediaTime } from '../../ui/media-time.ts';
import { formatCount, text } from '../../ui/text.ts';
import type { QueueDesk } from './queue-desk.ts';

/** A name for it, and a press. */
export function SaveForm({ desk: { shelf } }: { readonly desk: QueueDesk }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // What was pressed stays where it is; what one does next is to give it a name.
    field.current?.focus();
    field.current?.select();
  }, []);
  const submit = (event: TargetedEvent) => {
    event.preventDefault();
    shelf.save();
  };
  return (
    <form class="queue-add queue-save" onSubmit={submit} onKeyDown={closeOnEscape(shelf.close)}>
      <Problem desk={{ shelf }} />
      <input
        ref={field}
        type="text"
        dir="auto"
        maxLength={60}
        aria-label={text('libraryPlaylistName')}
        aria-invalid={shelf.problem.value !== null}
        value={shelf.name.value}
        onInput={({ currentTarget }) => {
          shelf.name.value = currentTarget.value;
        }}
      />
      <Button type="submit" look="primary" state={shelf.isBusy.value ? 'busy' : 'ready'}>
        {text('chatSave')}
      </Button>
      <Button look="quiet" onPress={shelf.close}>
        {text('chatCancel')}
      </Button>
    </form>
  );
}

/** The library's playlists and videos: each a button that adds it, or all of it. */
export function PlaylistChoice({ desk: { shelf } }: { readonly desk: QueueDesk }) {
  const list = useRef<HTMLFieldSetElement>(null);
  const { value: playlists } = shelf.playlists;
  useEffect(() => {
    if (playlists !== null) list.current?.querySelector('button')?.focus();
  }, [playlists]);
  return (
    <fieldset class="queue-choice" ref={list} onKeyDown={closeOnEscape(shelf.close)}>
      <legend class="unseen">{text('queueFromLibrary')}</legend>
      <Problem desk={{ shelf }} />
      {playlists?.length === 0 && <p class="quiet">{text('queueNoPlaylists')}</p>}
      {playlists !== null && playlists.length > 0 && (
        <ul aria-label={text('libraryPlaylists')}>
          {playlists.map((playlist) => (
            <li key={playlist.id}>
              <Button
                type="submit"
                look="quiet"
                label={text('queueAddPlaylist', playlist.name)}
                state={shelf.isBusy.value ? 'busy' : 'ready'}
                onPress={() => shelf.add(playlist)}
              >
                <bdi class="queue-title">{playlist.name}</bdi>
              </Button>
              <span class="quiet">{formatCount(playlist.count)}</span>
            </li>
          ))}
        </ul>
      )}
      <VideoChoice desk={{ shelf }} />
      <Button type="submit" look="quiet" onPress={shelf.close}>
        {text('chatCancel')}
      </Button>
    </fieldset>
  );
}

function VideoChoice({ desk: { shelf } }: { readonly desk: Pick<QueueDesk, 'shelf'> }) {
  const field = useRef<HTMLInputElement>(null);
  const { value: videos } = shelf.videos;
  const hasWords = (field.current?.value ?? '') !== '';
  return (
    <>
      <input
        ref={field}
        type="text"
        dir="auto"
        maxLength={200}
        aria-label={text('librarySearch')}
        placeholder={text('librarySearch')}
        onInput={({ currentTarget }) => shelf.find(currentTarget.value)}
      />
      {videos?.length === 0 && hasWords && <p class="quiet">{text('libraryNotFound')}</p>}
      {videos !== null && videos.length > 0 && (
        <ul aria-label={text('libraryVideos')}>
          {videos.map((video) => (
            <li key={video.address}>
              <Button
                type="submit"
                look="quiet"
                label={text('queueAddPlaylist', video.title || video.address)}
                onPress={() => shelf.addVideo(video)}
              >
                <bdi class="queue-title">{video.title || video.address}</bdi>
              </Button>
              <span class="quiet">{video.lengthS === null ? '' : formatMediaTime(video.lengthS)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Problem({ desk: { shelf } }: { readonly desk: Pick<QueueDesk, 'shelf'> }) {
  const { value: problem } = shelf.problem;
  return problem === null ? null : (
    <p class="problem" role="alert">
      {problem}
    </p>
  );
}

/** The panel itself stays open. */
function closeOnEscape(close: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
}
