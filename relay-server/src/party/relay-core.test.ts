import type { MemberId, MemberToken, PartyId } from '@sameframe/shared/ids.ts';
import { MAX_LISTED_MEMBERS } from '@sameframe/shared/protocol/limits.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { PresenceDigest } from '@sameframe/shared/protocol/to-member.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { type PromptStore, StoreError } from '../store/party-store.ts';
import { createCoreWorld, type Guest, gatherParty, PARTY, type Seat } from '../testing/core-world.ts';
import { bodyOf, HELLO, idOf, intentOf, joinOf } from '../testing/drafts.ts';
import type { ConnectionId } from './session.ts';

const LEASE_MS = 60_000;
const LONG_ENOUGH_MS = LEASE_MS + 6_000;

const refused = (reason: RejectReason) => ({ ok: false, reason });

function leftOf(seat: Seat): MemberId[] {
  return seat.events.flatMap((event) =>
    event.from === 'relay' && event.fact.kind === 'members-changed' ? event.fact.left : [],
  );
}

describe('the door', () => {
  test('[AD1] a version that nobody speaks any more is refused with who must update', () => {
    const { core } = createCoreWorld();
    const hello = (min: number, max: number) => core.connect('c' as ConnectionId, { versions: { min, max } });
    expect(hello(0, 0)).toEqual(refused('client-too-old'));
    expect(hello(99, 99)).toEqual(refused('relay-too-old'));
    expect(hello(1, 99)).toEqual({ ok: true });
  });

  test.each([null, undefined, 'hello', {}, { versions: { min: 2, max: 1 } }, { versions: 1 }])(
    '[AD2] a handshake of another form is malformed: %j',
    (auth) => {
      expect(createCoreWorld().core.connect('c' as ConnectionId, auth)).toEqual(refused('malformed'));
    },
  );

  test.each([null, undefined, 7, 'x', [], {}, { party: 'short' }, { party: PARTY, mode: 'enter' }])(
    '[AD2] a message of another form is malformed, and harms nothing: %j',
    (message) => {
      const world = createCoreWorld();
      const [alice] = gatherParty(world, 1) as [Guest];
      const fresh = world.connect();
      expect(world.core.join(fresh.connection, message)).toEqual(refused('malformed'));
      expect(world.core.intent(alice.seat.connection, message)).toEqual(refused('malformed'));
      expect(world.core.resume(alice.seat.connection, message)).toEqual(refused('malformed'));
      world.core.presence(alice.seat.connection, message);
      expect(alice.seat.intent(intentOf(1))).toMatchObject({ ok: true });
      expect(world.problems).toEqual([]);
    },
  );

  test('[AD3] a body over its limit is too large, and uses up no seq', () => {
    const world = createCoreWorld();
    const [alice] = gatherParty(world, 1) as [Guest];
    expect(alice.seat.intent(intentOf(1, { body: bodyOf('x'.repeat(7_000)) }))).toEqual(refused('too-large'));
    expect(alice.seat.intent(intentOf(1))).toMatchObject({ ok: true });
  });

  test('[AD11] without a join there is nothing to do', () => {
    const world = createCoreWorld();
    const { connection, intent } = world.connect();
    expect(intent(intentOf(1))).toEqual(refused('not-joined'));
    expect(world.core.resume(connection, { from: null })).toEqual(refused('not-joined'));
    expect(world.core.leave(connection)).toEqual(refused('not-joined'));
    expect(world.core.probe(connection, world.now())).toEqual(refused('not-joined'));
    expect(world.core.intent('never seen' as ConnectionId, intentOf(1))).toEqual(refused('not-joined'));
  });

  test('[AD8] a second connection of a member ends the first, which is heard no more', () => {
    const world = createCoreWorld();
    const first = world.connect();
    const { token, member } = first.join({ mode: 'create' });
    const second = world.connect();
    expect(second.join({ token }).member).toBe(member);
    expect(first.closings).toEqual([{ reason: 'superseded' }]);
    expect(first.intent(intentOf(1))).toEqual(refused('superseded'));
    first.disconnect();
    expect(second.intent(intentOf(1))).toMatchObject({ ok: true });
    expect([first.events, second.events].map((events) => events.length)).toEqual([0, 1]);
    world.advance(LONG_ENOUGH_MS);
    expect(leftOf(second)).toEqual([]);
  });

  test('[AD7] after a lost welcome the old token still leads to the same member', () => {
    const world = createCoreWorld();
    const { token, member } = world.connect().join({ mode: 'create' });
    world.connect().join({ token });
    const again = world.connect().join({ token });
    expect(again.member).toBe(member);
    expect(world.connect().join({ token: again.token }).member).toBe(member);
    expect(world.connect().join({ token }).member).not.toBe(member);
  });

  test('[AD7] after a lost first welcome the token of its own making leads to the same member, which is host', () => {
    const world = createCoreWorld();
    const token = idOf<MemberToken>('of its own making');
    const { member } = world.connect().join({ mode: 'create', token });
    const again = world.connect().join({ mode: 'join', token });
    expect(again.member).toBe(member);
    expect(again.roster).toMatchObject({ members: [{ id: member }], host: member });
  });

  test('[AD6] a connection that joins elsewhere gets nothing of where it was', () => {
    const world = createCoreWorld();
    const [alice, bob] = gatherParty(world, 2) as [Guest, Guest];
    const elsewhere = idOf<PartyId>('elsewhere');
    bob.seat.join({ party: elsewhere, mode: 'create' });
    alice.seat.intent(intentOf(1));
    expect(bob.seat.events).toEqual([]);
  });

  test('[AD12] a relay that stops says so, and lets nobody in', () => {
    const world = createCoreWorld();
    const [alice] = gatherParty(world, 1) as [Guest];
    world.core.drain();
    expect(alice.seat.closings).toEqual([{ reason: 'draining', retryAfterMs: 0 }]);
    expect(alice.seat.intent(intentOf(1))).toEqual(refused('draining'));
    expect(world.core.connect('late' as ConnectionId, HELLO)).toEqual(refused('draining'));
    expect([world.core.health(), world.core.readiness()]).toEqual(['draining', 'draining']);
    expect(world.core.load()).toEqual({ parties: 0, members: 0 });
  });
});

test.each([
  [5, 8],
  [2_000, 1_999],
])('[AD12] %i members who are sent away come back one after the other', (count, lastMs) => {
  const world = createCoreWorld();
  const seats = Array.from({ length: count }, (_, index) => {
    const seat = world.connect();
    seat.join({ mode: index === 0 ? 'create' : 'join' });
    return seat;
  });
  world.core.drain();
  const delays = seats.map(({ closings }) => closings[0]?.retryAfterMs ?? Number.NaN);
  expect(delays).toEqual([...delays].sort((a, b) => a - b));
  expect([delays[0], delays.at(-1)]).toEqual([0, lastMs]);
});

describe('the order', () => {
  test('[ST1] an event goes to everyone in the party, its author included, and to nobody else', () => {
    const world = createCoreWorld();
    const [alice, bob] = gatherParty(world, 2) as [Guest, Guest];
    const stranger = world.connect();
    stranger.join({ party: idOf<PartyId>('another party'), mode: 'create' });
    const reply = alice.seat.intent(intentOf(1));
    const [event] = alice.seat.events;
    expect(reply).toEqual({ ok: true, ref: { lamport: event?.lamport, id: event?.id } });
    expect(bob.seat.events).toEqual([event]);
    expect(stranger.events).toEqual([]);
  });

  test('[ST1] kept before it is sent, sent before it is acknowledged', () => {
    const steps: string[] = [];
    const inner = createMemoryStore();
    const store: PromptStore = {
      ...inner,
      append(draft) {
        const outcome = inner.append(draft);
        steps.push('kept');
        return outcome;
      },
    };
    const world = createCoreWorld({ store });
    const [alice] = gatherParty(world, 1) as [Guest];
    alice.seat.events.push = (...events) => {
      steps.push('sent');
      return events.length;
    };
    if (alice.seat.intent(intentOf(1)).ok) steps.push('acknowledged');
    expect(steps).toEqual(['kept', 'sent', 'acknowledged']);
  });

  test('[LT6] a repeated intent is answered like the first and not sent again', () => {
    const world = createCoreWorld();
    const [alice] = gatherParty(world, 1) as [Guest];
    const first = alice.seat.intent(intentOf(1));
    expect(alice.seat.intent(intentOf(1))).toEqual(first);
    expect(alice.seat.events).toHaveLength(1);
  });

  test('[LT4] a probe tells the head, and both relay times', () => {
    const world = createCoreWorld();
    const [alice] = gatherParty(world, 1) as [Guest];
    const reply = alice.seat.intent(intentOf(1));
    const receivedAt = world.now();
    world.advance(3);
    expect(world.core.probe(alice.seat.connection, receivedAt)).toEqual({
      ok: true,
      receivedAt,
      sentAt: receivedAt + 3,
      head: reply.ok ? reply.ref : null,
    });
  });

  test('[ST3] a member that comes back gets what it missed, and its last seq', () => {
    const world = createCoreWorld();
    const [alice] = gatherParty(world, 1) as [Guest];
    const bob = world.connect();
    const { token, head } = bob.join();
    world.advance(1_000);
    bob.intent(intentOf(1));
    bob.disconnect();
    alice.seat.intent(intentOf(1, { retain: { kind: 'none' } }));
    const welcome = world.connect().join({ token, from: head });
    expect(welcome).toMatchObject({ reset: false, lastSeq: 1, head: { lamport: 4 } });
    expect(welcome.events.map((event) => event.lamport)).toEqual([2, 3, 4]);
  });
});

describe('membership', () => {
  test('[AD13] joins are gathered; a joiner is in their own welcome at once', () => {
    const world = createCoreWorld();
    const [alice] = gatherParty(world, 1) as [Guest];
    const guests = Array.from({ length: 20 }, () => {
      const seat = world.connect();
      const welcome = seat.join();
      expect(welcome.roster.members.map((member) => member.id)).toContain(welcome.member);
      world.advance(5);
      return welcome.member;
    });
    expect(alice.seat.events).toEqual([]);
    world.advance(200);
    const [event, ...others] = alice.seat.events;
    expect(others).toEqual([]);
    expect(
      event?.from === 'relay' &&
        event.fact.kind === 'members-changed' &&
        event.fact.joined.map((member) => member.id),
    ).toEqual(guests);
  });

  test('[AD13] a member that comes back within the lease has never been away', () => {
    const world = createCoreWorld();
    const [alice] = gatherParty(world, 1) as [Guest];
    const bob = world.connect();
    const { token } = bob.join();
    world.advance(1_000);
    alice.seat.events.length = 0;
    bob.disconnect();
    world.advance(LEASE_MS - 1_000);
    expect(world.connect().join({ token })).toMatchObject({ lastSeq: 0 });
    world.advance(10 * LEASE_MS);
    expect(alice.seat.events).toEqual([]);
  });

  test('[AD13] a member that stays away is gone after the lease, soon after it', () => {
    const world = createCoreWorld();
    const [alice, bob] = gatherParty(world, 2) as [Guest, Guest];
    bob.seat.disconnect();
    world.advance(LEASE_MS - 1);
    expect(alice.seat.events).toEqual([]);
    world.advance(11_000);
    expect(leftOf(alice.seat)).toEqual([bob.member]);
  });

  test('[AD14] a member that leaves is gone at once, and may come back', () => {
    const world = createCoreWorld();
    const [alice, bob] = gatherParty(world, 2) as [Guest, Guest];
    expect(world.core.leave(bob.seat.connection)).toEqual({ ok: true });
    world.advance(200);
    expect(leftOf(alice.seat)).toEqual([bob.member]);
    expect(bob.seat.events).toEqual([]);
    expect(bob.seat.intent(intentOf(1))).toEqual(refused('not-joined'));
    expect(bob.seat.join()).toMatchObject({ ok: true });
  });

  test('[AD15] the host passes on when their lease has ended', () => {
    const world = createCoreWorld();
    const [alice, bob] = gatherParty(world, 3) as [Guest, Guest];
    alice.seat.disconnect();
    world.advance(LONG_ENOUGH_MS);
    expect(bob.seat.events).toMatchObject([{ fact: { host: bob.member } }]);
  });

  test('[AD13] a relay that was away reaps nobody for it', () => {
    const world = createCoreWorld();
    const [alice, bob] = gatherParty(world, 2) as [Guest, Guest];
    const startAt = (world.now() + 10 * LEASE_MS) as RelayMs;
    const restarted = createCoreWorld({ store: world.store, startAt });
    restarted.advance(LEASE_MS - 1_000);
    const back = restarted.connect();
    const { roster } = back.join({ token: alice.token });
    expect(roster.members.map((member) => member.id)).toEqual([alice.member, bob.member]);
    restarted.advance(LONG_ENOUGH_MS);
    expect(leftOf(back)).toEqual([bob.member]);
  });

  test('[AD13] joins that a crash left untold are told after it', () => {
    const world = createCoreWorld();
    const { token, member } = world.connect().join({ mode: 'create' });
    const restarted = world.restart();
    restarted.advance(1_000);
    const welcome = restarted.connect().join({ token });
    expect(welcome.events).toMatchObject([{ fact: { joined: [{ id: member }] } }]);
  });

  test('[AD16] an empty party ends after a while, and not before', () => {
    const world = createCoreWorld({ settings: { partyLingerMs: 100_000 } });
    const [alice] = gatherParty(world, 1) as [Guest];
    world.core.leave(alice.seat.connection);
    world.advance(99_000);
    expect(world.core.join(alice.seat.connection, joinOf(PARTY))).toMatchObject({ ok: true });
    world.core.leave(alice.seat.connection);
    world.advance(106_000);
    expect(world.core.join(alice.seat.connection, joinOf(PARTY))).toEqual(refused('no-such-party'));
  });
});

describe('a failing store', () => {
  const createFlakyStore = () => {
    const inner = createMemoryStore();
    let problem: Error | null = null;
    const flaky = Object.fromEntries(
      Object.entries(inner).map(([name, method]) => [
        name,
        (...args: never[]) => {
          if (problem !== null) throw problem;
          return (method as (...args: never[]) => unknown)(...args);
        },
      ]),
    ) as unknown as PromptStore;
    return {
      store: flaky,
      breakWith: (error: Error | null) => {
        problem = error;
      },
    };
  };
  const full = new StoreError('full', 'the disk is full', 'Free some space.');

  test('[ST2] is an answer, is told once, and is over when it works again', () => {
    const { store, breakWith } = createFlakyStore();
    const world = createCoreWorld({ store });
    const [alice] = gatherParty(world, 1) as [Guest];
    breakWith(full);
    expect(alice.seat.intent(intentOf(1))).toEqual(refused('storage-failed'));
    expect(world.connect().core.join('connection 2' as ConnectionId, joinOf(PARTY))).toEqual(
      refused('storage-failed'),
    );
    expect(world.core.health()).toBe('storage-failed');
    world.advance(20_000);
    expect(world.problems).toEqual([full]);
    breakWith(null);
    expect(world.core.health()).toBe('ok');
    expect(world.problems).toEqual([full, null]);
    expect(alice.seat.intent(intentOf(1))).toMatchObject({ ok: true });
  });

  test('[ST2] does not lose a join that could not be told', () => {
    const { store, breakWith } = createFlakyStore();
    const world = createCoreWorld({ store });
    const [alice] = gatherParty(world, 1) as [Guest];
    world.connect().join();
    breakWith(full);
    world.advance(10_000);
    expect(alice.seat.events).toEqual([]);
    breakWith(null);
    world.advance(10_000);
    expect(alice.seat.events).toMatchObject([{ fact: { joined: [{}] } }]);
  });

  test('[ST2] a bug in what is due for one party does not keep the others waiting', () => {
    const inner = createMemoryStore();
    const bug = new TypeError('a bug');
    const store: PromptStore = {
      ...inner,
      announce(party, id, now) {
        if (party === PARTY) throw bug;
        return inner.announce(party, id, now);
      },
    };
    const world = createCoreWorld({ store });
    world.connect().join({ mode: 'create' });
    const other = world.connect();
    other.join({ party: idOf<PartyId>('another party'), mode: 'create' });
    world.advance(300);
    expect(other.events).toHaveLength(1);
    expect(world.problems).toEqual([bug]);
  });
});

describe('presence', () => {
  const report = (count: number) => ({ count, body: bodyOf(`report ${count}`) });

  test('[PR1] reports are gathered, the newest of each member, and sent to everyone with the head', () => {
    const world = createCoreWorld();
    const guests = gatherParty(world, 2);
    const [alice, bob] = guests as [Guest, Guest];
    const head = world.core.probe(alice.seat.connection, world.now());
    world.core.presence(alice.seat.connection, report(1));
    world.advance(150);
    world.core.presence(bob.seat.connection, report(1));
    world.core.presence(alice.seat.connection, report(2));
    expect(alice.seat.digests).toEqual([]);
    world.advance(50);
    const digest = {
      head: head.ok ? head.head : null,
      reports: [
        { member: alice.member, ...report(2) },
        { member: bob.member, ...report(1) },
      ],
    };
    expect(alice.seat.digests).toEqual([digest]);
    expect(bob.seat.digests).toEqual([digest]);
    world.advance(10_000);
    expect(bob.seat.digests).toHaveLength(1);
  });

  test('[PR2] [PR4] only from members, only when small; the log does not change', () => {
    const world = createCoreWorld();
    const [alice] = gatherParty(world, 1) as [Guest];
    const before = world.store.catchUp(PARTY, null);
    world.core.presence(world.connect().connection, report(1));
    world.core.presence(alice.seat.connection, { count: 1, body: bodyOf('x'.repeat(1_000)) });
    world.core.presence(alice.seat.connection, report(0));
    world.advance(1_000);
    expect(alice.seat.digests).toEqual([]);
    world.core.presence(alice.seat.connection, report(1));
    world.advance(1_000);
    expect(alice.seat.digests).toHaveLength(1);
    expect(world.store.catchUp(PARTY, null)).toEqual(before);
  });

  test('[PR1] in a crowd what is gathered is sent less often', () => {
    const world = createCoreWorld();
    const guests = gatherParty(world, 500);
    world.advance(1_000);
    for (const { seat } of guests) seat.digests.length = 0;
    for (const { seat } of guests) world.core.presence(seat.connection, report(1));
    world.advance(399);
    expect(guests[0]?.seat.digests).toEqual([]);
    world.advance(1);
    expect(guests[0]?.seat.digests).toHaveLength(1);
    world.advance(400);
    expect(guests[0]?.seat.digests).toHaveLength(2);
  });

  test('[AD23] who is not listed in a crowd acts and hears as everyone does, and their presence is dropped', () => {
    const world = createCoreWorld();
    const guests = gatherParty(world, MAX_LISTED_MEMBERS + 5);
    const [first, last] = [guests[0] as Guest, guests.at(-1) as Guest];
    world.advance(1_000);
    for (const { seat } of [first, last]) world.core.presence(seat.connection, report(1));
    expect(last.seat.intent(intentOf(1))).toMatchObject({ ok: true });
    world.advance(1_000);
    for (const { seat } of [first, last]) {
      expect(seat.events.at(-1)).toMatchObject({ by: last.member });
      expect(seat.closings).toEqual([]);
      const reported = seat.digests.flatMap(({ reports }) => reports.map(({ member }) => member));
      expect(reported).toEqual([first.member]);
    }
    const again = world.connect().join({ token: last.token });
    expect(again).toMatchObject({ member: last.member, roster: { count: guests.length } });
  });

  test('[PR3] who can move the film goes before who only looks on, and neither starves', () => {
    const world = createCoreWorld();
    const guests = gatherParty(world, 100);
    const [alice, ...others] = guests as [Guest, ...Guest[]];
    const spectators = others.slice(0, 30);
    for (const { member } of spectators)
      world.core.govern(alice.seat.connection, { kind: 'set-role', member, role: 'spectator' });
    for (const { seat } of guests) world.core.presence(seat.connection, report(1));
    world.advance(400);
    const isSpectator = new Set(spectators.map(({ member }) => member));
    const countIn = (digest: PresenceDigest | undefined) =>
      digest?.reports.filter(({ member }) => isSpectator.has(member)).length;
    expect(alice.seat.digests.map(({ reports }) => reports.length)).toEqual([64, 36]);
    expect(alice.seat.digests.map(countIn)).toEqual([16, 14]);
    expect(alice.seat.digests[0]?.reports[0]?.member).toBe(alice.member);
  });

  test('[PR3] a digest is bounded, and nobody starves', () => {
    const world = createCoreWorld();
    const guests = gatherParty(world, 100);
    for (const { seat } of guests) world.core.presence(seat.connection, report(1));
    world.advance(400);
    const digests = guests[0]?.seat.digests ?? [];
    expect(digests.map((digest) => digest.reports.length)).toEqual([64, 36]);
  });
});
