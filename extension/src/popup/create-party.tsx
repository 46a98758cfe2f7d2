// Starting a party on the page in front: one button.
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

export function CreateParty({ session }: { readonly session: PopupSession }) {
  return (
    <section class="create">
      <p>{text('popupStartIntro')}</p>
      <Button
        look="primary"
        state={session.pending.value === 'start' ? 'busy' : 'ready'}
        onPress={() => session.sendWithClick({ kind: 'start' })}
      >
        {text('popupStart')}
      </Button>
    </section>
  );
}
