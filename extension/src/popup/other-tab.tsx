// The pasted code's party already plays in another tab of this browser: one tab drives, so the person chooses.
import { Button } from '../ui/button.tsx';
import type { PopupSession } from './popup-session.ts';
import { STRINGS } from './strings.ts';

export function OtherTab({
  session,
  tabTitle,
}: {
  readonly session: PopupSession;
  readonly tabTitle: string;
}) {
  return (
    <section class="question">
      <h2 class="title">{STRINGS.elsewhere}</h2>
      <p class="quiet-text clamp">{STRINGS.elsewhereWhy(tabTitle)}</p>
      <Button
        look="primary"
        isMainControl
        state={session.pending.value === 'move-here' ? 'busy' : 'ready'}
        onPress={() => session.sendWithClick({ kind: 'move-here' })}
      >
        {STRINGS.moveHere}
      </Button>
      <Button
        look="quiet"
        state={session.pending.value === 'stay-there' ? 'busy' : 'ready'}
        onPress={() => session.send({ kind: 'stay-there' })}
      >
        {STRINGS.stayThere}
      </Button>
    </section>
  );
}
