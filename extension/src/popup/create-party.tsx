// Starting a party on the page in front: one button.
import { Button } from '../ui/button.tsx';
import type { PopupSession } from './popup-session.ts';
import { STRINGS } from './strings.ts';

export function CreateParty({ session }: { readonly session: PopupSession }) {
  return (
    <section class="create">
      <p>{STRINGS.startIntro}</p>
      <Button
        look="primary"
        state={session.pending.value === 'start' ? 'busy' : 'ready'}
        onPress={() => session.sendWithClick({ kind: 'start' })}
      >
        {STRINGS.start}
      </Button>
    </section>
  );
}
