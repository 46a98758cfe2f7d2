// How this browser stands to the party, measured, and the way out of it for a while and back.
import type { PartyView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { describeOwnSync } from '../ui/sync-words.ts';
import { formatList, text } from '../ui/text.ts';
import { isHeldUp } from './held-up.ts';
import type { PopupSession } from './popup-session.ts';

export interface OwnSyncProps {
  readonly session: PopupSession;
  readonly party: PartyView;
}

export function OwnSync({ session, party }: OwnSyncProps) {
  const { text: how, measured, tone } = describeOwnSync(party.report);
  // Whoever chose to stay where they are has no problem.
  const isOwnWish = party.need?.kind === 'other-page' && party.need.isStaying;
  const isWaiting = party.waitingFor.length > 0 && !party.isSteppedOut;
  const waitingFor = party.waitingFor.map((name) => name ?? text('someone'));
  const mayGoOn = party.isHost && party.waitingFor.length > 0;
  return (
    <div class="own-sync">
      <p role="status" aria-label={text('partySync')} class={`sync ${isOwnWish ? 'quiet' : tone}`}>
        {isWaiting ? text('partyWaitingFor', formatList(waitingFor)) : how}
        {/* The number changes every second or two: shown, but not read out each time. */}
        {measured !== null && (
          <span aria-live="off" class="measured">
            {text('listComma') + measured}
          </span>
        )}
      </p>
      {mayGoOn && <Button onPress={() => session.send({ kind: 'go-on' })}>{text('partyGoOn')}</Button>}
      {!isHeldUp(party) && (
        <div class="row even">
          {party.isSteppedOut ? (
            // With the click: from here on the page plays.
            <Button look="primary" onPress={() => session.sendWithClick({ kind: 'come-back' })}>
              {text('partyComeBack')}
            </Button>
          ) : (
            <Button onPress={() => session.send({ kind: 'step-out' })}>{text('partyStepOut')}</Button>
          )}
          <Button onPress={() => session.send({ kind: 'toggle-details' })}>{text('panelDetails')}</Button>
        </div>
      )}
    </div>
  );
}
