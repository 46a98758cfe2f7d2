// An own message that is not in the party's order yet, or did not get there.
import { Button } from '../../ui/button.tsx';
import { text } from '../../ui/text.ts';
import type { PendingAct } from '../feature.ts';
import { parseChatAct } from './channel.ts';
import type { ChatDesk } from './chat-desk.ts';
import { keepFocus } from './keep-focus.ts';

export function PendingRow({ pending, desk }: { readonly pending: PendingAct; readonly desk: ChatDesk }) {
  const act = parseChatAct(pending.act);
  const written = act?.kind === 'say' || act?.kind === 'edit' ? act.text : null;
  if (written === null && pending.refusal === null) return null;
  const settle = (how: 'again' | 'never') => (event: MouseEvent) => {
    keepFocus(event);
    desk.host.settle(pending.id, how);
  };
  return (
    <div class="message pending" tabIndex={-1}>
      <p class="said" dir="auto">
        {written ?? text('chatDelete')}
      </p>
      {pending.refusal !== null ? (
        <div class="actions" role="alert">
          <span class="problem">{text('chatNotSent')}</span>
          <Button type="submit" onPress={settle('again')}>
            {text('chatAgain')}
          </Button>
          <Button type="submit" look="quiet" onPress={settle('never')}>
            {text('chatDiscard')}
          </Button>
        </div>
      ) : (
        <small class="quiet">{text('chatSending')}</small>
      )}
    </div>
  );
}
