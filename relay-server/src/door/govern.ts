// PURE. Who may change the rules of a party, and what a change comes to. Knows no storage: a store gathers the
// standing inside its transaction, asks here, and writes what it is told.
import { mayGovern, mayTouch } from '@sameframe/shared/grants.ts';
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { RulesChanged } from '@sameframe/shared/protocol/envelope.ts';
import { MAX_GRANTS } from '@sameframe/shared/protocol/limits.ts';
import type { Govern, PartyRules, Role } from '@sameframe/shared/protocol/rules.ts';
import { judgeKnock, type Knock } from './knocks.ts';

export type GovernRefusal = 'not-joined' | 'not-allowed' | 'no-such-member' | 'too-large';

/** What a store knows of who asks and of whom it is about. */
export interface GovernStanding {
  readonly by: MemberId;
  /** Null: whoever asks is not in the party. */
  readonly role: Role | null;
  /** Of the member that the wish names; null: nobody of that id is in the party. */
  readonly otherRole: Role | null;
  readonly host: MemberId | null;
  readonly rules: PartyRules;
  readonly knocks: readonly Knock[];
}

export type GovernDecision =
  | { readonly kind: 'changed'; readonly fact: RulesChanged }
  | { readonly kind: 'unchanged' }
  /** Who waits at the door now; the party's log is as it was. */
  | { readonly kind: 'judged'; readonly knocks: readonly Knock[] }
  | { readonly kind: 'refused'; readonly reason: GovernRefusal };

const UNCHANGED: GovernDecision = { kind: 'unchanged' };

/** The member that a wish is about, if it is about one. */
export function otherOf(wish: Govern): MemberId | null {
  return 'member' in wish ? wish.member : null;
}

export function decideGovern(standing: GovernStanding, wish: Govern): GovernDecision {
  const reason = refusalOf(standing, wish);
  return reason === null ? changeOf(standing, wish) : { kind: 'refused', reason };
}

function refusalOf(
  { role, otherRole, host, rules, knocks }: GovernStanding,
  wish: Govern,
): GovernRefusal | null {
  if (role === null) return 'not-joined';
  // Asked again after a lost answer, by who is no longer host: it is so already, and harms nobody.
  if (wish.kind === 'hand-over' && wish.member === host) return null;
  if (!mayGovern(role, wish)) return 'not-allowed';
  if (wish.kind === 'set-grant') return exceedsGrants(rules, wish) ? 'too-large' : null;
  if (wish.kind === 'admit') return knocks.some(({ id }) => id === wish.knock) ? null : 'no-such-member';
  const other = otherOf(wish);
  if (other === null) return null;
  if (otherRole === null) return 'no-such-member';
  return mayTouch(role, otherRole) ? null : 'not-allowed';
}

function exceedsGrants({ grants }: PartyRules, { channel, least }: Govern & { kind: 'set-grant' }): boolean {
  const isNew = least !== null && !Object.hasOwn(grants, channel);
  return isNew && Object.keys(grants).length >= MAX_GRANTS;
}

function changeOf({ by, host, rules, otherRole, knocks }: GovernStanding, wish: Govern): GovernDecision {
  const changed = (parts: Partial<RulesChanged>): GovernDecision => ({
    kind: 'changed',
    fact: { kind: 'rules-changed', by, rules, host, roles: [], kicked: [], ...parts },
  });
  switch (wish.kind) {
    case 'set-role': {
      const { member, role } = wish;
      return role === otherRole ? UNCHANGED : changed({ roles: [{ id: member, role }] });
    }
    case 'hand-over':
      return wish.member === host ? UNCHANGED : changed({ host: wish.member });
    case 'set-grant': {
      const { [wish.channel]: former, ...others } = rules.grants;
      const isSame = Object.hasOwn(rules.grants, wish.channel) ? former === wish.least : wish.least === null;
      if (isSame) return UNCHANGED;
      const grants = wish.least === null ? others : { ...others, [wish.channel]: wish.least };
      return changed({ rules: { ...rules, grants } });
    }
    case 'set-lock':
      if (wish.isLocked === rules.isLocked) return UNCHANGED;
      return changed({ rules: { ...rules, isLocked: wish.isLocked } });
    case 'set-approval': {
      const { approvesJoiners } = wish;
      return approvesJoiners === rules.approvesJoiners
        ? UNCHANGED
        : changed({ rules: { ...rules, approvesJoiners } });
    }
    case 'admit':
      return { kind: 'judged', knocks: judgeKnock(knocks, wish.knock, wish.isAdmitted) };
    case 'kick':
      return changed({ rules: { ...rules, isLocked: true }, kicked: [wish.member] });
  }
}
