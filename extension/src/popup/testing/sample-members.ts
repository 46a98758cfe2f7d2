// The cast of the popup's samples: alice, bob, carol.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { MemberWish, PopupMember } from '../../messages/popup-background.ts';

export const IN_STEP: SyncReport = {
  state: 'in-step',
  driftMs: 12.4,
  uncertaintyMs: 3.6,
  bufferedAheadS: 42.2,
};

export function sampleMember(name: string, change: Partial<PopupMember> = {}): PopupMember {
  const id = `id-of-${name}` as MemberId;
  return { id, name, avatar: null, isSelf: false, role: 'viewer', offers: [], report: IN_STEP, ...change };
}

/** All that a host may do to a member. */
export function hostOffers(member: MemberId): readonly MemberWish[] {
  return [
    { kind: 'set-role', member, role: 'co-host' },
    { kind: 'set-role', member, role: 'spectator' },
    { kind: 'hand-over', member },
    { kind: 'kick', member },
  ];
}

export const ALICE = sampleMember('Alice', { isSelf: true, role: 'host' });
export const BOB = sampleMember('Bob', {
  offers: hostOffers('id-of-Bob' as MemberId),
  report: { ...IN_STEP, driftMs: -8, uncertaintyMs: 3 },
});
export const CAROL = sampleMember('Carol', {
  avatar: '🦊',
  report: { state: 'catching-up', driftMs: -340, uncertaintyMs: 6, bufferedAheadS: 3.1 },
});
