// An invite link was opened. Nothing has connected yet: this shows where a click would lead.
import type { TabView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { siteOf } from '../ui/site-name.ts';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

type Pending = Extract<TabView, { state: 'pending' }>;

export function PendingInvite({
  session,
  pending,
}: {
  readonly session: PopupSession;
  readonly pending: Pending;
}) {
  return (
    <section class="question">
      <h2 class="title">{text('popupInvited')}</h2>
      <dl class="facts">
        <dt>{text('popupInvitedCode')}</dt>
        <dd class="mono">
          <bdi dir="ltr">{codePart(pending.invite)}</bdi>
        </dd>
        <dt>{text('popupInvitedRelay')}</dt>
        <dd>
          <bdi>{siteOf(pending.relay)}</bdi>
        </dd>
        {pending.address !== null && (
          <>
            <dt>{text('popupInvitedVideo')}</dt>
            <dd>
              <bdi>{siteOf(pending.address)}</bdi>
            </dd>
          </>
        )}
      </dl>
      <p class="quiet-text">{text(pending.address === null ? 'popupInvitedWhy' : 'popupInvitedVideoWhy')}</p>
      {pending.isLoopbackOnly && <p class="note">{text('partyLoopbackOnly')}</p>}
      <Button
        look="primary"
        isMainControl
        state={session.isUnderWay('join-pending') ? 'busy' : 'ready'}
        onPress={() => session.joinPending(pending.address)}
      >
        {text('popupJoinPending')}
      </Button>
      <Button
        look="quiet"
        state={session.isUnderWay('dismiss-pending') ? 'busy' : 'ready'}
        onPress={() => session.send({ kind: 'dismiss-pending' })}
      >
        {text('popupDismissPending')}
      </Button>
    </section>
  );
}

/** The relay stands on its own line, so only what is before it. */
function codePart(invite: string): string {
  return invite.split('@')[0] ?? invite;
}
