// The store's exam, first part: the order of a party's events and what is kept of them.
import { MAX_BASIS_JUMP } from '@sameframe/shared/lamport.ts';
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import {
  MAX_BODY_CHARS,
  MAX_RETAINED_KEYS,
  MAX_RETAINED_PER_LOG,
} from '@sameframe/shared/protocol/limits.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import type { SealedBody } from '@sameframe/shared/seal.ts';
import { SUCCESSION_CHANNEL } from '@sameframe/shared/succession.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { EVENT_FRAME_CHARS, MAX_LAST_CHARS } from '../party/kept-room.ts';
import { MAX_CHARS_PER_LOG, PRUNE_EVERY, TAIL_LENGTH } from '../party/retain.ts';
import { bodyOf, CHECKPOINT, idOf, intentOf, lamport } from '../testing/drafts.ts';
import { ALICE, type Bench, BOB, intentsOf, NOT_KEPT, PARTY, refOf } from '../testing/store-bench.ts';
import { DEFAULT_BACKLOG_LIMITS } from '../transport/slow-readers.ts';

export function describeOrder(setup: () => Promise<Bench>): void {
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

export function describeCatchUp(setup: () => Promise<Bench>): void {
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
    await bench.burst(intentsOf(2, TAIL_LENGTH + 2 * PRUNE_EVERY, NOT_KEPT));
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
      roster: { members: [{ id: ALICE, joinedAt: 1_000 }], host: ALICE, rules: DEFAULT_RULES },
    };
    expect(await bench.store.catchUp(PARTY, null)).toEqual(fresh);
    expect(await bench.store.catchUp(PARTY, { lamport: lamport(1), id: idOf('other') })).toEqual(fresh);
    expect(await bench.store.catchUp(PARTY, { lamport: lamport(9), id: event.id })).toEqual(fresh);
    expect(await bench.store.catchUp(idOf('no party'), null)).toBeNull();
  });
}

export function describeRetention(setup: () => Promise<Bench>): void {
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
    await bench.burst(intentsOf(2, count));
    const kept = await lamports(bench);
    expect(kept).toHaveLength(MAX_RETAINED_PER_LOG);
    expect(kept[0]).toBe(1);
    expect(kept[1]).toBe(count - MAX_RETAINED_PER_LOG + 2);
  });

  test('[ST7] [FE10] nobody can make a party keep ever more logs or channels', async () => {
    const bench = await setup();
    const keep = async (seq: number, log: string) => {
      const retain = { kind: 'log', log, checkpoint: false } as const;
      return (await bench.append(intentOf(seq, { retain, body: bodyOf(`to ${log}`) }))).kind;
    };
    const outcomes: string[] = [];
    for (let index = 0; index < 40; index += 1)
      outcomes.push(await keep(Math.min(index, 12) + 1, `log-${index}`));
    expect(outcomes.filter((kind) => kind === 'appended')).toHaveLength(12);
    // However many were invented before.
    for (const [index, log] of ['timeline', 'chat', 'queue', SUCCESSION_CHANNEL].entries())
      expect([log, await keep(index + 13, log)]).toEqual([log, 'appended']);
    expect(await bench.append(intentOf(17, { retain: { kind: 'none' } }))).toMatchObject({
      kind: 'appended',
    });
  });

  test('[ST7] [OP3] whatever is kept, what a newcomer is sent stays below what a reader may be behind with', async () => {
    const bench = await setup();
    const logs = ['timeline', 'chat', 'queue', SUCCESSION_CHANNEL];
    const invented = Array.from({ length: 12 }, (_, index) => `invented-${index}`);
    const perLog = Math.ceil(MAX_CHARS_PER_LOG / MAX_BODY_CHARS) + 1;
    for (const [index, log] of [...invented, ...logs].entries()) {
      const retain = { kind: 'log', log, checkpoint: false } as const;
      const first = index * perLog + 1;
      await bench.burst(intentsOf(first, first + perLog - 1, { retain, body: LARGE_BODY }));
    }
    const members = await bench.crowd(100);
    const wishes = members.flatMap((member) =>
      ['one', 'two'].map((key) => bench.append(sayingLast(1, key), member)),
    );
    await Promise.all(wishes);
    const sent = JSON.stringify(await bench.retained()).length;
    expect(sent).toBeLessThan(DEFAULT_BACKLOG_LIMITS.maxBytes);
    // What there is room for is kept.
    expect(sent).toBeGreaterThan(4 * (MAX_CHARS_PER_LOG - MAX_BODY_CHARS));
  });

  test('[ST6] what a member says of themselves is bounded, and makes room for what they say anew', async () => {
    const bench = await setup();
    await bench.event(sayingLast(1, 'one'));
    expect(await bench.append(sayingLast(2, 'two'))).toEqual({ kind: 'refused', reason: 'too-large' });
    const renamed = await bench.event(sayingLast(2, 'one'));
    const small = await bench.event({ ...sayingLast(3, 'two'), body: bodyOf('little') });
    expect(await bench.retained()).toEqual([renamed, small]);
  });

  test('[ST6] what all members say of themselves is bounded, and their acts are not', async () => {
    const bench = await setup();
    const members = await bench.crowd(70);
    const said = await Promise.all(members.map((member) => bench.append(sayingLast(1, 'one'), member)));
    const outcomes = said.map(({ kind }) => kind);
    const room = Math.floor(MAX_LAST_CHARS / (MAX_BODY_CHARS + EVENT_FRAME_CHARS));
    expect(outcomes.indexOf('refused')).toBe(room);
    expect(outcomes.filter((kind) => kind === 'appended')).toHaveLength(room);
    expect(await bench.append(intentOf(1))).toMatchObject({ kind: 'appended' });
  });

  test('[ST6] [AD21] who has filled the room for what members say of themselves leaves it when they are kicked', async () => {
    const bench = await setup();
    const crowd = await bench.crowd(70);
    await Promise.all(crowd.map((member) => bench.append(sayingLast(1, 'one'), member)));
    expect(await bench.append(sayingLast(1, 'one'))).toEqual({ kind: 'refused', reason: 'too-large' });
    for (const member of crowd) await bench.govern({ kind: 'kick', member });
    const said = await bench.event(sayingLast(1, 'one'));
    expect((await bench.retained()).filter(({ retain }) => retain.kind === 'last')).toEqual([said]);
  });
}

/** As long as a body may be. */
const LARGE_BODY = 'x'.repeat(MAX_BODY_CHARS) as SealedBody;

function sayingLast(seq: number, key: string) {
  return intentOf(seq, { channel: 'party', retain: { kind: 'last', key }, body: LARGE_BODY });
}
