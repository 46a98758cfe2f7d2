// How late this device's sound and picture come: a number to type, or to step until both are together.
import { boundOutputDelay, MAX_OUTPUT_DELAY_MS } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';
import { useDraft } from './use-draft.ts';

/** As fine as an ear can tell, in ms. */
const STEP_MS = 10;

export interface OutputDelayProps {
  readonly session: PopupSession;
  readonly outputDelayMs: number;
}

export function OutputDelay({ session, outputDelayMs }: OutputDelayProps) {
  const draft = useDraft(String(outputDelayMs));
  const set = (wantedMs: number) => {
    const boundedMs = boundOutputDelay(wantedMs);
    draft.type(String(boundedMs));
    if (boundedMs !== outputDelayMs) session.send({ kind: 'set-output-delay', outputDelayMs: boundedMs });
  };
  return (
    <div class="setting">
      <label class="label" for="output-delay">
        {text('settingsDelay')}
      </label>
      <div class="row stepper">
        <Button onPress={() => set(outputDelayMs - STEP_MS)}>
          <bdi>{`−${STEP_MS}`}</bdi>
        </Button>
        <span class="with-unit">
          <input
            id="output-delay"
            class="field"
            type="number"
            min={0}
            max={MAX_OUTPUT_DELAY_MS}
            step={STEP_MS}
            value={draft.text}
            aria-describedby="output-delay-hint"
            onInput={(event) => draft.type(event.currentTarget.value)}
            onChange={(event) => set(Number(event.currentTarget.value))}
          />
          {text('settingsDelayUnit')}
        </span>
        <Button onPress={() => set(outputDelayMs + STEP_MS)}>
          <bdi>{`+${STEP_MS}`}</bdi>
        </Button>
      </div>
      <p id="output-delay-hint" class="hint">
        {text('settingsDelayHint')}
      </p>
    </div>
  );
}
