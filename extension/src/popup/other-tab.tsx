// The pasted code's party already plays in another tab of this browser: one tab drives, so the person chooses.
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

export function OtherTab({
  session,
  tabTitle,
}: {
  readonly session: PopupSession;
  readonly tabTitle: string;
}) {
  return (
    <section class="question">
      <h2 class="title">{text('popupElsewhere')}</h2>
      <p class="quiet-text clamp">
        {tabTitle === '' ? text('popupElsewhereUntitled') : text('popupElsewhereWhy', tabTitle)}
      </p>
      <Button
        look="primary"
        isMainControl
        state={session.isUnderWay('move-here') ? 'busy' : 'ready'}
        onPress={() => session.sendWithClick({ kind: 'move-here' })}
      >
        {text('popupMoveHere')}
      </Button>
      <Button
        look="quiet"
        state={session.isUnderWay('stay-there') ? 'busy' : 'ready'}
        onPress={() => session.send({ kind: 'stay-there' })}
      >
        {text('popupStayThere')}
      </Button>
    </section>
  );
}
