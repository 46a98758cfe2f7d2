import type { MemberToken } from '@sameframe/shared/ids.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { createSession, stepSession } from './party-session.ts';
import { SessionWorld } from './testing/session-world.ts';
import type { WorldMember } from './testing/world-member.ts';

function setup() {
  const world = new SessionWorld(2);
  world.settle();
  const alice = world.member(0);
  const bob = world.member(1);
  return { world, alice, bob };
}

function deliverAll(world: SessionWorld, member: WorldMember): void {
  while (world.deliverUp(member) || world.deliverDown(member));
}

function outcomeOf(member: WorldMember, id: ActId): string[] {
  return (member.outcomes.get(id) ?? []).map(({ kind }) => kind);
}

test('[OB4] of the acts made offline only the newest is sent', () => {
  const { world, alice } = setup();
  world.disconnect(alice);
  const first = world.act(alice, 'play', 1);
  const second = world.act(alice, 'seek-to', 2);
  world.settle();
  expect(outcomeOf(alice, first)).toEqual(['overtaken']);
  expect(outcomeOf(alice, second)).toEqual(['ordered']);
  expect(world.loggedActs()).toEqual([second]);
});

test('[OB4] an act made offline is dropped when another member has acted since', () => {
  const { world, alice, bob } = setup();
  world.disconnect(alice);
  const offline = world.act(alice, 'pause', 1);
  const newer = world.act(bob, 'play', 2);
  world.deliverUp(bob);
  world.settle();
  expect(outcomeOf(alice, offline)).toEqual(['overtaken']);
  expect(world.loggedActs()).toEqual([newer]);
});

test('[OB4] an act made before the page has heard what a rejoin brought is judged as made offline', () => {
  const { world, alice, bob } = setup();
  const heardByPage = alice.session.replica.head;
  world.disconnect(alice);
  const newer = world.act(bob, 'play', 2);
  world.deliverUp(bob);
  world.connect(alice);
  deliverAll(world, alice);
  world.advance(10);
  const late = world.act(alice, 'pause', 1, heardByPage);
  world.settle();
  expect(outcomeOf(alice, late)).toEqual(['overtaken']);
  expect(world.loggedActs()).toEqual([newer]);
});

test('[OB4] an own act ordered meanwhile does not overtake the next one', () => {
  const { world, alice } = setup();
  const first = world.act(alice, 'play', 1);
  world.deliverUp(alice);
  const second = world.act(alice, 'pause', 2);
  world.disconnect(alice);
  world.settle();
  expect(outcomeOf(alice, first)).toEqual(['ordered']);
  expect(outcomeOf(alice, second)).toEqual(['ordered']);
});

test('[OB4] an act made offline is dropped after five seconds', () => {
  const { world, alice } = setup();
  world.disconnect(alice);
  const offline = world.act(alice, 'pause', 1);
  world.advance(5_000);
  world.settle();
  expect(outcomeOf(alice, offline)).toEqual(['overtaken']);
  expect(world.loggedActs()).toEqual([]);
});

test('[OB2] an act whose acknowledgement was lost goes out again as the very same intent', () => {
  const { world, alice } = setup();
  const id = world.act(alice, 'play', 1);
  const before = alice.session.sending;
  world.disconnect(alice);
  alice.zombies.length = 0;
  world.connect(alice);
  world.deliverUp(alice);
  world.deliverDown(alice);
  expect(alice.session.sending).toEqual(before);
  world.settle();
  expect(outcomeOf(alice, id)).toEqual(['ordered']);
});

/** What the page keeps to say it again, even when it was told in the meantime. */
function sayAgain(member: WorldMember, id: ActId): () => void {
  const said = member.unsettled.get(id);
  return () => {
    if (said !== undefined) member.unsettled.set(id, said);
  };
}

test('[OB3] an act that the page repeats after the rejoin has shown it in the log is not sent again', () => {
  const { world, alice } = setup();
  world.save(alice);
  const id = world.act(alice, 'play', 1);
  const restore = sayAgain(alice, id);
  world.deliverUp(alice);
  world.killWorker(alice);
  world.connect(alice);
  deliverAll(world, alice);
  restore();
  world.repeatUnsettled(alice);
  world.settle();
  expect(world.loggedActs()).toEqual([id]);
});

test('[OB3] an act hidden by a pruned log is not sent a second time', () => {
  const { world, alice } = setup();
  world.save(alice);
  const hidden = world.act(alice, 'play', 1);
  const restore = sayAgain(alice, hidden);
  deliverAll(world, alice);
  const newest = world.act(alice, 'pause', 2);
  deliverAll(world, alice);
  world.killWorker(alice);
  world.relay.prune();
  world.advance(10);
  world.connect(alice);
  deliverAll(world, alice);
  restore();
  world.repeatUnsettled(alice);
  deliverAll(world, alice);
  expect(world.loggedActs()).toEqual([hidden, newest]);
  expect(outcomeOf(alice, hidden).at(-1)).toBe('overtaken');
});

test('[OB4] an act dropped for a newer one stays dropped when the page repeats it', () => {
  const { world, alice } = setup();
  world.disconnect(alice);
  const older = world.act(alice, 'play', 1);
  const restore = sayAgain(alice, older);
  world.advance(10);
  const newer = world.act(alice, 'pause', 2);
  world.advance(10);
  world.connect(alice);
  deliverAll(world, alice);
  restore();
  world.repeatUnsettled(alice);
  deliverAll(world, alice);
  expect(world.loggedActs()).toEqual([newer]);
});

test('[LT4] a lost last event is noticed by the head alone, within a second and without another event', () => {
  const { world, alice, bob } = setup();
  world.act(alice, 'play', 1);
  deliverAll(world, alice);
  world.loseEvent(bob);
  world.probe(bob);
  world.deliverDown(bob);
  expect(bob.session.replica.head).not.toEqual(world.relay.head());
  world.advance(1_000);
  expect(bob.session.phase.state).toBe('catching-up');
  deliverAll(world, bob);
  expect(bob.session.replica.head).toEqual(world.relay.head());
});

test('[AD5] a create whose welcome was lost joins its own party the second time', () => {
  const { alice } = setup();
  const fresh = { ...alice.session, self: null, token: null, mode: 'create' as const };
  const offline = { ...fresh, phase: { state: 'offline' as const }, createAttempts: 1 };
  const now = alice.session.joinedAt;
  const { state } = stepSession(offline, { kind: 'link-up' }, now);
  const rejected = { kind: 'join-rejected', reason: 'party-exists', retryAfterMs: null } as const;
  const step = stepSession(state, rejected, now);
  expect(step.state.mode).toBe('join');
  expect(step.effects).toEqual([{ kind: 'reconnect', afterMs: 0 }]);
});

test('[AD7] who creates a party shows a token of its own, the same again after a lost welcome', () => {
  const session = createSession({ mode: 'create', name: 'Alice', token: 'own' as MemberToken });
  const first = stepSession(session, { kind: 'link-up' }, 0 as LocalMs);
  const lost = stepSession(first.state, { kind: 'link-down' }, 0 as LocalMs);
  const again = stepSession(lost.state, { kind: 'link-up' }, 0 as LocalMs);
  for (const { effects } of [first, again]) {
    expect(effects).toContainEqual({ kind: 'join', request: { mode: 'create', token: 'own', from: null } });
  }
});

test('[AD4] a party that ended ends the session for good', () => {
  const { world, alice } = setup();
  world.disconnect(alice);
  const joining = stepSession(alice.session, { kind: 'link-up' }, alice.session.joinedAt);
  const rejected = { kind: 'join-rejected', reason: 'no-such-party', retryAfterMs: null } as const;
  const ended = stepSession(joining.state, rejected, alice.session.joinedAt);
  expect(ended.effects).toEqual([{ kind: 'end', reason: 'no-such-party' }]);
  expect(stepSession(ended.state, { kind: 'link-up' }, alice.session.joinedAt).effects).toEqual([]);
});

test('[OB5] a refused act is told and uses no seq up', () => {
  const { world, alice } = setup();
  const id = world.act(alice, 'play', 1);
  const ticket = alice.session.sending?.ticket ?? 0;
  const seq = alice.session.sending?.seq;
  const rejected = { kind: 'intent-rejected', ticket, reason: 'too-large', retryAfterMs: null } as const;
  const step = stepSession(alice.session, rejected, alice.session.joinedAt);
  expect(step.effects).toEqual([{ kind: 'settle', id, outcome: { kind: 'refused', reason: 'too-large' } }]);
  alice.session = step.state;
  world.act(alice, 'play', 2);
  expect(alice.session.sending?.seq).toBe(seq);
});

test('[OB5] a rate-limited intent waits as long as the relay asks, then goes out unchanged', () => {
  const { world, alice } = setup();
  world.act(alice, 'play', 1);
  const { sending } = alice.session;
  const now = alice.session.joinedAt;
  if (sending?.stage.state !== 'sent') throw new Error('the act should be under way');
  const rejected = {
    kind: 'intent-rejected',
    ticket: sending.ticket,
    reason: 'rate-limited',
    retryAfterMs: 70,
  };
  const waiting = stepSession(alice.session, rejected as never, now);
  expect(waiting.effects).toEqual([{ kind: 'wake-after', delayMs: 70 }]);
  const early = stepSession(waiting.state, { kind: 'tick' }, (now + 69) as typeof now);
  expect(early.effects).toEqual([]);
  const due = stepSession(waiting.state, { kind: 'tick' }, (now + 70) as typeof now);
  expect(due.effects).toEqual([
    { kind: 'send-intent', ticket: sending.ticket, intent: sending.stage.intent },
  ]);
});
