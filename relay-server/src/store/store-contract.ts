// The exam every party store sits: what the core relies on, whatever keeps the data.
import type { EventId, MemberId, PartyId } from '@sameframe/shared/ids.ts';
import { MAX_BASIS_JUMP } from '@sameframe/shared/lamport.ts';
import type { EventRef, Intent, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import { MAX_RETAINED_KEYS, MAX_RETAINED_PER_LOG } from '@sameframe/shared/protocol/limits.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { afterEach, describe, expect, test } from 'vitest';
import type { Later } from '../party/later.ts';
import { MAX_DEPARTED, PRUNE_EVERY, TAIL_LENGTH } from '../party/retain.ts';
import type { ConnectionId } from '../party/session.ts';
import { bodyOf, CHECKPOINT, idOf, intentOf, lamport } from '../testing/drafts.ts';
import { type JoinDraft, type PartyStore, StoreError, type TokenHash } from './party-store.ts';

const PARTY = idOf<PartyId>('a party');
const ALICE = idOf<MemberId>('alice');
const BOB = idOf<MemberId>('bob');
const CAROL = idOf<MemberId>('carol');

export interface StoreUnderTest {
  readonly store: PartyStore;
  readonly dispose: () => unknown;
  /** For stores that have a time of their own. */
  readonly setNow?: (now: RelayMs) => void;
}

type Open = () => Later<StoreUnderTest>;

export function describeStoreContract(name: string, open: Open): void {
  describeWith(name, open, (setup) => {
    describeOrder(setup);
    describeCatchUp(setup);
    describeRetention(setup);
    describeTokens(setup);
    describeMembership(setup);
    describeHosts(setup);
    describeLifetime(setup);
  });
}

function describeWith(name: string, open: Open, tests: (setup: () => Promise<Bench>) => void): void {
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

type Bench = Awaited<ReturnType<typeof createBench>>;

/** What a store answers its one process when that starts anew. */
export function describeRestartContract(name: string, open: () => StoreUnderTest): void {
  describeWith(`${name} at a restart`, open, (setup) => {
    test('[AD13] what was not told is known after a restart', async () => {
      const bench = await setup();
      expect(await bench.store.untoldParties()).toEqual([PARTY]);
      await bench.announce();
      expect(await bench.store.untoldParties()).toEqual([]);
    });

    test('[AD13] nobody is charged for the absence of the relay', async () => {
      const bench = await setup();
      await bench.store.forgetConnections(200_000 as RelayMs);
      expect(await bench.store.reapLeases(199_999 as RelayMs)).toEqual([]);
      expect(await bench.store.reapLeases(200_000 as RelayMs)).toEqual([PARTY]);
    });

    test('[LT5] the latest time that was given out is known', async () => {
      const bench = await setup();
      bench.now = 5_000 as RelayMs;
      await bench.event(intentOf(1));
      bench.now = 4_000 as RelayMs;
      await bench.event(intentOf(2));
      expect(await bench.store.latestAt()).toBe(5_000);
    });
  });
}

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
        connection: `connection of ${member}` as ConnectionId,
        freshMember: member,
        nextToken: `token of ${member}` as TokenHash,
        now: bench.now,
        leaseUntil: (bench.now + 60_000) as RelayMs,
        maxParties: 2,
        maxMembers: 10_000,
        ...parts,
      }),
    append: (intent: Intent, member: MemberId = ALICE) =>
      store.append({ party: PARTY, member, intent, id: bench.id(), now: bench.now }),
    /** Appends and expects it to be accepted. */
    event: async (intent: Intent, member: MemberId = ALICE): Promise<OrderedEvent> => {
      const outcome = await bench.append(intent, member);
      if (outcome.kind !== 'appended') throw new Error(JSON.stringify(outcome));
      return outcome.event;
    },
    /** Appends so many that are not kept. */
    events: async (count: number): Promise<OrderedEvent[]> => {
      const events: OrderedEvent[] = [];
      for (let seq = 1; seq <= count; seq += 1) {
        events.push(await bench.event(intentOf(seq, { retain: { kind: 'none' } })));
      }
      return events;
    },
    id: () => {
      ids += 1;
      return idOf<EventId>(`event ${ids}`);
    },
    announce: () => store.announce(PARTY, bench.id(), bench.now),
    retained: async () => (await store.catchUp(PARTY, null))?.events ?? [],
    address: (member: MemberId) => ({ party: PARTY, member }),
  };
  bench.now = now;
  await bench.join(ALICE, { mode: 'create' });
  return bench;
}

function refOf({ lamport, id }: OrderedEvent): EventRef {
  return { lamport, id };
}

function describeOrder(setup: () => Promise<Bench>): void {
  test('[LT1] an event comes after the log and after all that its author had seen', async () => {
    const bench = await setup();
    const first = await bench.event(intentOf(1));
    const second = await bench.event(intentOf(2, { basis: lamport(10) }));
    const third = await bench.event(intentOf(3, { basis: lamport(4) }));
    expect([first, second, third].map((event) => event.lamport)).toEqual([1, 11, 12]);
  });

  test('[LT3] an event names its predecessor, and keeps what its author said', async () => {
    const bench = await setup();
    const first = await bench.event(intentOf(1));
    const second = await bench.event(intentOf(2));
    expect(first.prev).toBeNull();
    expect(second).toEqual({
      from: 'member',
      lamport: 2,
      id: second.id,
      prev: refOf(first),
      at: 1_000,
      by: ALICE,
      ...intentOf(2),
    });
  });

  test('[LT2] a basis that no loss explains is refused and uses up no seq', async () => {
    const bench = await setup();
    const tooFar = intentOf(1, { basis: lamport(MAX_BASIS_JUMP + 1) });
    expect(await bench.append(tooFar)).toEqual({ kind: 'refused', reason: 'basis-ahead' });
    expect((await bench.event(intentOf(1, { basis: lamport(MAX_BASIS_JUMP) }))).lamport).toBe(
      MAX_BASIS_JUMP + 1,
    );
  });

  test('[LT5] time in the log never goes back', async () => {
    const bench = await setup();
    bench.now = 5_000 as RelayMs;
    const first = await bench.event(intentOf(1));
    bench.now = 4_000 as RelayMs;
    expect((await bench.event(intentOf(2))).at).toBe(first.at);
  });

  test('[LT6] the same intent again is the same event, and nothing is appended', async () => {
    const bench = await setup();
    const event = await bench.event(intentOf(1));
    await bench.event(intentOf(2));
    expect(await bench.append(intentOf(1, { basis: lamport(2) }))).toEqual({
      kind: 'repeated',
      ref: refOf(event),
    });
    expect(await bench.retained()).toHaveLength(2);
  });

  test('[LT7] another body or channel under a used seq, and a left-out seq, are refused', async () => {
    const bench = await setup();
    await bench.event(intentOf(1));
    const reused = { kind: 'refused', reason: 'seq-reused' };
    expect(await bench.append(intentOf(1, { body: bodyOf('other') }))).toEqual(reused);
    expect(await bench.append(intentOf(1, { channel: 'hold' }))).toEqual(reused);
    expect(await bench.append(intentOf(3))).toEqual({ kind: 'refused', reason: 'seq-gap' });
    expect(await bench.append(intentOf(2))).toMatchObject({ kind: 'appended' });
  });

  test('[LT7] seqs count per member', async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.event(intentOf(1));
    expect((await bench.event(intentOf(1), BOB)).lamport).toBe(2);
  });

  test('[AD11] who is not in the party appends nothing', async () => {
    const bench = await setup();
    const notJoined = { kind: 'refused', reason: 'not-joined' };
    expect(await bench.append(intentOf(1), BOB)).toEqual(notJoined);
    await bench.store.leave(bench.address(ALICE), bench.now);
    expect(await bench.append(intentOf(1))).toEqual(notJoined);
  });
}

function describeCatchUp(setup: () => Promise<Bench>): void {
  test('[ST3] who is in the tail gets exactly what came after', async () => {
    const bench = await setup();
    const events = await bench.events(3);
    const [first, , last] = events as [OrderedEvent, OrderedEvent, OrderedEvent];
    expect(await bench.store.catchUp(PARTY, refOf(first))).toMatchObject({
      reset: false,
      events: events.slice(1),
    });
    expect(await bench.store.catchUp(PARTY, refOf(last))).toMatchObject({
      reset: false,
      events: [],
      head: refOf(last),
    });
  });

  test('[ST3] the tail has no gaps, however much is appended', async () => {
    const bench = await setup();
    const count = TAIL_LENGTH + 2 * PRUNE_EVERY + 7;
    const events = await bench.events(count);
    const oldest = events.at(-TAIL_LENGTH) as OrderedEvent;
    const answer = await bench.store.catchUp(PARTY, refOf(oldest));
    expect(answer).toMatchObject({ reset: false, events: events.slice(-TAIL_LENGTH + 1) });
    expect(
      (await bench.store.catchUp(PARTY, refOf(events.at(-TAIL_LENGTH - 1) as OrderedEvent)))?.reset,
    ).toBe(true);
    expect((await bench.store.catchUp(PARTY, refOf(events[0] as OrderedEvent)))?.reset).toBe(true);
  });

  test('[ST4] an event kept beyond the tail is no place to go on from', async () => {
    const bench = await setup();
    const kept = await bench.event(intentOf(1));
    for (let seq = 2; seq < TAIL_LENGTH + 2 * PRUNE_EVERY; seq += 1) {
      await bench.event(intentOf(seq, { retain: { kind: 'none' } }));
    }
    expect(await bench.store.catchUp(PARTY, refOf(kept))).toMatchObject({ reset: true, events: [kept] });
  });

  test('[ST4] an unknown place, nothing seen, or another id at the lamport starts anew', async () => {
    const bench = await setup();
    const event = await bench.event(intentOf(1));
    await bench.event(intentOf(2, { retain: { kind: 'none' } }));
    const fresh = {
      reset: true,
      events: [event],
      head: { lamport: 2, id: idOf('event 2') },
      roster: { members: [{ id: ALICE, joinedAt: 1_000 }], host: ALICE },
    };
    expect(await bench.store.catchUp(PARTY, null)).toEqual(fresh);
    expect(await bench.store.catchUp(PARTY, { lamport: lamport(1), id: idOf('other') })).toEqual(fresh);
    expect(await bench.store.catchUp(PARTY, { lamport: lamport(9), id: event.id })).toEqual(fresh);
    expect(await bench.store.catchUp(idOf('no party'), null)).toBeNull();
  });
}

function describeRetention(setup: () => Promise<Bench>): void {
  const lamports = async (bench: Bench) => (await bench.retained()).map((event) => event.lamport);

  test('[ST5] a checkpoint that had seen its log makes the rest of it redundant', async () => {
    const bench = await setup();
    await bench.event(intentOf(1));
    await bench.event(intentOf(2, { retain: { kind: 'log', log: 'chat', checkpoint: false } }));
    await bench.event(intentOf(3, { basis: lamport(1), retain: CHECKPOINT }));
    expect(await lamports(bench)).toEqual([2, 3]);
  });

  test('[ST5] a checkpoint that had not seen its log drops nothing', async () => {
    const bench = await setup();
    await bench.event(intentOf(1));
    await bench.event(intentOf(2));
    await bench.event(intentOf(3, { basis: lamport(1), retain: CHECKPOINT }));
    expect(await lamports(bench)).toEqual([1, 2, 3]);
  });

  test('[ST6] of a key only the newest is kept, per member and channel', async () => {
    const bench = await setup();
    await bench.join(BOB);
    const profile = { channel: 'party', retain: { kind: 'last', key: 'profile' } } as const;
    await bench.event(intentOf(1, profile));
    await bench.event(intentOf(1, profile), BOB);
    await bench.event(intentOf(2, { ...profile, channel: 'queue' }));
    await bench.event(intentOf(3, profile));
    expect(await lamports(bench)).toEqual([2, 3, 4]);
  });

  test('[ST6] a member keeps a bounded number of keys', async () => {
    const bench = await setup();
    for (let seq = 1; seq <= MAX_RETAINED_KEYS + 3; seq += 1) {
      await bench.event(intentOf(seq, { channel: 'party', retain: { kind: 'last', key: `key-${seq}` } }));
    }
    expect(await lamports(bench)).toEqual(Array.from({ length: MAX_RETAINED_KEYS }, (_, index) => index + 4));
  });

  test('[ST7] a log is bounded and loses its oldest, but not the checkpoint it builds upon', async () => {
    const bench = await setup();
    await bench.event(intentOf(1, { retain: CHECKPOINT }));
    const count = MAX_RETAINED_PER_LOG + 20;
    for (let seq = 2; seq <= count; seq += 1) await bench.event(intentOf(seq));
    const kept = await lamports(bench);
    expect(kept).toHaveLength(MAX_RETAINED_PER_LOG);
    expect(kept[0]).toBe(1);
    expect(kept[1]).toBe(count - MAX_RETAINED_PER_LOG + 2);
  });

  test('[ST7] nobody can make a party keep ever more logs or channels', async () => {
    const bench = await setup();
    const outcomes: string[] = [];
    for (let index = 0; index < 40; index += 1) {
      const retain = { kind: 'log', log: `log-${index}`, checkpoint: false } as const;
      const seq = Math.min(index, 16) + 1;
      outcomes.push((await bench.append(intentOf(seq, { retain, body: bodyOf(`to ${index}`) }))).kind);
    }
    expect(outcomes.filter((kind) => kind === 'appended')).toHaveLength(16);
    expect(await bench.append(intentOf(17, { retain: { kind: 'none' } }))).toMatchObject({
      kind: 'appended',
    });
  });
}

function describeTokens(setup: () => Promise<Bench>): void {
  const shown = (text: string) => text as TokenHash;

  test('[AD6] an unknown token makes a new member, a known one the same', async () => {
    const bench = await setup();
    await bench.event(intentOf(1));
    const known = await bench.join(BOB, { shown: shown(`token of ${ALICE}`), nextToken: shown('second') });
    expect(known).toEqual({ ok: true, value: { member: ALICE, lastSeq: 1 } });
    const unknown = await bench.join(BOB, { shown: shown('nonsense') });
    expect(unknown).toEqual({ ok: true, value: { member: BOB, lastSeq: 0 } });
  });

  test('[AD7] a token works until the one that replaced it has been used', async () => {
    const bench = await setup();
    const who = async (token: string, next: string, fresh = BOB) => {
      const joined = await bench.join(fresh, { shown: shown(token), nextToken: shown(next) });
      return joined.ok ? joined.value.member : joined.reason;
    };
    // Two replies in a row are lost: the old token still works, the lost ones do not.
    expect(await who(`token of ${ALICE}`, 'lost')).toBe(ALICE);
    expect(await who(`token of ${ALICE}`, 'second')).toBe(ALICE);
    expect(await who('second', 'third')).toBe(ALICE);
    expect(await who(`token of ${ALICE}`, 'fourth')).toBe(BOB);
    expect(await who('second', 'fifth')).toBe(ALICE);
    // The first reply of all is lost: the token of the newcomer's own making works.
    expect(await who('own', 'lost too', CAROL)).toBe(CAROL);
    expect(await who('own', 'sixth')).toBe(CAROL);
  });

  test('[AD6] a token is worth nothing in another party', async () => {
    const bench = await setup();
    const other = idOf<PartyId>('other party');
    const joined = await bench.join(BOB, { party: other, mode: 'create', shown: shown(`token of ${ALICE}`) });
    expect(joined).toEqual({ ok: true, value: { member: BOB, lastSeq: 0 } });
  });

  test('[AD4] [AD5] [AD9] create, join and capacities are refused by name', async () => {
    const bench = await setup();
    expect(await bench.join(BOB, { mode: 'create' })).toEqual({ ok: false, reason: 'party-exists' });
    expect(await bench.join(BOB, { party: idOf('unknown') })).toEqual({ ok: false, reason: 'no-such-party' });
    expect(await bench.join(BOB, { maxMembers: 1 })).toEqual({ ok: false, reason: 'party-full' });
    const another = { party: idOf<PartyId>('another'), mode: 'create' } as const;
    expect(await bench.join(BOB, { ...another, maxParties: 1 })).toEqual({ ok: false, reason: 'relay-full' });
    const back = await bench.join(BOB, { shown: shown(`token of ${ALICE}`), maxMembers: 1 });
    expect(back).toMatchObject({ ok: true });
  });
}

function describeMembership(setup: () => Promise<Bench>): void {
  test('[AD13] joins and departures are told once, as one event that the timeline keeps', async () => {
    const bench = await setup();
    await bench.join(BOB);
    const event = await bench.announce();
    expect(event).toMatchObject({
      from: 'relay',
      channel: 'party',
      retain: { kind: 'log', log: 'timeline', checkpoint: false },
      fact: {
        kind: 'members-changed',
        joined: [
          { id: ALICE, joinedAt: 1_000 },
          { id: BOB, joinedAt: 1_000 },
        ],
        left: [],
        host: ALICE,
      },
    });
    expect(await bench.announce()).toBeNull();
    await bench.store.leave(bench.address(BOB), bench.now);
    expect((await bench.announce())?.fact).toMatchObject({ joined: [], left: [BOB], host: ALICE });
    expect(await bench.announce()).toBeNull();
  });

  test('[AD13] who leaves and comes back within a moment has left, and has joined', async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.announce();
    await bench.store.leave(bench.address(BOB), bench.now);
    bench.now = 1_100 as RelayMs;
    await bench.join(idOf('nobody'), { shown: `token of ${BOB}` as TokenHash });
    expect((await bench.announce())?.fact).toMatchObject({
      joined: [{ id: BOB, joinedAt: 1_100 }],
      left: [BOB],
    });
  });

  test('[AD13] a membership ends with its lease, and not before', async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.announce();
    await bench.store.renewLeases([bench.address(ALICE)], 90_000 as RelayMs);
    expect(await bench.store.reapLeases(60_999 as RelayMs)).toEqual([]);
    expect(await bench.store.reapLeases(61_000 as RelayMs)).toEqual([PARTY]);
    expect((await bench.announce())?.fact.left).toEqual([BOB]);
    await bench.store.disconnect([bench.address(ALICE)], 100_000 as RelayMs);
    expect(await bench.store.reapLeases(99_999 as RelayMs)).toEqual([]);
    expect(await bench.store.reapLeases(100_000 as RelayMs)).toEqual([PARTY]);
  });

  test('[AD13] who came back as a departed member is the same, with a new time of joining', async () => {
    const bench = await setup();
    await bench.event(intentOf(1));
    await bench.join(BOB);
    await bench.store.leave(bench.address(ALICE), bench.now);
    await bench.announce();
    bench.now = 2_000 as RelayMs;
    const joined = await bench.join(idOf('nobody'), { shown: `token of ${ALICE}` as TokenHash });
    expect(joined).toEqual({ ok: true, value: { member: ALICE, lastSeq: 1 } });
    expect((await bench.announce())?.fact).toMatchObject({
      joined: [{ id: ALICE, joinedAt: 2_000 }],
      left: [],
    });
  });

  test('[ST7] of members long gone nothing is kept', async () => {
    const bench = await setup();
    const profile = { channel: 'party', retain: { kind: 'last', key: 'profile' } } as const;
    const visitors = Array.from({ length: MAX_DEPARTED + 5 }, (_, index) =>
      idOf<MemberId>(`visitor ${index}`),
    );
    for (const visitor of visitors) {
      bench.now = (bench.now + 1) as RelayMs;
      await bench.join(visitor);
      await bench.event(intentOf(1, profile), visitor);
      await bench.store.leave(bench.address(visitor), bench.now);
    }
    await bench.announce();
    const profiles = (await bench.retained()).filter((event) => event.retain.kind === 'last');
    expect(profiles).toHaveLength(MAX_DEPARTED);
    const back = await bench.join(idOf('anew'), { shown: `token of ${visitors[0]}` as TokenHash });
    expect(back).toMatchObject({ value: { member: idOf('anew') } });
  });
}

function describeHosts(setup: () => Promise<Bench>): void {
  const CAROL = idOf<MemberId>('carol');

  test('[AD15] the first member is host, and stays it as long as they are in', async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.store.disconnect([bench.address(ALICE)], 60_000 as RelayMs);
    expect((await bench.store.catchUp(PARTY, null))?.roster.host).toBe(ALICE);
  });

  test('[AD15] the longest-present member follows, a connected one first', async () => {
    const bench = await setup();
    bench.now = 2_000 as RelayMs;
    await bench.join(BOB);
    bench.now = 3_000 as RelayMs;
    await bench.join(CAROL);
    await bench.store.disconnect([bench.address(BOB)], 60_000 as RelayMs);
    await bench.store.leave(bench.address(ALICE), bench.now);
    expect((await bench.announce())?.fact.host).toBe(CAROL);
    await bench.store.leave(bench.address(CAROL), bench.now);
    expect((await bench.announce())?.fact.host).toBe(BOB);
  });

  test('[AD15] who comes into an empty party is its host', async () => {
    const bench = await setup();
    await bench.store.leave(bench.address(ALICE), bench.now);
    expect((await bench.announce())?.fact.host).toBeNull();
    await bench.join(BOB);
    expect((await bench.store.catchUp(PARTY, null))?.roster).toMatchObject({
      members: [{ id: BOB }],
      host: BOB,
    });
  });
}

function describeLifetime(setup: () => Promise<Bench>): void {
  test('[AD16] a party that nobody has been in for long enough ends, and its id is free', async () => {
    const bench = await setup();
    await bench.event(intentOf(1));
    expect(await bench.store.endParties(9_000_000 as RelayMs)).toBe(0);
    await bench.store.leave(bench.address(ALICE), bench.now);
    expect(await bench.store.endParties(999 as RelayMs)).toBe(0);
    expect(await bench.store.endParties(1_000 as RelayMs)).toBe(1);
    expect(await bench.store.catchUp(PARTY, null)).toBeNull();
    expect(await bench.join(BOB)).toEqual({ ok: false, reason: 'no-such-party' });
    expect(await bench.join(BOB, { mode: 'create' })).toMatchObject({ ok: true, value: { lastSeq: 0 } });
    expect(await bench.store.catchUp(PARTY, null)).toMatchObject({ events: [], head: null });
  });

  test('[AD16] a party that somebody came back to does not end', async () => {
    const bench = await setup();
    await bench.store.leave(bench.address(ALICE), bench.now);
    await bench.join(BOB);
    expect(await bench.store.endParties(9_000_000 as RelayMs)).toBe(0);
  });

  test('[ST2] a closed store says so, and closing twice does no harm', async () => {
    const bench = await setup();
    await bench.store.verify();
    await bench.store.close();
    await bench.store.close();
    await expect((async () => bench.append(intentOf(1)))()).rejects.toThrow(StoreError);
    await expect((async () => bench.store.verify())()).rejects.toThrow(
      expect.objectContaining({ code: 'closed' }),
    );
  });
}
