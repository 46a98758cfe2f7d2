import type { MemberId, MemberToken } from '@sameframe/shared/ids.ts';
import { NOTHING_SEEN } from '@sameframe/shared/lamport.ts';
import type { PartyRules } from '@sameframe/shared/protocol/rules.ts';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { bodyOf, nextDraft, retainOf } from './drafts.ts';
import { createSession } from './party-session.ts';
import type { SessionState } from './session-state.ts';

const PROFILE = { kind: 'profile', name: 'Alice', avatar: null } as const;
const SELF = 'id of self' as MemberId;

function sessionIn(unlisted: number, listed: readonly MemberId[]): SessionState {
  const session = createSession({ mode: 'join', name: 'Alice', token: 'own' as MemberToken });
  const members = listed.map((id, index) => ({ id, joinedAt: index as RelayMs }));
  const { replica } = session;
  return { ...session, self: SELF, replica: { ...replica, party: { ...replica.party, members, unlisted } } };
}

test('[AD23] a name is said when one is listed, and not to a crowd that lists others', () => {
  const others = ['id of Bob' as MemberId];
  expect(nextDraft(sessionIn(0, [...others, SELF]))).toEqual(PROFILE);
  expect(nextDraft(sessionIn(0, others))).toEqual(PROFILE);
  expect(nextDraft(sessionIn(900, others))).toBeNull();
  expect(nextDraft(sessionIn(900, [...others, SELF]))).toEqual(PROFILE);
});

test('[PS8] a picture that was chosen or taken away is said, and once', () => {
  const named = { ...sessionIn(0, [SELF]), profiled: { name: 'Alice', avatar: null } };
  expect(nextDraft(named)).toBeNull();
  const chosen = { ...named, avatar: '🦊' };
  expect(nextDraft(chosen)).toEqual({ ...PROFILE, avatar: '🦊' });
  expect(bodyOf({ ...PROFILE, avatar: '🦊' })).toEqual({ kind: 'profile', name: 'Alice', avatar: '🦊' });
  const said = { ...chosen, profiled: { name: 'Alice', avatar: '🦊' } };
  expect(nextDraft(said)).toBeNull();
  expect(nextDraft({ ...said, avatar: null })).toEqual(PROFILE);
  // As every older version says it.
  expect(bodyOf(PROFILE)).toEqual({ kind: 'profile', name: 'Alice' });
});

test('[HO8] [AD17] the log forgets what was before a release only where its author might have said that, too', () => {
  const { timeline, ...replica } = sessionIn(0, [SELF]).replica;
  const release = { kind: 'release', leadMs: 100, standing: timeline } as const;
  const draft = { kind: 'hold', act: release, basis: NOTHING_SEEN, madeAt: 0 as LocalMs } as const;
  const kept = (grants: PartyRules['grants']) => {
    const party = { ...replica.party, rules: { ...replica.party.rules, grants } };
    return retainOf(draft, { self: SELF, replica: { ...replica, timeline, party } });
  };
  expect(kept({})).toEqual({ kind: 'log', log: 'timeline', checkpoint: true });
  expect(kept({ playback: 'host' })).toEqual({ kind: 'log', log: 'timeline', checkpoint: false });
});
