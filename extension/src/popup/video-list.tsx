// The videos of the page, for whoever sees that Sameframe has taken the wrong one: only where there is a choice.
import { useEffect, useState } from 'preact/hooks';
import type { PopupVideo, VideosView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';
import { describeVideo } from './video-words.ts';

export interface VideoListProps {
  readonly session: PopupSession;
  readonly videos: VideosView;
}

export function VideoList({ session, videos }: VideoListProps) {
  const [isOpen, setOpen] = useState(false);
  const { count, isPicked, list } = videos;
  const isUntold = list === null;
  // The page tells its videos only while they are looked at; a background that was stopped has to be asked again.
  useEffect(() => {
    if (isOpen && isUntold) session.send({ kind: 'list-videos', isWanted: true });
  }, [session, isOpen, isUntold]);
  const fold = () => {
    if (isOpen) session.send({ kind: 'list-videos', isWanted: false });
    setOpen(!isOpen);
  };
  if (count < 2 && !isPicked) return null;
  return (
    <section class="unfolding videos">
      <Button look="quiet" isExpanded={isOpen} onPress={fold}>
        {text('videos')} <span class="count">{count}</span>
      </Button>
      {isOpen && <Choices session={session} list={list ?? []} isPicked={isPicked} />}
    </section>
  );
}

interface ChoicesProps {
  readonly session: PopupSession;
  readonly list: readonly PopupVideo[];
  readonly isPicked: boolean;
}

function Choices({ session, list, isPicked }: ChoicesProps) {
  return (
    <>
      <ul aria-label={text('videos')}>
        {list.map((video) => (
          <li key={`${video.frame}-${video.id}`}>
            <Choice session={session} video={video} />
          </li>
        ))}
      </ul>
      <div class="row even">
        <Button onPress={() => session.pickOnPage()}>{text('videosPickOnPage')}</Button>
        {isPicked && (
          <Button onPress={() => session.send({ kind: 'choose-for-me' })}>{text('videosChooseForMe')}</Button>
        )}
      </div>
    </>
  );
}

function Choice({ session, video }: { readonly session: PopupSession; readonly video: PopupVideo }) {
  const { what, where } = describeVideo(video);
  return (
    <button
      type="button"
      class="video"
      aria-pressed={video.isInUse}
      onClick={() => session.send({ kind: 'pick-video', frame: video.frame, video: video.id })}
    >
      {video.thumbnail === null ? (
        <span class={`thumbnail no-${video.medium}`} aria-hidden="true" />
      ) : (
        <img class="thumbnail" src={video.thumbnail} alt="" />
      )}
      <span class="what">{what}</span> <span class="where">{where}</span>{' '}
      {video.isInUse && <span class="in-use">{text('videosInUse')}</span>}
    </button>
  );
}
