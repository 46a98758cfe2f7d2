// Who in a party only looks on, and who is not even listed, as far as this node has to know: kept up with what the party
// is told.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { Member, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { Roster } from '@sameframe/shared/protocol/to-member.ts';

export type Standing = 'player' | 'spectator' | 'unlisted';

export interface Standings {
  /** Takes them from a roster; once known, only events change them. */
  begin(roster: Roster): void;
  /** Takes them from one anew, as events were missed. */
  reset(roster: Roster): void;
  note(event: OrderedEvent): void;
  of(member: MemberId): Standing;
}

export function createStandings(): Standings {
  let known: Map<MemberId, Standing> | null = null;
  let isCrowd = false;
  const list = ({ id, role }: Pick<Member, 'id' | 'role'>) => {
    known?.set(id, role === 'spectator' ? 'spectator' : 'player');
  };
  const reset = ({ members, count }: Roster) => {
    known = new Map();
    isCrowd = count !== undefined;
    members.forEach(list);
  };
  return {
    begin(roster) {
      if (known === null) reset(roster);
    },
    reset,
    note(event) {
      if (event.from !== 'relay') return;
      const { fact } = event;
      if (fact.kind === 'rules-changed') {
        for (const changed of fact.roles) if (known?.has(changed.id)) list(changed);
      }
      if (fact.kind !== 'members-changed') return;
      isCrowd = fact.count !== undefined;
      for (const id of fact.left) known?.delete(id);
      fact.joined.forEach(list);
    },
    of: (member) => known?.get(member) ?? (isCrowd ? 'unlisted' : 'player'),
  };
}
