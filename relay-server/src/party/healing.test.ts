// What a node does about events that other nodes appended and it was not told of.
import type { EventId } from '@sameframe/shared/ids.ts';
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
