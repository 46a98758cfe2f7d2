// The row that matters: people in a party of the extension, each with a way to the relay of their own.
import type { BenchMember, OpenMember, Recording } from '../cell/bench-member.ts';
import type { BenchSession } from '../cell/run-cell.ts';
import { actByHand } from './hands.ts';

export interface ProductSession extends BenchSession {
  readonly code: string;
  /** Which member each arrival was, in order. */
  readonly joiners: readonly number[];
}

/** How one member of a stage comes in, and how their network goes away for a while. */
export interface ProductMember {
  readonly open: OpenMember;
  cutOff(ms: number): Promise<void>;
}

/** Longer than a hiccup, shorter than what makes a member leave. */
const OUTAGE_MS = 3_000;

export async function openProductSession(people: readonly ProductMember[]): Promise<ProductSession> {
  const open = people.map((person) => person.open);
  const members: BenchMember[] = [];
  const earlier: Recording[][] = open.map(() => []);
  const joiners: number[] = [];
  let code = '';
  // One after the other: browsers close popups of windows that have lost the focus to a new one.
  for (const [index, openMember] of open.entries()) {
    const member = await openMember();
    if (index === 0) code = await member.person.startParty();
    else await member.person.joinParty(code);
    members.push(member);
    joiners.push(index);
  }
  await members[0]?.person.seesMembers(open.length);

  /** Leaves by closing the tab, and comes back on a fresh page; counted from when that page is there. */
  const joinLate = async (index: number): Promise<number> => {
    const before = memberAt(members, index);
    earlier[index]?.push(await before.readRecording());
    await before.person.tab.close();
    const member = await open[index]?.();
    if (member === undefined) throw new Error(`there is no member ${index}`);
    members[index] = member;
    const beganAtMs = performance.now();
    await member.person.joinParty(code);
    joiners.push(index);
    return beganAtMs;
  };
  return {
    members,
    earlier,
    code,
    joiners,
    perform: async (act) => {
      if (act.kind === 'late-join') return joinLate(act.actor);
      if (act.kind !== 'outage') return actByHand(memberAt(members, act.actor).person, act);
      const beganAtMs = performance.now();
      await people[act.actor]?.cutOff(OUTAGE_MS);
      return beganAtMs;
    },
    close: async () => {
      for (const { person } of members) await person.tab.close();
    },
  };
}

export function memberAt(members: readonly BenchMember[], index: number): BenchMember {
  const member = members[index];
  if (member === undefined) throw new Error(`there is no member ${index}`);
  return member;
}
