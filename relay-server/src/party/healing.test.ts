// What a node does about events that other nodes appended and it was not told of.
import type { EventId } from '@sameframe/shared/ids.ts';
import type { RelayEvent } from '@sameframe/shared/protocol/envelope.ts';
import { MAX_LISTED_MEMBERS } from '@sameframe/shared/protocol/limits.ts';
import { assert } from '@sameframe/shared/result.ts';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { StoreError } from '../store/party-store.ts';
import { createCoreWorld, type Guest, gatherParty, PARTY } from '../testing/core-world.ts';
import { idOf, intentOf } from '../testing/drafts.ts';

test('[ND2] [LT4] what was missed while the log could not be read is told as soon as it can be, without another event', () => {
  const memory = createMemoryStore();
  let isGone = false;
  let reads = 0;
  const world = createCoreWorld({
    store: {
      ...memory,
      catchUp(party, from) {
        reads += 1;
        if (isGone) throw new StoreError('failed', 'gone', 'Wait.');
        return memory.catchUp(party, from);
      },
    },
  });
  const [alice, bob] = gatherParty(world, 2) as [Guest, Guest];
  const draft = {
    party: PARTY,
    member: alice.member,
    intent: intentOf(1),
    id: idOf<EventId>('missed'),
    now: world.now(),
  };
  memory.append(draft);
  isGone = true;
  world.core.hear(PARTY, { kind: 'interrupted' });
  world.advance(10_000);
  expect(bob.seat.events).toEqual([]);
  isGone = false;
  world.advance(1_000);
  expect(bob.seat.events).toMatchObject([{ id: draft.id }]);
  const { head } = memory.catchUp(PARTY, null) ?? {};
  expect(world.core.probe(bob.seat.connection, world.now())).toMatchObject({ head });
  reads = 0;
  world.advance(60_000);
  expect(reads).toBe(0);
});

test('[AD11] [ND8] who was found to have left while connected here is put out, and comes back by their token', () => {
  const world = createCoreWorld();
  const [alice, bob, carol] = gatherParty(world, 3) as [Guest, Guest, Guest];
  const told = (id: string): RelayEvent => {
    const event = world.store.announce(PARTY, idOf<EventId>(id), world.now());
    assert(event !== null, 'something has changed');
    world.core.hear(PARTY, { kind: 'event', event });
    return event;
  };
  // Another node took both for gone, as this one was cut off; Carol was back there before it was told.
  for (const { member } of [bob, carol]) world.store.leave({ party: PARTY, member }, world.now());
  world.connect().join({ token: carol.token });
  const { fact } = told('left');
  expect(fact).toMatchObject({ left: [bob.member, carol.member].sort(), joined: [{ id: carol.member }] });
  expect(bob.seat.closings).toEqual([{ reason: 'not-joined' }]);
  alice.seat.intent(intentOf(1));
  expect(bob.seat.events).toEqual([expect.objectContaining({ fact })]);
  expect(carol.seat.closings).toEqual([{ reason: 'superseded' }]);
  expect(world.connect().join({ token: bob.token })).toMatchObject({ member: bob.member });
});

test('[ND8] [AD23] in a crowd, whom another node took for gone is out with their next act, and comes back by their token', () => {
  const world = createCoreWorld();
  const guests = gatherParty(world, MAX_LISTED_MEMBERS + 2);
  const { seat, member, token } = guests[3] as Guest;
  world.store.leave({ party: PARTY, member }, world.now());
  const event = world.store.announce(PARTY, idOf<EventId>('left'), world.now());
  assert(event !== null, 'something has changed');
  world.core.hear(PARTY, { kind: 'event', event });
  expect(seat.closings).toEqual([]);
  expect(seat.intent(intentOf(1))).toEqual({ ok: false, reason: 'not-joined' });
  expect(seat.join({ token })).toMatchObject({ member });
});

test('[AD23] in a crowd, where nobody tells who has come back, who has left and come back stays', () => {
  const world = createCoreWorld();
  const guests = gatherParty(world, MAX_LISTED_MEMBERS + 2);
  const { seat, member, token } = guests[3] as Guest;
  world.core.leave(seat.connection);
  world.advance(1);
  seat.join({ token });
  world.advance(1_000);
  const told = guests[0]?.seat.events.at(-1);
  expect(told).toMatchObject({ fact: { left: [member], count: guests.length } });
  expect(seat.closings).toEqual([]);
});
