// What the party does when somebody's video stalls: the host chooses, everyone else reads it.
import { STALL_POLICIES } from '@sameframe/shared/party.ts';
import type { PartyView } from '../messages/popup-background.ts';
import { text } from '../ui/text.ts';
import { POLICIES } from './party-words.ts';
import type { PopupSession } from './popup-session.ts';

export interface StallPolicyRowProps {
  readonly session: PopupSession;
  readonly party: Pick<PartyView, 'stallPolicy' | 'isHost'>;
}

export function StallPolicyRow({ session, party }: StallPolicyRowProps) {
  if (!party.isHost) {
    return <p class="choice-row">{text('partyWhenStalledNow', text(POLICIES[party.stallPolicy]))}</p>;
  }
  return (
    <fieldset class="choice-row">
      <legend class="label">{text('partyWhenStalled')}</legend>
      {STALL_POLICIES.map((policy) => (
        <label key={policy} for={`stall-${policy}`}>
          <input
            id={`stall-${policy}`}
            type="radio"
            name="stall-policy"
            checked={policy === party.stallPolicy}
            onChange={() => session.send({ kind: 'set-stall-policy', policy })}
          />
          {text(POLICIES[policy])}
        </label>
      ))}
    </fieldset>
  );
}
