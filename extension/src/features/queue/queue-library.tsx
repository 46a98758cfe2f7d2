// The way from the queue into the library, and back.
import type { TargetedEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
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
  const submit = (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault();
    // As in the queue's own form.
    if (event.submitter?.classList.contains('quiet')) return shelf.close();
    shelf.name.value = field.current?.value ?? '';
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
      <Button type="submit" look="quiet">
        {text('chatCancel')}
      </Button>
    </form>
  );
}

/** The library's playlists and videos: each a button that adds it, or all of it. */
export function LibraryChoice({ desk: { shelf } }: { readonly desk: QueueDesk }) {
  const list = useRef<HTMLFieldSetElement>(null);
  const [words, setWords] = useState('');
  const { value: playlists } = shelf.playlists;
  const { value: videos } = shelf.videos;
  useEffect(() => {
    if (playlists !== null) list.current?.querySelector('button')?.focus();
  }, [playlists]);
  const find = (wanted: string) => {
    setWords(wanted);
    shelf.find(wanted);
  };
  return (
    <fieldset class="queue-choice" ref={list} onKeyDown={closeOnEscape(shelf.close)}>
      <legend class="unseen">{text('queueFromLibrary')}</legend>
      <Problem desk={{ shelf }} />
      {playlists?.length === 0 && <p class="quiet">{text('queueNoPlaylists')}</p>}
      <Choices
        label={text('libraryPlaylists')}
        isBusy={shelf.isBusy.value}
        choices={(playlists ?? []).map((playlist) => ({
          id: playlist.id,
          name: playlist.name,
          note: formatCount(playlist.count),
          choose: () => shelf.add(playlist),
        }))}
      />
      <input
        type="text"
        dir="auto"
        maxLength={200}
        aria-label={text('librarySearch')}
        placeholder={text('librarySearch')}
        onInput={({ currentTarget }) => find(currentTarget.value)}
      />
      {videos?.length === 0 && words !== '' && <p class="quiet">{text('libraryNotFound')}</p>}
      <Choices
        label={text('libraryVideos')}
        isBusy={shelf.isBusy.value}
        choices={(videos ?? []).map((video) => ({
          id: video.address,
          name: video.title || video.address,
          note: video.lengthS === null ? '' : formatMediaTime(video.lengthS),
          choose: () => shelf.addVideo(video),
        }))}
      />
      <Button type="submit" look="quiet" onPress={shelf.close}>
        {text('chatCancel')}
      </Button>
    </fieldset>
  );
}

interface ChoicesProps {
  readonly label: string;
  readonly isBusy: boolean;
  readonly choices: readonly {
    readonly id: number | string;
    readonly name: string;
    readonly note: string;
    choose(): void;
  }[];
}

function Choices({ label, isBusy, choices }: ChoicesProps) {
  if (choices.length === 0) return null;
  return (
    <ul aria-label={label}>
      {choices.map(({ id, name, note, choose }) => (
        <li key={id}>
          <Button
            type="submit"
            look="quiet"
            label={text('queueAddPlaylist', name)}
            state={isBusy ? 'busy' : 'ready'}
            onPress={choose}
          >
            <bdi class="queue-title">{name}</bdi>
          </Button>
          <span class="quiet">{note}</span>
        </li>
      ))}
    </ul>
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
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    close();
  };
}
