// Between Join and being in: who is asked, and a way out.
import type { TabView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { Spinner } from '../ui/icons.tsx';
import { siteOf } from '../ui/site-name.ts';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';
import { describeProblem } from './problems.ts';

export interface JoiningPartyProps {
  readonly session: PopupSession;
  readonly joining: Extract<TabView, { state: 'joining' }>;
}

export function JoiningParty({ session, joining: { relay, isAwaitingHost } }: JoiningPartyProps) {
  const { what, advice } = isAwaitingHost
    ? describeProblem({ kind: 'rejected', reason: 'awaiting-approval' })
    : { what: text('popupJoining'), advice: text('popupJoiningVia', siteOf(relay)) };
  return (
    <section class="centred">
      <div role="status" class="joining">
        <Spinner />
        <p class="title">{what}</p>
        <p class="quiet-text">{advice}</p>
      </div>
      <Button
        look="quiet"
        isMainControl
        state={session.isUnderWay('leave') ? 'busy' : 'ready'}
        onPress={() => session.send({ kind: 'leave' })}
      >
        {text('popupCancel')}
      </Button>
    </section>
  );
}
