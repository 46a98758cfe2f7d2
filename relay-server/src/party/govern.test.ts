import type { MemberToken } from '@sameframe/shared/ids.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import type { PromptStore } from '../store/party-store.ts';
import { createCoreWorld, type Guest, gatherParty, PARTY } from '../testing/core-world.ts';
import { bodyOf, idOf, intentOf, joinOf } from '../testing/drafts.ts';

const refused = (reason: RejectReason) => ({ ok: false, reason });
const LOCK = { kind: 'set-lock', isLocked: true };

function setup() {
  const world = createCoreWorld();
  const [alice, bob, carol] = gatherParty(world, 3) as [Guest, Guest, Guest];
  const govern = ({ seat }: Guest, wish: object) => world.core.govern(seat.connection, wish);
  return { world, alice, bob, carol, govern };
}

describe('a change of the rules', () => {
  test('[AD18] is told to everyone, its author included, and answered with where it stands', () => {
    const { alice, bob, govern } = setup();
    const reply = govern(alice, LOCK);
    const [told] = bob.seat.events;
    expect(reply).toEqual({ ok: true, ref: { lamport: told?.lamport, id: told?.id } });
    expect(alice.seat.events).toEqual(bob.seat.events);
    expect(govern(alice, LOCK)).toEqual(reply);
    expect(bob.seat.events).toHaveLength(1);
  });

  test.each([null, undefined, 'kick', {}, { kind: 'crown' }, { kind: 'kick', member: 'Bob' }])(
    '[AD2] of another form is malformed, and harms nothing: %j',
    (wish) => {
      const { world, alice, govern } = setup();
      expect(world.core.govern(alice.seat.connection, wish)).toEqual(refused('malformed'));
      expect(govern(alice, LOCK)).toMatchObject({ ok: true });
      expect(world.problems).toEqual([]);
    },
  );

  test('[AD18] is refused to who may not, and told to nobody', () => {
    const { world, alice, bob, carol, govern } = setup();
    expect(govern(bob, LOCK)).toEqual(refused('not-allowed'));
    expect(govern(bob, { kind: 'kick', member: carol.member })).toEqual(refused('not-allowed'));
    expect(govern(alice, { kind: 'kick', member: idOf('nobody') })).toEqual(refused('no-such-member'));
    expect(world.core.govern(world.connect().connection, LOCK)).toEqual(refused('not-joined'));
    world.advance(1_000);
    expect(alice.seat.events).toEqual([]);
  });

  test('[AD17] an act that is not allowed is refused, told to nobody, and uses no seq up', () => {
    const { alice, bob, govern } = setup();
    govern(alice, { kind: 'set-role', member: bob.member, role: 'spectator' });
    const told = alice.seat.events.length;
    expect(bob.seat.intent(intentOf(1))).toEqual(refused('not-allowed'));
    expect(alice.seat.events).toHaveLength(told);
    govern(alice, { kind: 'set-role', member: bob.member, role: 'viewer' });
    expect(bob.seat.intent(intentOf(1))).toMatchObject({ ok: true });
  });
});

describe('who waits at the door', () => {
  const token = idOf<MemberToken>('of a stranger');
  const setupDoor = () => {
    const parts = setup();
    parts.govern(parts.alice, { kind: 'set-approval', approvesJoiners: true });
    const stranger = parts.world.connect();
    const ask = () =>
      parts.world.core.join(stranger.connection, joinOf(PARTY, { token, hello: bodyOf('me') }));
    const reply = ask();
    parts.world.advance(1_000);
    return { ...parts, stranger, ask, reply };
  };
  const waits = { knock: expect.any(String), hello: bodyOf('me') };

  test('[AD22] is shown to hosts and co-hosts alone, once', () => {
    const { world, alice, bob, carol, govern, ask, reply } = setupDoor();
    expect(reply).toEqual({ ok: false, reason: 'awaiting-approval', retryAfterMs: 3_000 });
    govern(alice, { kind: 'set-role', member: bob.member, role: 'co-host' });
    ask();
    world.advance(1_000);
    expect([alice, bob, carol].map(({ seat }) => seat.knocks)).toEqual([[[waits]], [[waits]], []]);
  });

  test('[AD22] is shown to a host who comes later, and no longer once they are in', () => {
    const { world, alice, govern, stranger, ask } = setupDoor();
    const back = world.connect();
    back.join({ token: alice.token });
    world.advance(1_000);
    const knock = back.knocks[0]?.[0]?.knock;
    expect(back.knocks).toEqual([[waits]]);
    expect(govern({ ...alice, seat: back }, { kind: 'admit', knock, isAdmitted: true })).toMatchObject({
      ok: true,
    });
    expect(ask()).toMatchObject({ ok: true });
    world.advance(1_000);
    expect(back.knocks).toEqual([[waits], []]);
    expect(stranger.knocks).toEqual([]);
  });

  test('[AD22] is no longer shown some time after they gave up', () => {
    const { world, alice } = setupDoor();
    world.advance(400_000);
    expect(alice.seat.knocks).toEqual([[waits], []]);
    expect(world.problems).toEqual([]);
  });
});

describe('who is kicked', () => {
  test('[AD21] hears of it, gets a last word, and nothing more', () => {
    const { world, alice, bob, govern } = setup();
    govern(alice, { kind: 'kick', member: bob.member });
    expect(bob.seat.events).toMatchObject([{ fact: { kind: 'rules-changed', kicked: [bob.member] } }]);
    expect(bob.seat.closings).toEqual([{ reason: 'kicked' }]);
    alice.seat.intent(intentOf(1));
    world.advance(1_000);
    expect(bob.seat.events).toHaveLength(1);
    expect(bob.seat.intent(intentOf(1))).toEqual(refused('kicked'));
    expect(alice.seat.events.at(-1)).toMatchObject({
      fact: { kind: 'members-changed', joined: [], left: [bob.member], host: alice.member },
    });
  });

  test('[AD21] does not come back, with the token or without', () => {
    const { world, alice, bob, govern } = setup();
    govern(alice, { kind: 'kick', member: bob.member });
    const { connection } = world.connect();
    const join = (token: string | null) => world.core.join(connection, { ...joinOf(PARTY), token });
    expect([bob.token, null].map(join)).toEqual([refused('kicked'), refused('party-locked')]);
  });

  test('[ND8] at another node is out, also where the word of it was missed', () => {
    const memory = createMemoryStore();
    let isPruned = false;
    const store: PromptStore = {
      ...memory,
      catchUp: (id, from) => memory.catchUp(id, isPruned ? null : from),
    };
    const world = createCoreWorld({ store });
    const [alice, bob] = gatherParty(world, 2) as [Guest, Guest];
    const wish = { kind: 'kick', member: bob.member } as const;
    // As another node does it, that is: without a word to this one.
    store.govern({ party: PARTY, member: alice.member, wish, id: idOf('kick'), now: world.now() });
    isPruned = true;
    world.core.hear(PARTY, { kind: 'interrupted' });
    expect([alice, bob].map(({ seat }) => seat.closings)).toEqual([[], [{ reason: 'not-joined' }]]);
    alice.seat.intent(intentOf(1));
    expect(bob.seat.events).toEqual([]);
  });

  test('[AD21] while the way back in is under way is let in nowhere', () => {
    const memory = createMemoryStore();
    let beforeReading = (): void => undefined;
    const store: PromptStore = {
      ...memory,
      catchUp(...asked) {
        beforeReading();
        return memory.catchUp(...asked);
      },
    };
    const world = createCoreWorld({ store });
    const [alice, bob] = gatherParty(world, 2) as [Guest, Guest];
    bob.seat.disconnect();
    beforeReading = () => {
      beforeReading = () => undefined;
      world.core.govern(alice.seat.connection, { kind: 'kick', member: bob.member });
    };
    const back = world.connect();
    const reply = world.core.join(back.connection, joinOf(PARTY, { token: bob.token }));
    expect(reply).toEqual(refused('not-joined'));
    alice.seat.intent(intentOf(1));
    expect(back.events).toEqual([]);
  });
});
