// An own message that is not in the party's order yet, or did not get there.
import { Button } from '../../ui/button.tsx';
import type { PendingAct } from '../feature.ts';
import { parseChatAct } from './channel.ts';
import type { ChatDesk } from './chat-desk.ts';
import { STRINGS } from './strings.ts';

export function PendingRow({ pending, desk }: { readonly pending: PendingAct; readonly desk: ChatDesk }) {
  const act = parseChatAct(pending.act);
  const text = act?.kind === 'say' || act?.kind === 'edit' ? act.text : null;
  if (text === null && !pending.isRefused) return null;
  return (
    <div class="message pending">
      <p class="said" dir="auto">
        {text ?? STRINGS.remove}
      </p>
      {pending.isRefused ? (
        <div class="actions" role="alert">
          <span class="problem">{STRINGS.notSent}</span>
          <Button type="submit" onPress={() => desk.host.settle(pending.id, 'again')}>
            {STRINGS.again}
          </Button>
          <Button type="submit" look="quiet" onPress={() => desk.host.settle(pending.id, 'never')}>
            {STRINGS.discard}
          </Button>
        </div>
      ) : (
        <small class="quiet">{STRINGS.sending}</small>
      )}
    </div>
  );
}
