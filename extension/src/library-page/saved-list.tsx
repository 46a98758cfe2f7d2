// The videos that are to be seen, and where the focus goes when one of them has moved or gone.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Library, SavedVideo, VideoId } from '../library/library.ts';
import { searchVideos } from '../library/search-videos.ts';
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import type { LibrarySession } from './library-session.ts';
import { type RowControl, SavedRow } from './saved-row.tsx';

/** So many rows are drawn at once; a library may have two thousand. */
const SHOWN_AT_ONCE = 100;

export function SavedList({
  session,
  library,
}: {
  readonly session: LibrarySession;
  readonly library: Library;
}) {
  const view = { playlist: session.playlist.value, search: session.search.value };
  const videos = searchVideos(library, view);
  const [more, setMore] = useState({ of: '', count: SHOWN_AT_ONCE });
  const shownOf = `${view.playlist} ${view.search}`;
  const count = more.of === shownOf ? more.count : SHOWN_AT_ONCE;
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<{ readonly video: VideoId | null; readonly control: RowControl } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was wanted is in place once the library is drawn anew.
  useEffect(() => {
    if (wanted.current === null) return;
    const { video, control } = wanted.current;
    wanted.current = null;
    const row = list.current?.querySelector(`[data-video="${video}"]`);
    const target = row?.querySelector<HTMLElement>(`[data-control="${control}"] button`);
    // The last one has gone: on to where the list was.
    (target ?? document.querySelector<HTMLElement>('main h2'))?.focus();
  }, [library]);

  if (videos.length === 0) return <p class="library-empty">{text(whyEmpty(library, view))}</p>;
  const isOrdered = view.playlist !== null && view.search.trim() === '';
  const neighbourOf = (video: SavedVideo) => {
    const at = videos.indexOf(video);
    return (videos[at + 1] ?? videos[at - 1])?.id ?? null;
  };
  return (
    <>
      <ol class="saved" aria-label={text('libraryVideos')} ref={list}>
        {videos.slice(0, count).map((video, index) => (
          <SavedRow
            key={video.id}
            session={session}
            library={library}
            video={video}
            playlist={view.playlist}
            place={isOrdered ? { index, count: videos.length } : null}
            onGone={(control) => {
              wanted.current = { video: neighbourOf(video), control };
            }}
            onMoved={(control) => {
              wanted.current = { video: video.id, control };
            }}
            onDropped={(dropped) => {
              const moved = videos.find(({ id }) => id === dropped);
              if (moved !== undefined && view.playlist !== null) session.move(view.playlist, moved, index);
            }}
          />
        ))}
      </ol>
      {videos.length > count && (
        <Button onPress={() => setMore({ of: shownOf, count: count + SHOWN_AT_ONCE })}>
          {text('libraryShowMore')}
        </Button>
      )}
    </>
  );
}

function whyEmpty(library: Library, { playlist, search }: { playlist: unknown; search: string }) {
  if (search.trim() !== '') return 'libraryNotFound';
  return playlist === null || library.videos.length === 0 ? 'libraryEmpty' : 'libraryPlaylistEmpty';
}
