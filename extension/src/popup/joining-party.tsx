// Between Join and being in: who is asked, and a way out.
import { Button } from '../ui/button.tsx';
import { Spinner } from '../ui/icons.tsx';
import type { PopupSession } from './popup-session.ts';
import { STRINGS } from './strings.ts';

export function JoiningParty({ session, relay }: { readonly session: PopupSession; readonly relay: string }) {
  return (
    <section class="centred">
      <div role="status" class="joining">
        <Spinner />
        <p class="title">{STRINGS.joining}</p>
        <p class="quiet-text">{STRINGS.joiningVia(relay)}</p>
      </div>
      <Button
        look="quiet"
        isMainControl
        state={session.pending.value === 'leave' ? 'busy' : 'ready'}
        onPress={() => session.send({ kind: 'leave' })}
      >
        {STRINGS.cancel}
      </Button>
    </section>
  );
}
