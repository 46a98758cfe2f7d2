// The row that matters: people in a party of the extension, each with a way to the relay of their own.
import type { BenchMember, OpenMember } from '../cell/bench-member.ts';
import type { BenchSession } from '../cell/run-cell.ts';
import { actByHand } from './hands.ts';

export interface ProductSession extends BenchSession {
  readonly code: string;
}

export async function openProductSession(open: readonly OpenMember[]): Promise<ProductSession> {
  const members: BenchMember[] = [];
  let code = '';
  // One after the other: browsers close popups of windows that have lost the focus to a new one.
  for (const openMember of open) {
    const member = await openMember();
    if (members.length === 0) code = await member.person.startParty();
    else await member.person.joinParty(code);
    members.push(member);
  }
  await members[0]?.person.seesMembers(open.length);
  return {
    members,
    code,
    perform: async (act) => {
      const { person } = memberAt(members, act.actor);
      await actByHand(person, act);
    },
    close: async () => {
      for (const { person } of members) {
        await person.leaveParty();
        await person.tab.close();
      }
    },
  };
}

export function memberAt(members: readonly BenchMember[], index: number): BenchMember {
  const member = members[index];
  if (member === undefined) throw new Error(`there is no member ${index}`);
  return member;
}
