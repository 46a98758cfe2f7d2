// PURE. What this member says about waiting, and the host's policy for it. A word about waiting is of use now or
// never: what cannot go out at once is dropped, and whoever said it sees that the party does not wait.
import { stallPolicyOf } from '@sameframe/shared/party.ts';
import type { ReplicaState } from '@sameframe/shared/replica.ts';
import { isOnline } from './session-phase.ts';
import type { SessionInput, Turn } from './session-state.ts';

export function takeHoldWish(turn: Turn, { wish }: Extract<SessionInput, { kind: 'hold-wish' }>): void {
  const { state } = turn;
  if (!isOnline(state) || (wish.kind === 'go-on' && state.replica.party.host !== state.self)) return;
  // The party has not heard of the hold: both are no news.
  const isRecovered = wish.kind === 'release' && state.holdWishes.at(-1)?.wish.kind === 'hold';
  const holdWishes = isRecovered
    ? state.holdWishes.slice(0, -1)
    : [...state.holdWishes, { wish, madeAt: turn.now }];
  turn.state = { ...state, holdWishes };
}

export function takeStallPolicy(
  turn: Turn,
  { policy }: Extract<SessionInput, { kind: 'stall-policy' }>,
): void {
  turn.state = { ...turn.state, policyWish: policy };
}

/** Whoever becomes host goes on with the policy that was in force; whoever no longer is has no say. */
export function inheritPolicy(turn: Turn, { party: before }: ReplicaState): void {
  const { self, replica } = turn.state;
  const { host } = replica.party;
  if (host === self && before.host !== null && before.host !== self) {
    turn.state = { ...turn.state, policyWish: stallPolicyOf(before) };
  } else if (host !== self && turn.state.policyWish !== null) {
    turn.state = { ...turn.state, policyWish: null };
  }
}
