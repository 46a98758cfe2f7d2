// The library's page as a whole: what has come of the last press, the playlists, and the videos.
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { keepFocusBeside } from '../ui/focus-beside.ts';
import { Mark } from '../ui/icons.tsx';
import { text } from '../ui/text.ts';
import type { LibrarySession } from './library-session.ts';
import { LibraryTools } from './library-tools.tsx';
import type { Notice } from './library-words.ts';
import { PlaylistHead } from './playlist-head.tsx';
import { PlaylistNav } from './playlist-nav.tsx';
import { SavedList } from './saved-list.tsx';

export function LibraryApp({ session }: { readonly session: LibrarySession }) {
  const page = session.page.value;
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    if (whole.current !== null) keepFocusBeside(whole.current, stop.signal);
    return () => stop.abort();
  }, []);
  return (
    <div class="library" ref={whole}>
      <header class="library-header">
        <Mark />
        <h1>{text('library')}</h1>
        {page.state === 'open' && <LibraryTools session={session} />}
      </header>
      <NoticeLine session={session} notice={session.notice.value} />
      {page.state === 'unreadable' && <Unreadable session={session} />}
      {page.state === 'open' && (
        <div class="library-body">
          <PlaylistNav session={session} library={page.library} />
          <main>
            <PlaylistHead session={session} library={page.library} />
            <SavedList session={session} library={page.library} />
          </main>
        </div>
      )}
    </div>
  );
}

/** Always there, so that what is said in it is read out. */
function NoticeLine({
  session,
  notice,
}: {
  readonly session: LibrarySession;
  readonly notice: Notice | null;
}) {
  return (
    <div class={`library-notice ${notice?.tone ?? 'nothing'}`}>
      <div role="status" aria-label={text('libraryResult')}>
        {notice !== null && <p>{notice.words}</p>}
        {(notice?.details ?? []).length > 0 && (
          <ul>
            {notice?.details?.map((detail) => (
              <li key={detail}>
                <bdi>{detail}</bdi>
              </li>
            ))}
          </ul>
        )}
      </div>
      {notice?.undo !== undefined && <Button onPress={notice.undo}>{text('libraryUndo')}</Button>}
      {notice !== null && (
        <Button
          look="quiet"
          onPress={() => {
            session.notice.value = null;
          }}
        >
          {text('panelClose')}
        </Button>
      )}
    </div>
  );
}

function Unreadable({ session }: { readonly session: LibrarySession }) {
  return (
    <main class="library-alone">
      <p role="alert">{text('libraryUnreadable')}</p>
      <Button onPress={() => void session.beginAnew()}>{text('libraryBeginAnew')}</Button>
    </main>
  );
}
