// "Sync details": the own drift with how sure it is, what is loaded, and the last minute as a line. Nothing in it is
// read out by itself, as it changes every second; it stands on its own for whoever looks.
import { Button } from '../ui/button.tsx';
import { describeOwnSync, formatBuffer, formatDrift } from '../ui/sync-words.ts';
import { text } from '../ui/text.ts';
import type { DetailsView } from './details-view.ts';
import type { OverlayAsk } from './overlay-view.ts';
import { drawSparkline } from './sparkline.ts';

export interface DetailsPanelProps {
  readonly details: DetailsView;
  readonly onAsk: (ask: OverlayAsk) => void;
}

export function DetailsPanel({ details, onAsk }: DetailsPanelProps) {
  const { report } = details;
  const { text: state, tone } = describeOwnSync(report);
  const { driftMs, uncertaintyMs, bufferedAheadS } = report;
  return (
    <section class="details" aria-label={text('panelDetails')}>
      <p class={`state ${tone}`}>{state}</p>
      <dl>
        <Figure name={text('panelDrift')} value={driftMs === null ? null : describeDrift(driftMs)} />
        <Figure
          name={text('panelUncertainty')}
          value={uncertaintyMs === null ? null : `± ${formatDrift(uncertaintyMs)}`}
        />
        <Figure
          name={text('panelBuffer')}
          value={bufferedAheadS === null ? null : formatBuffer(bufferedAheadS)}
        />
      </dl>
      <LastMinute details={details} />
      <div class="actions">
        {report.state !== 'stepped-out' && (
          <Button onPress={() => onAsk('step-out')}>{text('partyStepOut')}</Button>
        )}
        <Button onPress={() => onAsk('close-details')}>{text('panelClose')}</Button>
      </div>
    </section>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value ?? '–'}</dd>
    </div>
  );
}

const BOX = { width: 216, height: 44 } as const;

function LastMinute({ details: { history, now } }: Pick<DetailsPanelProps, 'details'>) {
  const { lines, end, scaleMs } = drawSparkline(history, now, BOX);
  const middle = BOX.height / 2;
  return (
    <figure dir="ltr">
      <svg viewBox={`0 0 ${BOX.width} ${BOX.height}`} aria-hidden="true" focusable="false">
        <path class="zero" d={`M0 ${middle}h${BOX.width}`} />
        {lines.map((points) => (
          <polyline key={points} class="drift" points={points} />
        ))}
        {end !== null && <circle class="now" cx={end.x} cy={end.y} r="3" />}
      </svg>
      <figcaption>
        <span>{text('panelMinuteAgo')}</span>
        <span>{text('panelScale', formatDrift(scaleMs))}</span>
        <span>{text('panelNow')}</span>
      </figcaption>
    </figure>
  );
}

function describeDrift(driftMs: number): string {
  const amount = formatDrift(driftMs);
  if (Math.round(driftMs) === 0) return amount;
  return text(driftMs < 0 ? 'syncBehind' : 'syncAhead', amount);
}
