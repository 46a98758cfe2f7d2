// The clock of all parties is that of Redis, which somebody may set back. What is due is due all the same.
import { expect, test } from 'vitest';
import { createCoreWorld, type Guest, gatherParty } from '../testing/core-world.ts';
import { bodyOf } from '../testing/drafts.ts';

test('[ND9] [PR1] [AD13] presence, joins and departures are told in time when the clock is set back', () => {
  const world = createCoreWorld();
  const [alice, bob] = gatherParty(world, 2) as [Guest, Guest];
  world.setClockBack(900_000);
  const carol = world.connect().join();
  world.core.presence(bob.seat.connection, { count: 1, body: bodyOf('report') });
  world.advance(1_000);
  expect(alice.seat.digests).toHaveLength(1);
  expect(alice.seat.events).toMatchObject([{ fact: { joined: [{ id: carol.member }] } }]);
  bob.seat.disconnect();
  world.advance(70_000);
  expect(alice.seat.events.slice(1)).toMatchObject([{ fact: { left: [bob.member] } }]);
  // Alice stays, and Carol, whose lease was renewed all the while.
  world.advance(800_000);
  expect(alice.seat.events).toHaveLength(2);
});
