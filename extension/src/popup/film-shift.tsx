// Whether this copy of the film is shifted against the party's, who says so, and steps to set it right: adverts, another
// intro, another cut.
import { useState } from 'preact/hooks';
import type { FilmStanding } from '../messages/content-background.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber, text } from '../ui/text.ts';
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
      <p role="status" aria-label={text('shift')} class="hint">
        {words}
      </p>
      {film.shiftS !== 0 && <Button onPress={() => shift(null)}>{text('shiftNone')}</Button>}
      <Button look="quiet" isExpanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {text('shift')}
      </Button>
      {isOpen && (
        <>
          <p class="hint">{text('shiftHint')}</p>
          <div class="row even">
            {STEPS_MS.map((ms) => (
              <Button key={ms} onPress={() => shift(ms / 1_000)}>
                {formatStep(ms)}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

function describe({ shiftS, shiftedBy, insertedS }: FilmStanding): string {
  const words = [
    ...(shiftS === 0 ? [] : [describeShift(shiftS, shiftedBy)]),
    ...(insertedS === 0 ? [] : [text('shiftAds', formatSeconds(insertedS, 0))]),
  ];
  return words.join(' ');
}

function describeShift(shiftS: number, shiftedBy: FilmStanding['shiftedBy']): string {
  const amount = formatSeconds(Math.abs(shiftS), 2);
  if (shiftedBy === 'ends') return text(shiftS > 0 ? 'shiftCopyLonger' : 'shiftCopyShorter', amount);
  return text(shiftS > 0 ? 'shiftLater' : 'shiftEarlier', amount);
}

/** `30 s`, `1.05 s`. */
function formatSeconds(seconds: number, maximumFractionDigits: number): string {
  return text('unitS', formatNumber(seconds, { maximumFractionDigits }));
}

/** `−50 ms`, `+1 s`. */
function formatStep(ms: number): string {
  const [unit, amount] = Math.abs(ms) < 1_000 ? (['unitMs', ms] as const) : (['unitS', ms / 1_000] as const);
  return text(unit, `${ms < 0 ? '−' : '+'}${formatNumber(Math.abs(amount))}`);
}
