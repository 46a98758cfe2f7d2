// How this browser stands to the party, measured, and the way out of it for a while and back.
import type { PartyView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { describeOwnSync } from '../ui/sync-words.ts';
import type { PopupSession } from './popup-session.ts';
import { STRINGS } from './strings.ts';

export interface OwnSyncProps {
  readonly session: PopupSession;
  readonly party: PartyView;
}

export function OwnSync({ session, party }: OwnSyncProps) {
  const { text, measured, tone } = describeOwnSync(party.report);
  // Whoever chose to stay where they are has no problem.
  const isOwnWish = party.need?.kind === 'other-page' && party.need.isStaying;
  const isWaiting = party.waitingFor.length > 0 && !party.isSteppedOut;
  const mayGoOn = party.isHost && party.waitingFor.length > 0;
  return (
    <div class="own-sync">
      <p role="status" aria-label={STRINGS.sync} class={`sync ${isOwnWish ? 'quiet' : tone}`}>
        {isWaiting ? STRINGS.waitingFor(party.waitingFor) : text}
        {/* The number changes every second or two: shown, but not read out each time. */}
        {measured !== null && <span aria-live="off" class="measured">{`, ${measured}`}</span>}
      </p>
      {mayGoOn && <Button onPress={() => session.send({ kind: 'go-on' })}>{STRINGS.goOn}</Button>}
      {party.need === null && (
        <div class="row even">
          {party.isSteppedOut ? (
            // With the click: from here on the page plays.
            <Button look="primary" onPress={() => session.sendWithClick({ kind: 'come-back' })}>
              {STRINGS.comeBack}
            </Button>
          ) : (
            <Button onPress={() => session.send({ kind: 'step-out' })}>{STRINGS.stepOut}</Button>
          )}
          <Button onPress={() => session.send({ kind: 'toggle-details' })}>{STRINGS.details}</Button>
        </div>
      )}
    </div>
  );
}
