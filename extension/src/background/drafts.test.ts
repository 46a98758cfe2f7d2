import type { MemberId, MemberToken } from '@sameframe/shared/ids.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { nextDraft } from './drafts.ts';
import { createSession } from './party-session.ts';
import type { SessionState } from './session-state.ts';

const SELF = 'id of self' as MemberId;

function sessionIn(unlisted: number, listed: readonly MemberId[]): SessionState {
  const session = createSession({ mode: 'join', name: 'Alice', token: 'own' as MemberToken });
  const members = listed.map((id, index) => ({ id, joinedAt: index as RelayMs }));
  const { replica } = session;
  return { ...session, self: SELF, replica: { ...replica, party: { ...replica.party, members, unlisted } } };
}

test('[AD23] a name is said when one is listed, and not to a crowd that lists others', () => {
  const others = ['id of Bob' as MemberId];
  expect(nextDraft(sessionIn(0, [...others, SELF]))).toEqual({ kind: 'profile', name: 'Alice' });
  expect(nextDraft(sessionIn(0, others))).toEqual({ kind: 'profile', name: 'Alice' });
  expect(nextDraft(sessionIn(900, others))).toBeNull();
  expect(nextDraft(sessionIn(900, [...others, SELF]))).toEqual({ kind: 'profile', name: 'Alice' });
});
