// The store's exam, third part: who may write what, who is let in, and what changes that.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { Retain } from '@sameframe/shared/protocol/envelope.ts';
import type { Govern } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { KNOCK_LIFE_MS, knockOf } from '../door/knocks.ts';
import { MAX_DEPARTED } from '../party/retain.ts';
import { bodyOf, CHECKPOINT, idOf, intentOf, lamport, TIMELINE } from '../testing/drafts.ts';
import { ALICE, type Bench, BOB, CAROL, PARTY, refOf } from '../testing/store-bench.ts';
import type { TokenHash } from './party-store.ts';

const NOT_ALLOWED = { kind: 'refused', reason: 'not-allowed' };
const setRole = (member: MemberId, role: 'co-host' | 'viewer' | 'spectator'): Govern => ({
  kind: 'set-role',
  member,
  role,
});
const back = (bench: Bench, member: MemberId) =>
  bench.join(idOf('anew'), { shown: `token of ${member}` as TokenHash, nextToken: 'next' as TokenHash });
const rosterOf = async (bench: Bench) => (await bench.store.catchUp(PARTY, null))?.roster;

export function describeGrants(setup: () => Promise<Bench>): void {
  test('[AD17] a channel is written by who has at least the role it asks for', async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.govern(setRole(BOB, 'spectator'));
    expect(await bench.append(intentOf(1), BOB)).toEqual(NOT_ALLOWED);
    expect(await bench.append(intentOf(1, { channel: 'hold' }), BOB)).toEqual(NOT_ALLOWED);
    const inChat = { channel: 'chat', retain: { kind: 'log', log: 'chat', checkpoint: false } } as const;
    expect(await bench.append(intentOf(1, inChat), BOB)).toMatchObject({ kind: 'appended' });
    await bench.govern(setRole(BOB, 'viewer'));
    expect(await bench.append(intentOf(2), BOB)).toMatchObject({ kind: 'appended' });
    await bench.govern({ kind: 'set-grant', channel: 'playback', least: 'host' });
    expect(await bench.append(intentOf(3), BOB)).toEqual(NOT_ALLOWED);
    expect(await bench.append(intentOf(1))).toMatchObject({ kind: 'appended' });
    // Everyone but spectators can still be waited for.
    expect(await bench.append(intentOf(3, { channel: 'hold' }), BOB)).toMatchObject({ kind: 'appended' });
    await bench.govern({ kind: 'set-grant', channel: 'playback', least: null });
    expect(await bench.append(intentOf(4), BOB)).toMatchObject({ kind: 'appended' });
  });

  test('[AD17] what is kept displaces nothing that its author might not have said', async () => {
    const bench = await setup();
    await bench.join(BOB);
    const first = await bench.event(intentOf(1, { retain: CHECKPOINT }));
    const log = (name: string, checkpoint: boolean): Retain => ({ kind: 'log', log: name, checkpoint });
    const saying = (channel: string, retain: Retain) =>
      bench.append(intentOf(1, { channel, retain, basis: first.lamport }), BOB);
    await bench.govern({ kind: 'set-grant', channel: 'playback', least: 'host' });
    for (const channel of ['chat', 'hold', 'party']) {
      expect(await saying(channel, CHECKPOINT), channel).toEqual(NOT_ALLOWED);
    }
    expect(await saying('chat', log('chat', true))).toEqual(NOT_ALLOWED);
    expect(await saying('chat', log('succession', false))).toEqual(NOT_ALLOWED);
    await bench.govern(setRole(BOB, 'spectator'));
    expect(await saying('chat', TIMELINE)).toEqual(NOT_ALLOWED);
    expect(await saying('chat', log('queue', false))).toEqual(NOT_ALLOWED);
    await bench.govern({ kind: 'set-grant', channel: 'queue', least: 'spectator' });
    expect(await saying('chat', log('queue', false))).toMatchObject({ kind: 'appended' });
    expect((await bench.retained()).map(({ lamport: each }) => each)).toContain(first.lamport);
  });

  test('[AD17] what was accepted is answered again, whatever has changed since', async () => {
    const bench = await setup();
    await bench.join(BOB);
    const event = await bench.event(intentOf(1), BOB);
    await bench.govern(setRole(BOB, 'spectator'));
    expect(await bench.append(intentOf(1), BOB)).toEqual({ kind: 'repeated', ref: refOf(event) });
    expect(await bench.append(intentOf(3), BOB)).toEqual({ kind: 'refused', reason: 'seq-gap' });
    expect(await bench.append(intentOf(2, { basis: lamport(5_000) }), BOB)).toEqual({
      kind: 'refused',
      reason: 'basis-ahead',
    });
  });

  test('[AD17] a channel called like a part of every object asks for nothing', async () => {
    const bench = await setup();
    const intent = intentOf(1, { channel: 'constructor', body: bodyOf('a') });
    expect(await bench.append(intent)).toMatchObject({ kind: 'appended' });
  });
}

export function describeGovern(setup: () => Promise<Bench>): void {
  test('[AD18] a change is one fact in the order of the party, and in the roster of whoever comes', async () => {
    const bench = await setup();
    await bench.join(BOB);
    const first = await bench.event(intentOf(1));
    const outcome = await bench.govern(setRole(BOB, 'co-host'));
    expect(outcome).toEqual({
      kind: 'changed',
      event: {
        from: 'relay',
        lamport: 2,
        id: idOf('event 2'),
        prev: refOf(first),
        at: 1_000,
        channel: 'party',
        retain: { kind: 'none' },
        fact: {
          kind: 'rules-changed',
          by: ALICE,
          rules: { isLocked: false, approvesJoiners: false, grants: {} },
          host: ALICE,
          roles: [{ id: BOB, role: 'co-host' }],
          kicked: [],
        },
      },
    });
    await bench.govern({ kind: 'set-grant', channel: 'chat', least: 'viewer' }, BOB);
    expect(await rosterOf(bench)).toEqual({
      members: [
        { id: ALICE, joinedAt: 1_000 },
        { id: BOB, joinedAt: 1_000, role: 'co-host' },
      ],
      host: ALICE,
      rules: { isLocked: false, approvesJoiners: false, grants: { chat: 'viewer' } },
    });
    expect(await bench.store.catchUp(PARTY, refOf(first))).toMatchObject({
      reset: false,
      events: [{ lamport: 2 }, { lamport: 3 }],
    });
  });

  test('[AD18] what is refused or so already appends nothing', async () => {
    const bench = await setup();
    await bench.join(BOB);
    expect(await bench.govern({ kind: 'set-lock', isLocked: false })).toEqual({
      kind: 'unchanged',
      head: null,
    });
    const event = await bench.event(intentOf(1));
    expect(await bench.govern(setRole(BOB, 'viewer'))).toEqual({ kind: 'unchanged', head: refOf(event) });
    expect(await bench.govern({ kind: 'set-lock', isLocked: true }, BOB)).toEqual(NOT_ALLOWED);
    expect(await bench.govern(setRole(CAROL, 'spectator'))).toEqual({
      kind: 'refused',
      reason: 'no-such-member',
    });
    expect(await bench.govern({ kind: 'set-lock', isLocked: true }, CAROL)).toEqual({
      kind: 'refused',
      reason: 'not-joined',
    });
    expect((await bench.store.catchUp(PARTY, null))?.head).toEqual(refOf(event));
  });

  test('[AD19] a role survives leaving and coming back, and is told with the return', async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.govern(setRole(BOB, 'spectator'));
    await bench.store.leave(bench.address(BOB), bench.now);
    await bench.announce();
    await back(bench, BOB);
    const told = await bench.announce();
    expect(told?.fact.joined).toEqual([{ id: BOB, joinedAt: 1_000, role: 'spectator' }]);
    expect(await bench.append(intentOf(1), BOB)).toEqual(NOT_ALLOWED);
  });

  test('[AD19] the party is handed over, and its former host is again what they were', async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.govern({ kind: 'hand-over', member: BOB });
    expect((await rosterOf(bench))?.host).toBe(BOB);
    expect(await bench.govern({ kind: 'hand-over', member: ALICE })).toEqual(NOT_ALLOWED);
    await bench.govern({ kind: 'set-grant', channel: 'playback', least: 'host' }, BOB);
    expect(await bench.append(intentOf(1))).toEqual(NOT_ALLOWED);
    expect(await bench.append(intentOf(1), BOB)).toMatchObject({ kind: 'appended' });
  });

  test('[AD15] of those connected a co-host follows the host first, a spectator last', async () => {
    const bench = await setup();
    const [first, second, third] = [BOB, CAROL, idOf<MemberId>('dave')] as const;
    for (const member of [first, second, third]) {
      bench.now = (bench.now + 1) as RelayMs;
      await bench.join(member);
    }
    await bench.govern(setRole(first, 'spectator'));
    await bench.govern(setRole(third, 'co-host'));
    const hosts: unknown[] = [];
    for (const leaving of [ALICE, third, second]) {
      await bench.store.leave(bench.address(leaving), bench.now);
      hosts.push((await rosterOf(bench))?.host);
    }
    expect(hosts).toEqual([third, second, first]);
  });
}

export function describeDoor(setup: () => Promise<Bench>): void {
  const locked = { ok: false, reason: 'party-locked' };

  test('[AD20] a locked party takes in nobody new, and its members come back', async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.govern({ kind: 'set-lock', isLocked: true });
    expect(await bench.join(CAROL)).toEqual(locked);
    expect(await bench.join(CAROL, { shown: 'unknown' as TokenHash })).toEqual(locked);
    await bench.store.leave(bench.address(BOB), bench.now);
    expect(await back(bench, BOB)).toMatchObject({ ok: true, value: { member: BOB } });
    await bench.govern({ kind: 'set-lock', isLocked: false });
    expect(await bench.join(CAROL)).toMatchObject({ ok: true });
  });

  test('[AD21] who is kicked has left, does not come back, and the party is locked', async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.announce();
    const outcome = await bench.govern({ kind: 'kick', member: BOB });
    expect(outcome).toMatchObject({ event: { fact: { rules: { isLocked: true }, kicked: [BOB] } } });
    expect(await bench.append(intentOf(1), BOB)).toEqual({ kind: 'refused', reason: 'not-joined' });
    expect((await bench.announce())?.fact).toMatchObject({ joined: [], left: [BOB], host: ALICE });
    expect(await back(bench, BOB)).toEqual({ ok: false, reason: 'kicked' });
    expect(await bench.join(CAROL)).toEqual(locked);
    // Unlocked, the token leads back no more than before.
    await bench.govern({ kind: 'set-lock', isLocked: false });
    expect(await back(bench, BOB)).toEqual({ ok: false, reason: 'kicked' });
    expect(await bench.govern({ kind: 'kick', member: BOB })).toEqual({
      kind: 'refused',
      reason: 'no-such-member',
    });
  });

  test('[ST7] of who was kicked long ago nothing is kept', async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.govern({ kind: 'kick', member: BOB });
    await bench.govern({ kind: 'set-lock', isLocked: false });
    for (let index = 0; index <= MAX_DEPARTED; index += 1) {
      bench.now = (bench.now + 1) as RelayMs;
      const visitor = idOf<MemberId>(`visitor ${index}`);
      await bench.join(visitor);
      await bench.store.leave(bench.address(visitor), bench.now);
    }
    await bench.announce();
    expect(await back(bench, BOB)).toMatchObject({ ok: true, value: { member: idOf('anew') } });
  });
}

export function describeKnocks(setup: () => Promise<Bench>): void {
  const STRANGER = 'a stranger'.padEnd(43, '-') as TokenHash;
  const knock = knockOf(STRANGER);
  const hello = bodyOf('it is me');
  const ask = (bench: Bench) => bench.join(CAROL, { shown: STRANGER, hello });
  const awaiting = { ok: false, reason: 'awaiting-approval' };
  const setupWaiting = async () => {
    const bench = await setup();
    await bench.join(BOB);
    await bench.govern({ kind: 'set-approval', approvesJoiners: true });
    expect(await ask(bench)).toEqual(awaiting);
    return bench;
  };

  test('[AD22] who would be a new member waits, is kept with their hello, and changes nothing', async () => {
    const bench = await setupWaiting();
    bench.now = (bench.now + 5) as RelayMs;
    expect(await ask(bench)).toEqual(awaiting);
    expect(await bench.store.knocks(PARTY)).toEqual([
      { id: knock, hello, askedAt: bench.now, verdict: 'waiting' },
    ]);
    expect((await rosterOf(bench))?.members).toHaveLength(2);
    await bench.store.leave(bench.address(BOB), bench.now);
    expect(await back(bench, BOB)).toMatchObject({ ok: true, value: { member: BOB } });
  });

  test('[AD22] who is let in comes in with the next asking', async () => {
    const bench = await setupWaiting();
    const head = (await bench.store.catchUp(PARTY, null))?.head;
    expect(await bench.govern({ kind: 'admit', knock, isAdmitted: true })).toEqual({
      kind: 'unchanged',
      head,
    });
    expect(await bench.join(idOf('another'))).toEqual(awaiting);
    expect(await ask(bench)).toMatchObject({ ok: true, value: { member: CAROL } });
  });

  test('[AD22] who is not is told so, until a host thinks better of it', async () => {
    const bench = await setupWaiting();
    await bench.govern({ kind: 'admit', knock, isAdmitted: false });
    expect(await ask(bench)).toEqual({ ok: false, reason: 'not-admitted' });
    await bench.govern({ kind: 'admit', knock, isAdmitted: true });
    expect(await ask(bench)).toMatchObject({ ok: true });
  });

  test('[AD22] only hosts and co-hosts let in, and only who has asked', async () => {
    const bench = await setupWaiting();
    expect(await bench.govern({ kind: 'admit', knock, isAdmitted: true }, BOB)).toEqual(NOT_ALLOWED);
    const nobody = knockOf('nobody'.padEnd(43, '-') as TokenHash);
    expect(await bench.govern({ kind: 'admit', knock: nobody, isAdmitted: true })).toEqual({
      kind: 'refused',
      reason: 'no-such-member',
    });
  });

  test('[AD22] what a host has said is forgotten after five minutes', async () => {
    const bench = await setupWaiting();
    await bench.govern({ kind: 'admit', knock, isAdmitted: true });
    bench.now = (bench.now + KNOCK_LIFE_MS + 1) as RelayMs;
    expect(await ask(bench)).toEqual(awaiting);
  });
}
