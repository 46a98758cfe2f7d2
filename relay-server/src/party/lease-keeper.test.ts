// A relay that starts while its store does not work yet.
import { assert } from '@sameframe/shared/result.ts';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { type PromptStore, StoreError } from '../store/party-store.ts';
import { createCoreWorld, type Guest, gatherParty } from '../testing/core-world.ts';

const LEASE_MS = 60_000;

/** A party of three, on a relay that has died and starts again on a store that fails until it is mended. */
function startOnFailingStore() {
  const memory = createMemoryStore();
  const before = createCoreWorld({ store: memory });
  const [alice, bob, carol] = gatherParty(before, 3) as [Guest, Guest, Guest];
  let isFailing = true;
  const unlessFailing =
    <Args extends unknown[], Answer>(work: (...args: Args) => Answer) =>
    (...args: Args): Answer => {
      if (isFailing) throw new StoreError('full', 'full', 'Free some space.');
      return work(...args);
    };
  const works = Object.entries(memory).map(([name, work]) => [name, unlessFailing(work as () => unknown)]);
  const store = Object.fromEntries(works) as PromptStore;
  const late = before.connect().join();
  return {
    guests: [alice, bob, carol] as const,
    late: late.member,
    world: createCoreWorld({ store, startAt: before.now() }),
    mend: () => {
      isFailing = false;
    },
  };
}

test('[AD13] a relay that starts while its store fails charges nobody for that, and tells what the crash left untold', () => {
  const { guests, late, world, mend } = startOnFailingStore();
  const [alice, bob, carol] = guests;
  world.advance(10 * LEASE_MS);
  mend();
  world.advance(LEASE_MS - 1_000);
  const back = world.connect();
  const { roster, events } = back.join({ token: bob.token });
  expect(roster.host).toBe(alice.member);
  expect(roster.members.map(({ id }) => id)).toEqual([alice.member, bob.member, carol.member, late]);
  expect(events.at(-1)).toMatchObject({ fact: { joined: [{ id: late }] } });
  world.advance(LEASE_MS);
  expect(back.events.at(-1)).toMatchObject({ fact: { host: bob.member } });
});

test('[AD15] who comes as soon as it works again is connected, whenever the relay looks next', () => {
  const { guests, world, mend } = startOnFailingStore();
  const [alice, , carol] = guests;
  mend();
  const [host, other] = [alice, carol].map(({ token }) => {
    const seat = world.connect();
    seat.join({ token });
    return seat;
  });
  assert(host !== undefined && other !== undefined, 'two came');
  world.advance(10_000);
  world.core.leave(host.connection);
  world.advance(1_000);
  expect(other.events.at(-1)).toMatchObject({ fact: { host: carol.member } });
});
