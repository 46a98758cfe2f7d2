// What the exam of party stores is sat at: one party with alice in it, and short forms for what is done to it.
import type { EventId, MemberId, PartyId } from '@sameframe/shared/ids.ts';
import type { EventRef, Intent, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { Govern } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { afterEach, describe } from 'vitest';
import type { Later } from '../party/later.ts';
import type { ConnectionId } from '../party/session.ts';
import type { JoinDraft, PartyStore, TokenHash } from '../store/party-store.ts';
import { idOf, intentOf } from './drafts.ts';

export const PARTY = idOf<PartyId>('a party');
export const ALICE = idOf<MemberId>('alice');
export const BOB = idOf<MemberId>('bob');
export const CAROL = idOf<MemberId>('carol');

export interface StoreUnderTest {
  readonly store: PartyStore;
  readonly dispose: () => unknown;
  /** For stores that have a time of their own. */
  readonly setNow?: (now: RelayMs) => void;
}

export type Open = () => Later<StoreUnderTest>;

/** Every test of `tests` gets a store of its own, which is disposed of after it. */
export function describeWith(name: string, open: Open, tests: (setup: () => Promise<Bench>) => void): void {
  describe(name, () => {
    let opened: StoreUnderTest[] = [];
    afterEach(async () => {
      for (const { dispose } of opened) await dispose();
      opened = [];
    });
    tests(async () => {
      const under = await open();
      opened.push(under);
      return createBench(under);
    });
  });
}

export const NOT_KEPT = { retain: { kind: 'none' } } as const;

/** Intents with the seqs from `first` to `last`. */
export function intentsOf(first: number, last: number, parts: Partial<Intent> = {}): Intent[] {
  return Array.from({ length: last - first + 1 }, (_, index) => intentOf(first + index, parts));
}

export type Bench = Awaited<ReturnType<typeof createBench>>;

/** Short forms: alice is in the party, time and ids count up. */
async function createBench({ store, setNow }: StoreUnderTest) {
  let ids = 0;
  let now = 1_000 as RelayMs;
  const bench = {
    store,
    get now() {
      return now;
    },
    set now(ms: RelayMs) {
      now = ms;
      setNow?.(ms);
    },
    join: (member: MemberId, parts: Partial<JoinDraft> = {}) =>
      store.join({
        party: PARTY,
        mode: 'join',
        shown: null,
        hello: null,
        connection: connectionOf(member),
        freshMember: member,
        nextToken: `token of ${member}` as TokenHash,
        now: bench.now,
        leaseUntil: (bench.now + 60_000) as RelayMs,
        maxParties: 2,
        maxMembers: 10_000,
        ...parts,
      }),
    /** So many others join at once. */
    crowd: async (count: number): Promise<MemberId[]> => {
      const members = Array.from({ length: count }, (_, index) => idOf<MemberId>(`member ${index}`));
      await Promise.all(members.map((member) => bench.join(member)));
      return members;
    },
    append: (intent: Intent, member: MemberId = ALICE) =>
      store.append({ party: PARTY, member, intent, id: bench.id(), now: bench.now }),
    govern: (wish: Govern, member: MemberId = ALICE) =>
      store.govern({ party: PARTY, member, wish, id: bench.id(), now: bench.now }),
    /** Appends and expects it to be accepted. */
    event: async (intent: Intent, member: MemberId = ALICE): Promise<OrderedEvent> => {
      const outcome = await bench.append(intent, member);
      if (outcome.kind !== 'appended') throw new Error(JSON.stringify(outcome));
      return outcome.event;
    },
    /** Appends these in a burst, none waiting for the one before, and expects all to be accepted. */
    burst: (intents: readonly Intent[]): Promise<OrderedEvent[]> =>
      Promise.all(intents.map((intent) => bench.event(intent))),
    /** Appends so many that are not kept. */
    events: (count: number): Promise<OrderedEvent[]> => bench.burst(intentsOf(1, count, NOT_KEPT)),
    id: () => {
      ids += 1;
      return idOf<EventId>(`event ${ids}`);
    },
    announce: () => store.announce(PARTY, bench.id(), bench.now),
    retained: async () => (await store.catchUp(PARTY, null))?.events ?? [],
    address: (member: MemberId) => ({ party: PARTY, member }),
    /** With the connection that `join` brings. */
    seat: (member: MemberId) => ({ party: PARTY, member, connection: connectionOf(member) }),
  };
  bench.now = now;
  await bench.join(ALICE, { mode: 'create' });
  return bench;
}

function connectionOf(member: MemberId): ConnectionId {
  return `connection of ${member}` as ConnectionId;
}

export function refOf({ lamport, id }: OrderedEvent): EventRef {
  return { lamport, id };
}
