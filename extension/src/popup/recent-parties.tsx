// Parties that this browser was in before: back into one with one press, or out of the list for good.
import type { RecentView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { siteOf } from '../ui/site-name.ts';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

export interface RecentPartiesProps {
  readonly session: PopupSession;
  /** Not empty. */
  readonly parties: readonly RecentView[];
}

export function RecentParties({ session, parties }: RecentPartiesProps) {
  const state = session.isUnderWay('forget-recent') ? 'busy' : 'ready';
  return (
    <section class="recent">
      <h2 class="label">{text('recentParties')}</h2>
      <ul aria-label={text('recentParties')}>
        {parties.map((party) => (
          <RecentItem key={party.invite} session={session} party={party} />
        ))}
      </ul>
      {parties.length > 1 && (
        <Button
          look="quiet"
          state={state}
          onPress={() => session.send({ kind: 'forget-recent', invite: null })}
        >
          {text('recentForgetAll')}
        </Button>
      )}
    </section>
  );
}

interface RecentItemProps {
  readonly session: PopupSession;
  readonly party: RecentView;
}

function RecentItem({ session, party: { invite, relay, title } }: RecentItemProps) {
  const name = title === '' ? text('recentUntitled', invite.slice(0, 4)) : title;
  return (
    <li>
      <span class="recent-name">
        <span class="name" title={name}>
          <bdi>{name}</bdi>
        </span>
        {/* Before anything connects to a relay that is not the usual one, it is named. */}
        {relay !== null && (
          <span class="hint">
            <bdi>{siteOf(relay)}</bdi>
          </span>
        )}
      </span>
      <Button
        state={session.isUnderWay('join') ? 'busy' : 'ready'}
        label={text('recentRejoinWhich', name)}
        onPress={() => session.sendWithClick({ kind: 'join', text: invite })}
      >
        {text('recentRejoin')}
      </Button>
      <Button
        look="quiet"
        state={session.isUnderWay('forget-recent') ? 'busy' : 'ready'}
        label={text('recentForgetWhich', name)}
        onPress={() => session.send({ kind: 'forget-recent', invite })}
      >
        {text('recentForget')}
      </Button>
    </li>
  );
}
