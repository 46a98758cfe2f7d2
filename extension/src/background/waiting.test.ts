import { stallPolicyOf } from '@sameframe/shared/party.ts';
import { expect, test } from 'vitest';
import { SessionWorld } from './testing/session-world.ts';
import type { WorldMember } from './testing/world-member.ts';

const HOLD = { kind: 'hold', limitMs: 4_000 } as const;
const RELEASE = { kind: 'release', leadMs: 300 } as const;
const GO_ON = { kind: 'go-on', leadMs: 300 } as const;

/** Alice is host and has played; both are online. */
function setup() {
  const world = new SessionWorld(2);
  world.settle();
  const alice = world.member(0);
  const bob = world.member(1);
  world.act(alice, 'play', 10);
  world.settle();
  return { world, alice, bob };
}

const holders = ({ session }: WorldMember) => Object.keys(session.replica.timeline.holds).length;
const policyOf = ({ session }: WorldMember) => stallPolicyOf(session.replica.party);

test('[OB7] a hold and its release get into the log in their order, between the acts of the same member', () => {
  const { world, bob } = setup();
  world.wish(bob, HOLD);
  world.act(bob, 'seek-to', 20);
  world.settle();
  world.wish(bob, RELEASE);
  world.settle();
  expect(world.loggedHolds()).toEqual(['hold', 'release']);
  expect(world.loggedActs()).toEqual(['act-0-0', 'act-1-0']);
});

test('[OB7] made offline it is dropped', () => {
  const { world, bob } = setup();
  world.disconnect(bob);
  world.wish(bob, HOLD);
  world.settle();
  expect(world.loggedHolds()).toEqual([]);
});

test('[OB7] under way when the line breaks it is not said again', () => {
  const { world, bob } = setup();
  world.wish(bob, HOLD);
  expect(bob.session.sending?.draft.kind).toBe('hold');
  bob.connection?.up.splice(0);
  world.disconnect(bob);
  world.settle();
  expect(world.loggedHolds()).toEqual([]);
  expect(bob.session.sending).toBeNull();
});

test('[OB7] one that got into the log before the line broke is in it once', () => {
  const { world, alice, bob } = setup();
  world.wish(bob, HOLD);
  world.disconnect(bob);
  world.deliverUp(bob);
  world.settle();
  expect(world.loggedHolds()).toEqual(['hold']);
  expect([holders(alice), holders(bob)]).toEqual([1, 1]);
  world.wish(bob, RELEASE);
  world.settle();
  expect([holders(alice), holders(bob)]).toEqual([0, 0]);
});

test('[OB7] waiting too long behind another intent it is dropped, and a worker that died says nothing of it', () => {
  const { world, bob } = setup();
  world.act(bob, 'seek-to', 20);
  world.wish(bob, HOLD);
  world.advance(1_600);
  world.settle();
  expect(world.loggedHolds()).toEqual([]);
  world.wish(bob, HOLD);
  world.save(bob);
  bob.connection?.up.splice(0);
  world.killWorker(bob);
  world.settle();
  expect(world.loggedHolds()).toEqual([]);
});

test('[OB7] released before anybody was told, nobody is told', () => {
  const { world, bob } = setup();
  world.act(bob, 'seek-to', 20);
  world.wish(bob, HOLD);
  world.wish(bob, RELEASE);
  world.settle();
  expect(world.loggedHolds()).toEqual([]);
});

test('[HO4] the host goes on without waiting; nobody else does', () => {
  const { world, alice, bob } = setup();
  world.wish(bob, HOLD);
  world.settle();
  world.wish(bob, GO_ON);
  world.settle();
  expect(holders(alice)).toBe(1);
  world.wish(alice, GO_ON);
  world.settle();
  expect(world.loggedHolds()).toEqual(['hold', 'go-on']);
  expect([holders(alice), holders(bob)]).toEqual([0, 0]);
});

test('[HO8] a late joiner, whose log begins with a release, folds what everyone else has', () => {
  const { world, alice, bob } = setup();
  world.wish(bob, HOLD);
  world.settle();
  world.wish(bob, RELEASE);
  world.settle();
  world.relay.prune();
  alice.session = { ...alice.session, replica: { ...alice.session.replica, head: null } };
  world.disconnect(alice);
  world.settle();
  expect(alice.session.replica.timeline).toEqual(bob.session.replica.timeline);
});

test('[PS5] the host chooses what to do about stalls, and everyone follows', () => {
  const { world, alice, bob } = setup();
  world.choosePolicy(bob, 'go-on');
  world.choosePolicy(alice, 'wait');
  world.settle();
  expect([policyOf(alice), policyOf(bob)]).toEqual(['wait', 'wait']);
});

test('[PS5] whoever becomes host goes on with the policy that was in force', () => {
  const { world, alice, bob } = setup();
  world.choosePolicy(alice, 'go-on');
  world.settle();
  world.leave(alice);
  world.settle();
  expect(bob.session.replica.party.host).toBe(bob.session.self);
  expect(policyOf(bob)).toBe('go-on');
  expect(bob.session.replica.party.policies[bob.session.self ?? ('' as never)]).toBe('go-on');
});

test('[PS5] the newest choice of a host who changes their mind on the way counts', () => {
  const { world, alice } = setup();
  world.choosePolicy(alice, 'wait');
  world.choosePolicy(alice, 'go-on');
  world.settle();
  expect(policyOf(alice)).toBe('go-on');
});
