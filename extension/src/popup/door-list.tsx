// Who waits to be let in, where the party lets people in one by one.
import type { PopupKnocker } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

export interface DoorListProps {
  readonly session: PopupSession;
  readonly knockers: readonly PopupKnocker[];
}

export function DoorList({ session, knockers }: DoorListProps) {
  return (
    <section class="notice need door">
      <h2 class="label">{text('partyAtTheDoor')}</h2>
      <ul aria-label={text('partyAtTheDoor')}>
        {knockers.map((knocker) => (
          <DoorItem key={knocker.knock} session={session} knocker={knocker} />
        ))}
      </ul>
    </section>
  );
}

interface DoorItemProps {
  readonly session: PopupSession;
  readonly knocker: PopupKnocker;
}

function DoorItem({ session, knocker }: DoorItemProps) {
  const name = knocker.name ?? text('partyNoName');
  const state = session.isUnderWay('govern') ? 'busy' : 'ready';
  const answer = (isAdmitted: boolean) =>
    session.send({ kind: 'govern', wish: { kind: 'admit', knock: knocker.knock, isAdmitted } });
  return (
    <li>
      <span class="name">
        <bdi>{name}</bdi>
      </span>
      <Button look="primary" state={state} label={text('partyLetInWhom', name)} onPress={() => answer(true)}>
        {text('partyLetIn')}
      </Button>
      <Button state={state} label={text('partyTurnAwayWhom', name)} onPress={() => answer(false)}>
        {text('partyTurnAway')}
      </Button>
    </li>
  );
}
