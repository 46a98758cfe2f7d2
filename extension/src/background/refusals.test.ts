// What a member does about refusals that trying again does not mend.
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { SealedBody } from '@sameframe/shared/seal.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { stepSession } from './party-session.ts';
import type { SessionInput, SessionState } from './session-state.ts';
import { SessionWorld } from './testing/session-world.ts';

const NOW = 100_000 as LocalMs;

/** Alice is in, and makes an act that is on its way to the relay. */
function setup() {
  const world = new SessionWorld(1);
  world.settle();
  const alice = world.member(0);
  const { lastSeq } = alice.session;
  const id = world.act(alice, 'play', 1);
  const { sending } = alice.session;
  if (sending?.stage.state !== 'sent') throw new Error('the act is not on its way');
  return { session: alice.session, id, ticket: sending.ticket, lastSeq };
}

const step = (session: SessionState, input: SessionInput) => stepSession(session, input, NOW);

test('[OB5] an act that one’s role does not allow is told, given up and never sent again', () => {
  const { session, id, ticket, lastSeq } = setup();
  const rejection = { kind: 'intent-rejected', ticket, reason: 'not-allowed', retryAfterMs: null } as const;
  const refused = step(session, rejection);
  expect(refused.effects).toEqual([
    { kind: 'settle', id, outcome: { kind: 'refused', reason: 'not-allowed' } },
  ]);
  expect(refused.state).toMatchObject({ sending: null, outbox: [], lastSeq });
  expect(step(refused.state, { kind: 'tick' }).effects).toEqual([]);
});

test('[OB5] a word about waiting that one’s role does not allow is given up', () => {
  const { session, ticket } = setup();
  const head = session.replica.head;
  if (head === null) throw new Error('the log is empty');
  const ordered = step(session, { kind: 'intent-ordered', ticket, ref: head }).state;
  const wished = step(ordered, { kind: 'hold-wish', wish: { kind: 'hold', limitMs: 4_000 } });
  const [seal] = wished.effects;
  if (seal?.kind !== 'seal') throw new Error('nothing is sealed');
  const sent = step(wished.state, { kind: 'sealed', ticket: seal.ticket, body: 'sealed' as SealedBody });
  const refused = step(sent.state, {
    kind: 'intent-rejected',
    ticket: seal.ticket,
    reason: 'not-allowed',
    retryAfterMs: null,
  });
  expect(refused).toMatchObject({ effects: [], state: { sending: null, holdWishes: [] } });
});

test.each<RejectReason>(['kicked', 'party-locked', 'not-admitted', 'no-such-party'])(
  '[AD4 AD20 AD21] a join that is refused as %s ends the session with that word',
  (reason) => {
    const joining = step(step(setup().session, { kind: 'link-down' }).state, { kind: 'link-up' }).state;
    const ended = step(joining, { kind: 'join-rejected', reason, retryAfterMs: null });
    expect(ended.effects).toContainEqual({ kind: 'end', reason });
    expect(ended.state.phase).toEqual({ state: 'ended', reason });
    expect(step(ended.state, { kind: 'link-up' }).effects).toEqual([]);
  },
);

test('[AD22] who has to be let in asks again after the time the relay has named', () => {
  const joining = step(step(setup().session, { kind: 'link-down' }).state, { kind: 'link-up' }).state;
  const { effects } = step(joining, {
    kind: 'join-rejected',
    reason: 'awaiting-approval',
    retryAfterMs: 3_000,
  });
  expect(effects).toContainEqual({ kind: 'reconnect', afterMs: 3_000 });
});

test('[AD21] who is kicked is out at once, without asking to be let in again', () => {
  const ended = step(setup().session, { kind: 'link-refused', reason: 'kicked' });
  expect(ended.effects).toEqual([
    { kind: 'end', reason: 'kicked' },
    { kind: 'show-connection', connection: 'reconnecting' },
  ]);
});
