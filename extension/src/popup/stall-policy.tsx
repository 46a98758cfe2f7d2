// What the party does when somebody's video stalls: the host chooses, everyone else reads it.
import { STALL_POLICIES } from '@sameframe/shared/party.ts';
import type { PartyView } from '../messages/popup-background.ts';
import type { PopupSession } from './popup-session.ts';
import { POLICIES, STRINGS } from './strings.ts';

export interface StallPolicyRowProps {
  readonly session: PopupSession;
  readonly party: Pick<PartyView, 'stallPolicy' | 'isHost'>;
}

export function StallPolicyRow({ session, party }: StallPolicyRowProps) {
  if (!party.isHost) {
    return <p class="choice-row">{`${STRINGS.whenStalled}: ${POLICIES[party.stallPolicy]}`}</p>;
  }
  return (
    <fieldset class="choice-row">
      <legend class="label">{STRINGS.whenStalled}</legend>
      {STALL_POLICIES.map((policy) => (
        <label key={policy} for={`stall-${policy}`}>
          <input
            id={`stall-${policy}`}
            type="radio"
            name="stall-policy"
            checked={policy === party.stallPolicy}
            onChange={() => session.send({ kind: 'set-stall-policy', policy })}
          />
          {POLICIES[policy]}
        </label>
      ))}
    </fieldset>
  );
}
