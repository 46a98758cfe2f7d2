// Governs a party in Redis. The decision is made here, of what a script told, and another one carries it out only if
// that still stands: one rule for all stores, and no second one in Lua. Rare enough to ask twice.
import type { EventId, MemberId, PartyId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { EventRef, RelayEvent, RulesChanged } from '@sameframe/shared/protocol/envelope.ts';
import { DEFAULT_RULES, type GivenRole, type PartyRules } from '@sameframe/shared/protocol/rules.ts';
import { composeFact, roleIn } from '../door/admit.ts';
import { decideGovern, type GovernStanding, otherOf } from '../door/govern.ts';
import { type Knock, noteKnock } from '../door/knocks.ts';
import type { GovernDraft, GovernOutcome, JoinDraft } from './party-store.ts';
import type { ScriptRunner } from './redis-runner.ts';

type Standing = readonly [kind: 'standing', text: string, isUntold: string, lamport: string, head: string];
type Judged = readonly [kind: 'judged', lamport: string, head: string];
type Governed = readonly [kind: 'governed', lamport: string, event: string];

/** `tell`: what the party has up to this lamport may be told now. */
export async function governInRedis(
  draft: GovernDraft,
  run: ScriptRunner['run'],
  tell: (party: PartyId, lamport: string) => Promise<void>,
): Promise<GovernOutcome> {
  const { party, member, wish } = draft;
  const other = otherOf(wish);
  const isAboutKnocks = wish.kind === 'admit' ? '1' : '0';
  const govern = (...change: readonly (string | number)[]) =>
    run('govern', party, [member, other ?? '', isAboutKnocks, ...change]) as Promise<
      Standing | Governed | Judged
    >;
  let answer = await govern('');
  while (answer[0] === 'standing') {
    const [, text, isUntold, lamport, head] = answer;
    const decision = decideGovern(readStanding(text, member, other), wish);
    if (decision.kind === 'refused') return decision;
    if (decision.kind === 'unchanged') {
      if (isUntold === '1') await tell(party, lamport);
      return { kind: 'unchanged', head: head === '' ? null : refOf(lamport, head) };
    }
    // Others who govern or come and go at the same time make it another standing, and then another decision.
    answer =
      decision.kind === 'judged'
        ? await govern(text, 'judge', JSON.stringify(decision.knocks))
        : await govern(text, 'change', ...changeArgs(draft.id, decision.fact));
  }
  if (answer[0] === 'judged') {
    const [, lamport, head] = answer;
    await tell(party, lamport);
    return { kind: 'unchanged', head: head === '' ? null : refOf(lamport, head) };
  }
  const [, lamport, event] = answer;
  await tell(party, lamport);
  return { kind: 'changed', event: JSON.parse(event) as RelayEvent<RulesChanged> };
}

/** Who asks to be let in is kept, whoever else asks at the same time; `knocks` are those of a moment ago. */
export async function knockInRedis(
  draft: JoinDraft,
  knocks: string,
  run: ScriptRunner['run'],
): Promise<void> {
  let known = knocks;
  for (;;) {
    const next = JSON.stringify(noteKnock(readKnocks(known), draft));
    const kept = (await run('knock', draft.party, [known, next])) as string;
    if (kept === next || kept === known) return;
    known = kept;
  }
}

export function readKnocks(knocks: string): readonly Knock[] {
  return knocks === '' ? [] : (JSON.parse(knocks) as Knock[]);
}

/** As the parties of Redis keep them: empty as long as nothing was ever changed. */
export function readRules(rules: string): PartyRules {
  return rules === '' ? DEFAULT_RULES : (JSON.parse(rules) as PartyRules);
}

export function refOf(lamport: string, id: string): EventRef {
  return { lamport: Number(lamport) as Lamport, id: id as EventId };
}

function readStanding(text: string, by: MemberId, other: MemberId | null): GovernStanding {
  const [host = '', rules = '', role = '', otherRole = '', knocks = ''] = text.split('\n');
  const holder = host === '' ? null : (host as MemberId);
  const roleOf = (member: MemberId | null, given: string) =>
    member === null || given === '' ? null : roleIn(holder, member, given as GivenRole);
  return {
    by,
    role: roleOf(by, role),
    otherRole: roleOf(other, otherRole),
    host: holder,
    rules: readRules(rules),
    knocks: readKnocks(knocks),
  };
}

function changeArgs(id: EventId, fact: RulesChanged): (string | number)[] {
  // Without its brace: the script puts the stamp before it.
  const rest = JSON.stringify(composeFact(fact)).slice(1);
  const roles = fact.roles.flatMap(({ id: member, role }) => [member, role]);
  return [id, rest, JSON.stringify(fact.rules), fact.host ?? '', fact.roles.length, ...roles, ...fact.kicked];
}
