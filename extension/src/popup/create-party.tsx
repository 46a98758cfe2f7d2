// Starting a party on the page in front: one button.
import { useEffect } from 'preact/hooks';
import type { PageFilm as Film } from '../platform/tab-film.ts';
import { Button } from '../ui/button.tsx';
import { cleanText } from '../ui/clean-text.ts';
import { formatMediaTime } from '../ui/media-time.ts';
import { isolate, text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

export function CreateParty({ session }: { readonly session: PopupSession }) {
  useEffect(() => session.findFilm(), [session]);
  return (
    <section class="create">
      <p>{text('popupStartIntro')}</p>
      <PageFilm film={session.film.value} />
      <Button
        look="primary"
        state={session.isUnderWay('start') ? 'busy' : 'ready'}
        onPress={() => session.sendWithClick({ kind: 'start' })}
      >
        {text('popupStart')}
      </Button>
    </section>
  );
}

const MAX_TITLE_CHARS = 120;

/** What one is about to share, before anything is started. */
function PageFilm({ film }: { readonly film: Film }) {
  if (film.kind === 'unknown') return null;
  if (film.kind === 'none') return <p class="hint">{text('popupNoVideo')}</p>;
  const title = cleanText(film.title, MAX_TITLE_CHARS);
  const parts = [...(title === '' ? [] : [isolate(title)]), ...lengthOf(film)];
  return <p class="hint">{[text('popupVideoFound'), ...parts].join(' · ')}</p>;
}

function lengthOf({ lengthS }: Extract<Film, { kind: 'found' }>): readonly string[] {
  return lengthS === null ? [] : [formatMediaTime(lengthS)];
}
