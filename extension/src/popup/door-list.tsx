// Who waits to be let in, where the party lets people in one by one.
import type { PopupKnocker } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import type { PopupSession } from './popup-session.ts';
import { STRINGS } from './strings.ts';

export interface DoorListProps {
  readonly session: PopupSession;
  readonly knockers: readonly PopupKnocker[];
}

export function DoorList({ session, knockers }: DoorListProps) {
  return (
    <section class="notice need door">
      <h2 class="label">{STRINGS.atTheDoor}</h2>
      <ul aria-label={STRINGS.atTheDoor}>
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
  const name = knocker.name ?? STRINGS.someone;
  const state = session.pending.value === 'govern' ? 'busy' : 'ready';
  const answer = (isAdmitted: boolean) =>
    session.send({ kind: 'govern', wish: { kind: 'admit', knock: knocker.knock, isAdmitted } });
  return (
    <li>
      <span class="name">{name}</span>
      <Button look="primary" state={state} label={STRINGS.letInWhom(name)} onPress={() => answer(true)}>
        {STRINGS.letIn}
      </Button>
      <Button state={state} label={STRINGS.turnAwayWhom(name)} onPress={() => answer(false)}>
        {STRINGS.turnAway}
      </Button>
    </li>
  );
}
