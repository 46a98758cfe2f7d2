// PURE. What this member has to say next and how it goes into the log: its channel, body, basis and what it makes
// redundant. Knows nothing of what is under way.
import { maySay } from '@sameframe/shared/grants.ts';
import { carriesStanding, composeHoldAct, HOLD_CHANNEL } from '@sameframe/shared/hold-act.ts';
import { type Lamport, NOTHING_SEEN } from '@sameframe/shared/lamport.ts';
import { avatarOf, nameOf, PARTY_CHANNEL, roleOf, stallPolicyOf } from '@sameframe/shared/party.ts';
import { PLAYBACK_CHANNEL, TIMELINE_LOG } from '@sameframe/shared/playback.ts';
import type { Retain } from '@sameframe/shared/protocol/envelope.ts';
import { DEFAULT_ROLE } from '@sameframe/shared/protocol/rules.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { Draft, SessionState } from './session-state.ts';

/** A word about waiting that is older than this is not sent, in ms: the stall may be over, the party elsewhere. */
const HOLD_USEFUL_MS = 1_500;

/** Acts in their order, then words about waiting, then what one says of oneself, then what features have to say. */
export function nextDraft(state: SessionState): Draft | null {
  const [act] = state.outbox;
  if (act !== undefined) return { kind: 'act', queued: act };
  const [hold] = state.holdWishes;
  if (hold !== undefined) {
    const held = composeHoldAct(hold.wish, state.replica.timeline);
    return { kind: 'hold', act: held, basis: headOf(state), madeAt: hold.madeAt };
  }
  const { party } = state.replica;
  const { policyWish: policy } = state;
  if (policy !== null && party.host === state.self && policy !== stallPolicyOf(party)) {
    return { kind: 'stall-policy', policy };
  }
  const { self, name, avatar } = state;
  const known = self === null ? null : { name: nameOf(party, self), avatar: avatarOf(party, self) };
  const isSaid = [known, state.profiled].some((said) => said?.name === name && said.avatar === avatar);
  if (!isSaid && !isUnlisted(state)) return { kind: 'profile', name, avatar };
  const [queued] = state.featureOutbox;
  return queued === undefined ? null : { kind: 'feature', queued };
}

/** In a crowd: thousands of names that nobody sees would be sent to thousands. */
function isUnlisted({ self, replica: { party } }: SessionState): boolean {
  return party.unlisted > 0 && !party.members.some(({ id }) => id === self);
}

function headOf({ replica }: SessionState): Lamport {
  return replica.head?.lamport ?? NOTHING_SEEN;
}

export function channelOf(draft: Draft): string {
  switch (draft.kind) {
    case 'act':
      return PLAYBACK_CHANNEL;
    case 'hold':
      return HOLD_CHANNEL;
    case 'feature':
      return draft.queued.feature;
    case 'stall-policy':
    case 'profile':
      return PARTY_CHANNEL;
  }
}

export function bodyOf(draft: Draft): unknown {
  switch (draft.kind) {
    case 'act':
      return draft.queued.act;
    case 'hold':
      return draft.act;
    case 'stall-policy':
      return { kind: 'set-stall-policy', policy: draft.policy };
    case 'profile':
      return {
        kind: 'profile',
        name: draft.name,
        ...(draft.avatar === null ? {} : { avatar: draft.avatar }),
      };
    case 'feature':
      return { id: draft.queued.id, act: draft.queued.act };
  }
}

/** What would not be kept from us is not asked for: the relay would refuse the whole act. */
export function retainOf(
  draft: Draft,
  { self, replica: { party } }: Pick<SessionState, 'self' | 'replica'>,
): Retain {
  switch (draft.kind) {
    case 'act':
      return { kind: 'log', log: TIMELINE_LOG, checkpoint: true };
    case 'hold': {
      // With its author's standing in it the log may forget all before (SPEC HO8).
      const retain = { kind: 'log', log: TIMELINE_LOG, checkpoint: carriesStanding(draft.act) } as const;
      const role = (self === null ? null : roleOf(party, self)) ?? DEFAULT_ROLE;
      const mayForget = maySay(role, party.rules, { channel: HOLD_CHANNEL, retain });
      return { ...retain, checkpoint: retain.checkpoint && mayForget };
    }
    case 'stall-policy':
    case 'profile':
      return { kind: 'last', key: draft.kind };
    case 'feature':
      if (!draft.queued.isKept) return { kind: 'none' };
      return { kind: 'log', log: draft.queued.feature, checkpoint: false };
  }
}

/** A basis beyond the log is left over from one that a failover lost: the relay would refuse it. */
export function basisOf(draft: Draft, state: SessionState): Lamport {
  const head = headOf(state);
  if (draft.kind === 'act') return Math.min(draft.queued.basis, head) as Lamport;
  return draft.kind === 'hold' ? (Math.min(draft.basis, head) as Lamport) : head;
}

export function isStale(madeAt: LocalMs, now: LocalMs): boolean {
  return now - madeAt >= HOLD_USEFUL_MS;
}
