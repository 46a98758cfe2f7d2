// The store's exam, second part: who is in a party, who its host is, and when it ends.
import type { MemberId, PartyId } from '@sameframe/shared/ids.ts';
import { MAX_LISTED_MEMBERS } from '@sameframe/shared/protocol/limits.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { MAX_DEPARTED } from '../party/retain.ts';
import type { ConnectionId } from '../party/session.ts';
import { idOf, intentOf } from '../testing/drafts.ts';
import { ALICE, type Bench, BOB, CAROL, PARTY } from '../testing/store-bench.ts';
import { StoreError, type TokenHash } from './party-store.ts';

export function describeTokens(setup: () => Promise<Bench>): void {
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
    // Which takes no place of it.
    expect(await bench.join(BOB, { ...another, party: idOf('a third') })).toMatchObject({ ok: true });
    const back = await bench.join(BOB, { shown: shown(`token of ${ALICE}`), maxMembers: 1 });
    expect(back).toMatchObject({ ok: true });
  });
}

export function describeMembership(setup: () => Promise<Bench>): void {
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
    await bench.store.disconnect([bench.seat(ALICE)], 100_000 as RelayMs);
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

  test('[AD23] of a crowd the first are listed and told of, the others counted; they move up when somebody leaves', async () => {
    const bench = await setup();
    const crowd = Array.from({ length: MAX_LISTED_MEMBERS + 9 }, (_, index) =>
      idOf<MemberId>(`guest ${index}`),
    );
    const enter = async (guests: readonly MemberId[]) => {
      for (const guest of guests) {
        bench.now = (bench.now + 1) as RelayMs;
        await bench.join(guest);
      }
    };
    const roster = async () => (await bench.store.catchUp(PARTY, null))?.roster;
    const listed = async () => (await roster())?.members.map(({ id }) => id);
    // Alice is the first of them, and some are told of before the others come.
    await enter(crowd.slice(0, 120));
    expect((await roster())?.count).toBeUndefined();
    const first = (await bench.announce())?.fact;
    expect(first?.joined).toHaveLength(121);
    expect(first).not.toHaveProperty('count');
    await enter(crowd.slice(120));
    const told = [ALICE, ...crowd.slice(0, MAX_LISTED_MEMBERS - 1)];
    expect(await listed()).toEqual(told);
    expect((await roster())?.count).toBe(crowd.length + 1);
    const second = (await bench.announce())?.fact;
    expect(second?.joined.map(({ id }) => id)).toEqual(crowd.slice(120, MAX_LISTED_MEMBERS - 1));
    expect(second?.count).toBe(crowd.length + 1);
    expect(await listed()).toEqual(told);

    const leaving = crowd.slice(3, 5);
    for (const guest of leaving) await bench.store.leave(bench.address(guest), bench.now);
    const third = (await bench.announce())?.fact;
    expect(third?.left).toEqual([...leaving].sort());
    const movedUp = crowd.slice(MAX_LISTED_MEMBERS - 1, MAX_LISTED_MEMBERS + 1);
    expect(third?.joined.map(({ id }) => id)).toEqual(movedUp);
    expect(third?.count).toBe(crowd.length - 1);
    expect(await listed()).toEqual([...told.filter((id) => !leaving.includes(id)), ...movedUp]);

    // Until it is a crowd no more: then all who are in have been told of.
    const others = crowd.slice(10, 30);
    for (const guest of others) await bench.store.leave(bench.address(guest), bench.now);
    const last = (await bench.announce())?.fact;
    expect(last).not.toHaveProperty('count');
    const all = [ALICE, ...crowd].filter((id) => !leaving.includes(id) && !others.includes(id));
    expect(await listed()).toEqual(all);
    expect((await roster())?.count).toBeUndefined();
    expect(await bench.announce()).toBeNull();
  });

  test('[AD23] a seat is for who is in: who came back is told of as any newcomer', async () => {
    const bench = await setup();
    const crowd = Array.from({ length: MAX_LISTED_MEMBERS + 1 }, (_, index) =>
      idOf<MemberId>(`guest ${index}`),
    );
    for (const guest of crowd) await bench.join(guest);
    await bench.announce();
    await bench.store.leave(bench.address(ALICE), bench.now);
    bench.now = (bench.now + 1) as RelayMs;
    await bench.join(idOf('nobody'), { shown: `token of ${ALICE}` as TokenHash });
    const fact = (await bench.announce())?.fact;
    expect(fact).toMatchObject({ left: [ALICE], count: crowd.length + 1 });
    expect(fact?.joined).toHaveLength(1);
    const roster = (await bench.store.catchUp(PARTY, null))?.roster;
    expect(roster?.members).toHaveLength(MAX_LISTED_MEMBERS);
    expect(roster?.members.some(({ id }) => id === ALICE)).toBe(false);
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

export function describeHosts(setup: () => Promise<Bench>): void {
  const CAROL = idOf<MemberId>('carol');

  test('[AD15] the first member is host, and stays it as long as they are in', async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.store.disconnect([bench.seat(ALICE)], 60_000 as RelayMs);
    expect((await bench.store.catchUp(PARTY, null))?.roster.host).toBe(ALICE);
  });

  test('[AD15] the longest-present member follows, a connected one first', async () => {
    const bench = await setup();
    bench.now = 2_000 as RelayMs;
    await bench.join(BOB);
    bench.now = 3_000 as RelayMs;
    await bench.join(CAROL);
    await bench.store.disconnect([bench.seat(BOB)], 60_000 as RelayMs);
    await bench.store.leave(bench.address(ALICE), bench.now);
    expect((await bench.announce())?.fact.host).toBe(CAROL);
    await bench.store.leave(bench.address(CAROL), bench.now);
    expect((await bench.announce())?.fact.host).toBe(BOB);
  });

  test('[AD15] the end of a connection says nothing of a member who has another one since', async () => {
    const bench = await setup();
    bench.now = 2_000 as RelayMs;
    await bench.join(BOB);
    bench.now = 3_000 as RelayMs;
    await bench.join(CAROL);
    const former = bench.seat(BOB);
    await bench.join(idOf('nobody'), {
      shown: `token of ${BOB}` as TokenHash,
      connection: 'another' as ConnectionId,
      leaseUntil: 90_000 as RelayMs,
    });
    await bench.store.disconnect([former], 70_000 as RelayMs);
    await bench.store.leave(bench.address(ALICE), bench.now);
    expect((await bench.announce())?.fact.host).toBe(BOB);
    await bench.store.reapLeases(89_999 as RelayMs);
    expect((await bench.announce())?.fact).toMatchObject({ left: [CAROL], host: BOB });
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

export function describeLifetime(setup: () => Promise<Bench>): void {
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
