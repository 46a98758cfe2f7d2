// Whether this copy of the film is shifted against the party's, who says so, and steps to set it right: adverts, another
// intro, another cut.
import { useState } from 'preact/hooks';
import type { FilmStanding } from '../messages/content-background.ts';
import { Button } from '../ui/button.tsx';
import { SHIFT_STRINGS } from './film-shift-strings.ts';
import type { PopupSession } from './popup-session.ts';

/** A second to find the place, and as little as anybody notices to hit it, in ms. */
const STEPS_MS = [-1_000, -50, 50, 1_000] as const;

export interface FilmShiftProps {
  readonly session: PopupSession;
  readonly film: FilmStanding;
}

export function FilmShift({ session, film }: FilmShiftProps) {
  const [isOpen, setOpen] = useState(false);
  const words = describe(film);
  const shift = (byS: number | null) => session.send({ kind: 'shift-film', byS });
  return (
    <section class="unfolding film-shift">
      <p role="status" aria-label={SHIFT_STRINGS.shift} class="hint">
        {words}
      </p>
      {film.shiftS !== 0 && <Button onPress={() => shift(null)}>{SHIFT_STRINGS.none}</Button>}
      <Button look="quiet" isExpanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {SHIFT_STRINGS.shift}
      </Button>
      {isOpen && (
        <>
          <p class="hint">{SHIFT_STRINGS.hint}</p>
          <div class="row even">
            {STEPS_MS.map((ms) => (
              <Button key={ms} onPress={() => shift(ms / 1_000)}>
                {SHIFT_STRINGS.by(ms)}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

function describe({ shiftS, shiftedBy, insertedS }: FilmStanding): string {
  const byS = Math.abs(shiftS);
  const shifted =
    shiftS === 0
      ? []
      : [
          shiftedBy === 'ends'
            ? SHIFT_STRINGS.endsMatched(byS, shiftS > 0)
            : SHIFT_STRINGS.byYou(byS, shiftS > 0),
        ];
  const inserted = insertedS === 0 ? [] : [SHIFT_STRINGS.adsFound(insertedS)];
  return [...shifted, ...inserted].join(' ');
}
