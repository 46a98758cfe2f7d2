// Who in a party only looks on, as far as this node has to know: kept up with what the party is told.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { Member, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { Role } from '@sameframe/shared/protocol/rules.ts';

export interface Spectators {
  /** Takes the roles from a roster; once known, only events change them. */
  begin(members: readonly Member[]): void;
  /** Takes them from one anew, as events were missed. */
  reset(members: readonly Member[]): void;
  note(event: OrderedEvent): void;
  has(member: MemberId): boolean;
}

export function createSpectators(): Spectators {
  let known: Set<MemberId> | null = null;
  const set = (member: MemberId, role: Role | undefined) => {
    if (role === 'spectator') known?.add(member);
    else known?.delete(member);
  };
  const read = (members: readonly Member[]) =>
    new Set(members.filter(({ role }) => role === 'spectator').map(({ id }) => id));
  return {
    begin(members) {
      known ??= read(members);
    },
    reset(members) {
      known = read(members);
    },
    note(event) {
      if (event.from !== 'relay') return;
      const { fact } = event;
      if (fact.kind === 'rules-changed') for (const { id, role } of fact.roles) set(id, role);
      if (fact.kind !== 'members-changed') return;
      for (const id of fact.left) known?.delete(id);
      for (const { id, role } of fact.joined) set(id, role);
    },
    has: (member) => known?.has(member) ?? false,
  };
}
