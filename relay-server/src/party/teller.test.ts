import type { EventId } from '@sameframe/shared/ids.ts';
import type { EventRef, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import type { CatchUp, Roster } from '@sameframe/shared/protocol/to-member.ts';
import { expect, test } from 'vitest';
import { idOf, lamport } from '../testing/drafts.ts';
import { createTeller } from './teller.ts';

const refOf = (count: number): EventRef => ({ lamport: lamport(count), id: idOf<EventId>(`event ${count}`) });
const eventOf = (count: number) =>
  ({ ...refOf(count), prev: count === 1 ? null : refOf(count - 1) }) as OrderedEvent;

/** A log of which every reading waits until it is let go. */
function createBench() {
  const told: number[] = [];
  const skipped: Roster[] = [];
  const waiting: (() => void)[] = [];
  const bench = {
    told,
    skipped,
    length: 0,
    oldestResumable: 0,
    teller: createTeller({
      follow: () => undefined,
      read: (from) => {
        const answer = bench.read(from);
        return new Promise((resolve) => waiting.push(() => resolve(answer)));
      },
      tell: (event) => void told.push(event.lamport),
      skip: (roster) => void skipped.push(roster),
      onUnhealed: () => undefined,
    }),
    read(from: EventRef | null): CatchUp {
      const after = from?.lamport ?? 0;
      // Whoever has seen nothing begins anew, with what is retained: here everything.
      const isAnew = from === null;
      const reset = isAnew || after < bench.oldestResumable || after > bench.length;
      const events = Array.from({ length: bench.length }, (_, index) => eventOf(index + 1)).slice(after);
      const head = bench.length === 0 ? null : refOf(bench.length);
      return {
        reset,
        events: reset && !isAnew ? [] : events,
        head,
        roster: { members: [], host: null, rules: DEFAULT_RULES },
      };
    },
    letGo: async () => {
      for (const go of waiting.splice(0)) go();
      await new Promise(setImmediate);
    },
    /** A member enters with an empty log. */
    enter: async () => {
      const entered = bench.teller.catchUp(null, () => 'in');
      await bench.letGo();
      return entered;
    },
  };
  return bench;
}

test('[ND1] an event that two ways bring is told once', async () => {
  const { teller, told, enter } = createBench();
  await enter();
  await teller.hear(eventOf(1));
  await teller.hear(eventOf(1));
  await teller.hear(eventOf(2));
  await teller.hear(eventOf(1));
  expect(told).toEqual([1, 2]);
});

test('[ND1] what overtook another event waits until the log has told that one', async () => {
  const bench = createBench();
  await bench.enter();
  await bench.teller.hear(eventOf(1));
  bench.length = 4;
  const heard = [bench.teller.hear(eventOf(3)), bench.teller.hear(eventOf(4))];
  expect(bench.told).toEqual([1]);
  await bench.letGo();
  await Promise.all(heard);
  expect(bench.told).toEqual([1, 2, 3, 4]);
});

test('[ND1] who enters while events are told faster than the log is read misses none', async () => {
  const bench = createBench();
  await bench.enter();
  bench.length = 1;
  await bench.teller.hear(eventOf(1));
  const heads: number[] = [];
  const entering = bench.teller.catchUp(null, (answer) => heads.push(answer?.head?.lamport ?? 0));
  bench.length = 2;
  await bench.teller.hear(eventOf(2));
  while (heads.length === 0) await bench.letGo();
  await entering;
  expect(heads).toEqual([2]);
});

test('[ND1] who enters while the log is read faster than its events are told is not told them again', async () => {
  const bench = createBench();
  await bench.enter();
  bench.length = 2;
  await bench.teller.hear(eventOf(1));
  const heads: number[] = [];
  const entering = bench.teller.catchUp(null, (answer) => {
    bench.told.length = 0;
    heads.push(answer?.head?.lamport ?? 0);
  });
  while (heads.length === 0) await bench.letGo();
  await entering;
  await bench.teller.hear(eventOf(2));
  await bench.teller.hear(eventOf(3));
  expect(heads).toEqual([2]);
  expect(bench.told).toEqual([3]);
});

test('[ND1] who was in before anything was told is told all of it, when somebody else enters first', async () => {
  const bench = createBench();
  await bench.enter();
  bench.length = 2;
  const entering = bench.teller.catchUp(null, (answer) => answer?.head?.lamport);
  await bench.letGo();
  await bench.letGo();
  expect(await entering).toBe(2);
  await bench.teller.hear(eventOf(1));
  await bench.teller.hear(eventOf(2));
  expect(bench.told).toEqual([1, 2]);
});

test('[ND2] after an interruption the log tells what was missed', async () => {
  const bench = createBench();
  await bench.enter();
  bench.length = 3;
  const healed = bench.teller.heal();
  await bench.letGo();
  await healed;
  expect(bench.told).toEqual([1, 2, 3]);
});

test('[ND2] when too much was missed, or the log has lost what was told, its head is told, and who is left', async () => {
  const bench = createBench();
  await bench.enter();
  for (let count = 1; count <= 5; count += 1) await bench.teller.hear(eventOf(count));
  bench.length = 3;
  const healed = bench.teller.heal();
  await bench.letGo();
  await healed;
  expect(bench.teller.head()).toEqual(refOf(3));
  expect(bench.skipped).toEqual([{ members: [], host: null, rules: DEFAULT_RULES }]);
  await bench.teller.hear(eventOf(4));
  expect(bench.told).toEqual([1, 2, 3, 4, 5, 4]);
});

test('[ND1] what was told while the log was asked is not told again, whatever the log says', async () => {
  const bench = createBench();
  await bench.enter();
  bench.length = 4;
  bench.oldestResumable = 4;
  for (let count = 1; count <= 3; count += 1) await bench.teller.hear(eventOf(count));
  const healed = bench.teller.heal();
  for (let count = 4; count <= 6; count += 1) await bench.teller.hear(eventOf(count));
  await bench.letGo();
  await healed;
  await bench.teller.hear(eventOf(5));
  await bench.teller.hear(eventOf(7));
  expect(bench.told).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('[ND1] while it begins to follow a party it is not to be given up', async () => {
  let begin = () => {};
  const teller = createTeller({
    follow: () =>
      new Promise<void>((resolve) => {
        begin = resolve;
      }),
    read: () => ({
      reset: true,
      events: [],
      head: null,
      roster: { members: [], host: null, rules: DEFAULT_RULES },
    }),
    tell: () => undefined,
    skip: () => undefined,
    onUnhealed: () => undefined,
  });
  expect(teller.isAsking()).toBe(false);
  const entered = teller.catchUp(null, () => 'in');
  expect(teller.isAsking()).toBe(true);
  begin();
  expect(await entered).toBe('in');
  expect(teller.isAsking()).toBe(false);
});
