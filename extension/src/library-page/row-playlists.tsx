// In which playlists a video is: one box each.
import type { Library, SavedVideo } from '../library/library.ts';
import { text } from '../ui/text.ts';
import type { LibrarySession } from './library-session.ts';
import { nameOfVideo } from './library-words.ts';

export interface RowPlaylistsProps {
  readonly session: LibrarySession;
  readonly library: Library;
  readonly video: SavedVideo;
}

export function RowPlaylists({ session, library, video }: RowPlaylistsProps) {
  if (library.playlists.length === 0) return <p class="hint row-playlists">{text('libraryNoPlaylists')}</p>;
  return (
    <fieldset class="choices row-playlists">
      <legend class="unseen">{text('libraryPlaylistsOf', nameOfVideo(video))}</legend>
      {library.playlists.map(({ id, name, videos }) => {
        const isIn = videos.includes(video.id);
        const field = `in-${id}-${video.id}`;
        return (
          <label key={id} for={field}>
            <input
              id={field}
              type="checkbox"
              checked={isIn}
              onChange={() => session.putInto(id, video, isIn ? 'out' : 'in')}
            />
            <bdi>{name}</bdi>
          </label>
        );
      })}
    </fieldset>
  );
}
