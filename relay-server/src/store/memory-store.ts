// A party store without a disk: for the simulation and for tests. Forgets everything with its process.
import type { PartyId } from '@sameframe/shared/ids.ts';
import { fail, succeed } from '@sameframe/shared/result.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { admitJoin } from '../door/admit.ts';
import { noteKnock, verdictOn } from '../door/knocks.ts';
import {
  departMember,
  enterParty,
  findByToken,
  type MemberRecord,
  presentMembers,
} from './memory-members.ts';
import {
  announceMembers,
  appendIntent,
  catchUpFrom,
  createParty,
  governParty,
  type PartyRecord,
} from './memory-party.ts';
import { type MemberAddress, type PromptStore, StoreError } from './party-store.ts';

export function createMemoryStore(): PromptStore {
  const parties = new Map<PartyId, PartyRecord>();
  let isClosed = false;

  const open = (): Map<PartyId, PartyRecord> => {
    if (isClosed) throw new StoreError('closed', 'the store is closed', 'Start the relay again.');
    return parties;
  };

  const present = ({ party: partyId, member: memberId }: MemberAddress): MemberRecord | null => {
    const member = open().get(partyId)?.members.get(memberId);
    return member === undefined || member.leftAt !== null ? null : member;
  };

  return {
    join(draft) {
      const found = open().get(draft.party);
      const party = found ?? createParty();
      const known = findByToken(party, draft.shown);
      const refusal = admitJoin(draft, {
        isKnownParty: found !== undefined,
        isPresent: known !== null && known.leftAt === null,
        isKnownMember: known !== null,
        isKicked: known?.isKicked === true,
        isLocked: party.rules.isLocked,
        approvesJoiners: party.rules.approvesJoiners,
        verdict: verdictOn(party.knocks, draft.shown, draft.now),
        parties: parties.size,
        members: presentMembers(party).length,
      });
      if (refusal === 'awaiting-approval') party.knocks = noteKnock(party.knocks, draft);
      if (refusal !== null) return fail(refusal);
      parties.set(draft.party, party);
      return succeed(enterParty(party, known, draft));
    },

    append(draft) {
      const party = open().get(draft.party);
      return party === undefined ? { kind: 'refused', reason: 'not-joined' } : appendIntent(party, draft);
    },

    govern(draft) {
      const party = open().get(draft.party);
      return party === undefined ? { kind: 'refused', reason: 'not-joined' } : governParty(party, draft);
    },

    knocks: (partyId) => open().get(partyId)?.knocks ?? [],

    announce(partyId, id, now) {
      const party = open().get(partyId);
      return party === undefined ? null : announceMembers(party, id, now);
    },

    leave(address, now) {
      const member = present(address);
      const party = parties.get(address.party);
      if (member !== null && party !== undefined) departMember(party, member, now);
    },

    disconnect(gone, leaseUntil) {
      for (const { connection, ...address } of gone) {
        const member = present(address);
        if (member?.connection !== connection) continue;
        member.connection = null;
        member.leaseUntil = leaseUntil;
      }
    },

    renewLeases(addresses, leaseUntil) {
      for (const address of addresses) {
        const member = present(address);
        if (member !== null) member.leaseUntil = leaseUntil;
      }
    },

    reapLeases(now) {
      const changed: PartyId[] = [];
      for (const [id, party] of open()) {
        const lapsed = presentMembers(party).filter((member) => member.leaseUntil <= now);
        for (const member of lapsed) departMember(party, member, now);
        if (lapsed.length > 0) changed.push(id);
      }
      return changed;
    },

    endParties(emptySince) {
      const ended = [...open()].filter(
        ([, party]) => party.emptySince !== null && party.emptySince <= emptySince,
      );
      for (const [id] of ended) parties.delete(id);
      return ended.length;
    },

    catchUp(partyId, from) {
      const party = open().get(partyId);
      return party === undefined ? null : catchUpFrom(party, from);
    },

    untoldParties() {
      const isUntold = (member: MemberRecord) => !member.isJoinTold || !member.isDepartureTold;
      return [...open()].filter(([, party]) => [...party.members.values()].some(isUntold)).map(([id]) => id);
    },

    forgetConnections(leaseUntil) {
      for (const party of open().values()) {
        for (const member of presentMembers(party)) {
          member.connection = null;
          member.leaseUntil = leaseUntil;
        }
      }
    },

    latestAt() {
      return [...open().values()].reduce((latest, { lastAt }) => Math.max(latest, lastAt), 0) as RelayMs;
    },

    verify() {
      open();
    },

    close() {
      isClosed = true;
    },
  };
}
