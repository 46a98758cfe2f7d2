// The two films side by side, what one can do to them, and what came of it.
import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { type TextKey, text } from '../ui/text.ts';
import { FRIEND_ID, OWN_ID } from './practice.ts';
import type { Tried } from './tried.ts';
import type { WelcomeSession } from './welcome-session.ts';

const TASKS = [
  { key: 'pressed', words: 'welcomeTryPress' },
  { key: 'jumped', words: 'welcomeTryJump' },
  { key: 'followed', words: 'welcomeTryFriend' },
] as const satisfies readonly { key: keyof Tried; words: TextKey }[];

export function PracticeView({ session }: { readonly session: WelcomeSession }) {
  return (
    <section class="practice" aria-labelledby="welcome-try">
      <h2 id="welcome-try">{text('welcomeTry')}</h2>
      <p>{text('welcomeTryLead')}</p>
      <div class="seats">
        <Seat session={session} seat="own" />
        <Seat session={session} seat="friends" />
      </div>
      <div class="outcome">
        <Tasks tried={session.tried.value} />
        <div class="told" role="log" aria-label={text('welcomeTold')}>
          {session.lines.value.map(({ id, words }) => (
            <p key={id}>{words}</p>
          ))}
        </div>
      </div>
    </section>
  );
}

function Seat({ session, seat }: { readonly session: WelcomeSession; readonly seat: 'own' | 'friends' }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    session.attach(seat, video.current);
    return () => session.attach(seat, null);
  }, [session, seat]);
  const isOwn = seat === 'own';
  const name = text(isOwn ? 'welcomeYou' : 'welcomeFriend');
  return (
    <figure class="seat">
      <figcaption>
        <Avatar id={isOwn ? OWN_ID : FRIEND_ID} name={name} emoji={null} />
        <span>
          <strong>{name}</strong>
          <span class="quiet">{text(isOwn ? 'welcomeYourComputer' : 'welcomeFriendComputer')}</span>
        </span>
      </figcaption>
      {/* It has no sound, and a browser lets it play whoever pressed. */}
      <video
        ref={video}
        src="welcome.webm"
        controls={isOwn}
        muted
        playsInline
        preload="auto"
        aria-label={text(isOwn ? 'welcomeYourVideo' : 'welcomeFriendVideo')}
      />
      <div class="hand">
        {isOwn ? <p class="quiet">{text('welcomeUseControls')}</p> : <Hand session={session} />}
      </div>
    </figure>
  );
}

/** What the friend can be made to do, and how far from the party their film is. */
function Hand({ session }: { readonly session: WelcomeSession }) {
  const { text: words, measured, tone } = session.friendSync.value;
  return (
    <>
      <Button onPress={session.pressAsFriend}>{text('welcomeFriendPresses')}</Button>
      <Button onPress={session.jumpAsFriend}>{text('welcomeFriendJumps')}</Button>
      <p class={`sync ${tone}`}>
        {words} {measured !== null && <span class="measured">{measured}</span>}
      </p>
    </>
  );
}

function Tasks({ tried }: { readonly tried: Tried }) {
  const isAllDone = TASKS.every(({ key }) => tried[key]);
  return (
    <div class="tasks">
      <ul>
        {TASKS.map(({ key, words }) => (
          <li key={key} data-done={tried[key] ? '' : undefined}>
            <span class="tick">{tried[key] && <CheckIcon />}</span>
            <span>{text(words)}</span>
            {tried[key] && <span class="unseen">{text('welcomeDone')}</span>}
          </li>
        ))}
      </ul>
      <p role="status">{isAllDone && text('welcomeAllDone')}</p>
    </div>
  );
}
