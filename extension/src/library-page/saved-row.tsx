// One saved video: what it is, and what can be done with it.
import { useState } from 'preact/hooks';
import type { Library, PlaylistId, SavedVideo, VideoId } from '../library/library.ts';
import { Button } from '../ui/button.tsx';
import { LinkIcon, PlayIcon } from '../ui/icons.tsx';
import { text } from '../ui/text.ts';
import type { LibrarySession } from './library-session.ts';
import { factsOfVideo, nameOfVideo } from './library-words.ts';
import { RowPlaylists } from './row-playlists.tsx';

/** What the focus may go back to. */
export type RowControl = 'up' | 'down' | 'away';

export interface SavedRowProps {
  readonly session: LibrarySession;
  readonly library: Library;
  readonly video: SavedVideo;
  readonly playlist: PlaylistId | null;
  /** Null: its order is nobody's to change here. */
  readonly place: { readonly index: number; readonly count: number } | null;
  readonly onGone: (control: RowControl) => void;
  readonly onMoved: (control: RowControl) => void;
  readonly onDropped: (dropped: VideoId) => void;
}

const DRAGGED = 'application/x-sameframe-video';

export function SavedRow(props: SavedRowProps) {
  const { session, library, video, playlist, place } = props;
  const [showsPlaylists, setShowsPlaylists] = useState(false);
  const name = nameOfVideo(video);
  const takeAway = (): void => {
    props.onGone('away');
    if (playlist === null) session.remove(video);
    else session.putInto(playlist, video, 'out');
  };
  const drag = place === null ? {} : dragHandlers(video.id, props.onDropped);
  return (
    <li class="saved-row" data-video={video.id} {...drag}>
      <div class="saved-what">
        <a href={video.address} target="_blank" rel="noreferrer" title={name}>
          <bdi>{name}</bdi>
        </a>
        <p class="hint">
          {factsOfVideo(video).map((fact) => (
            <span key={fact} class="fact">
              <bdi>{fact}</bdi>
            </span>
          ))}
        </p>
      </div>
      <div class="saved-tools">
        <Button
          look="primary"
          state={session.isUnderWay(`start ${video.id}`) ? 'busy' : 'ready'}
          label={text('libraryStartWhich', name)}
          onPress={() => session.start(video)}
        >
          <PlayIcon size={14} />
          {text('popupStart')}
        </Button>
        <Button
          state={session.isUnderWay(`share ${video.id}`) ? 'busy' : 'ready'}
          label={text('libraryShareWhich', name)}
          onPress={() => session.share(video)}
        >
          <LinkIcon />
          {text('libraryShare')}
        </Button>
        {session.queue.value !== null && (
          <Button
            state={session.isUnderWay(`enqueue ${video.id}`) ? 'busy' : 'ready'}
            label={text('libraryQueueWhich', name)}
            onPress={() => session.enqueue(video)}
          >
            {text('libraryQueue')}
          </Button>
        )}
        <Button
          look="quiet"
          isExpanded={showsPlaylists}
          label={text('libraryPlaylistsOf', name)}
          onPress={() => setShowsPlaylists(!showsPlaylists)}
        >
          {text('libraryPlaylists')}
        </Button>
        {place !== null && playlist !== null && (
          <Movers {...props} place={place} playlist={playlist} name={name} />
        )}
        <span data-control="away">
          <Button
            look="quiet"
            label={text(playlist === null ? 'libraryRemoveWhich' : 'libraryTakeOutWhich', name)}
            onPress={takeAway}
          >
            {text(playlist === null ? 'libraryRemove' : 'libraryTakeOut')}
          </Button>
        </span>
      </div>
      {showsPlaylists && <RowPlaylists session={session} library={library} video={video} />}
    </li>
  );
}

interface MoversProps extends SavedRowProps {
  readonly place: { readonly index: number; readonly count: number };
  readonly playlist: PlaylistId;
  readonly name: string;
}

function Movers({ session, video, playlist, place: { index, count }, name, onMoved }: MoversProps) {
  const move = (control: 'up' | 'down', to: number): void => {
    onMoved(control);
    session.move(playlist, video, to);
  };
  return (
    <>
      <span data-control="up">
        <Button
          look="quiet"
          state={index === 0 ? 'busy' : 'ready'}
          label={text('libraryMoveUpWhich', name)}
          onPress={() => move('up', index - 1)}
        >
          {text('libraryMoveUp')}
        </Button>
      </span>
      <span data-control="down">
        <Button
          look="quiet"
          state={index === count - 1 ? 'busy' : 'ready'}
          label={text('libraryMoveDownWhich', name)}
          onPress={() => move('down', index + 1)}
        >
          {text('libraryMoveDown')}
        </Button>
      </span>
    </>
  );
}

/** By the mouse; keyboards have their buttons. */
function dragHandlers(id: VideoId, onDropped: (dropped: VideoId) => void) {
  const isOurs = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes(DRAGGED) === true;
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => event.dataTransfer?.setData(DRAGGED, String(id)),
    onDragOver: (event: DragEvent) => {
      if (isOurs(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!isOurs(event)) return;
      event.preventDefault();
      onDropped(Number(event.dataTransfer?.getData(DRAGGED)) as VideoId);
    },
  };
}
