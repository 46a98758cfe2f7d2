// shared/PROTOCOL.md as tests, section by section, against any relay: `npm run conformance -- https://relay.example.org`.
// Every test has a party of its own, so that a relay that others use is not disturbed.
import type { Welcome } from '@sameframe/shared/protocol/to-member.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf } from '../../relay-server/src/testing/drafts.ts';
import { createSocketMember, refusalOf } from '../../relay-server/src/testing/socket-member.ts';
import { RELAYS, type RelayUnderTest } from './relays.ts';
import { meetRelay, mint, type Stranger } from './stranger.ts';

const refused = (reason: string) => expect.objectContaining({ ok: false, reason });

describe.each(RELAYS)('PROTOCOL.md on $name', ({ start }) => {
  let relay: RelayUnderTest;
  let met: Stranger[] = [];
  beforeAll(async () => {
    relay = await start();
  });
  afterAll(() => relay.close());
  afterEach(() => {
    for (const { socketMember } of met) socketMember.socket.disconnect();
    met = [];
  });

  /** One more who knows the party's id, on the next node. */
  const meet = (party: string): Stranger => {
    const url = relay.urls[met.length % relay.urls.length] ?? '';
    const stranger = meetRelay(url, party);
    met.push(stranger);
    return stranger;
  };
  /** A party of so many, each in. */
  const gather = async (count: number): Promise<[Stranger, ...Stranger[]]> => {
    const party = mint();
    const first = meet(party);
    await first.enter({ mode: 'create' });
    const others: Stranger[] = [];
    for (let index = 1; index < count; index += 1) {
      const other = meet(party);
      await other.enter();
      others.push(other);
    }
    return [first, ...others];
  };
  const ownEvents = (stranger: Stranger) => stranger.events().filter(({ from }) => from === 'member');
  const seesActs = (stranger: Stranger, count: number) =>
    stranger.socketMember.sees(
      ({ events }) => events.filter(({ from }) => from === 'member').length >= count,
    );

  describe('Transport', () => {
    test('WebSocket only: long polling is refused', async () => {
      const answer = await fetch(`${relay.urls[0]}/socket.io/?EIO=4&transport=polling`);
      expect(answer.status).toBe(400);
    });

    test('a frame of more than 16,384 bytes ends the connection', async () => {
      const [alice] = await gather(1);
      alice.socketMember.socket.emit('presence', { count: 1, body: 'A'.repeat(16_400) });
      await alice.socketMember.lost;
    });
  });

  describe('Handshake', () => {
    const refusal = (auth: object) => {
      const member = createSocketMember(relay.urls[0] ?? '', auth);
      return refusalOf(member).finally(() => member.socket.disconnect());
    };

    test('no version in common is refused with the one that has to be updated', async () => {
      expect(await refusal({ versions: { min: 1_000, max: 1_001 } })).toMatchObject({
        message: 'relay-too-old',
      });
      expect(await refusal({ versions: { min: -1, max: 0 } })).toMatchObject({ message: 'client-too-old' });
    });

    test('what is not of the form is malformed, and the rejection is its data', async () => {
      expect(await refusal({ versions: 'all' })).toEqual({
        message: 'malformed',
        data: refused('malformed'),
      });
    });
  });

  describe('join', () => {
    test('create needs an id that is free, join one that is not', async () => {
      const [alice] = await gather(1);
      expect(await meet(alice.party).join({ mode: 'create' })).toEqual(refused('party-exists'));
      expect(await meet(mint()).join()).toEqual(refused('no-such-party'));
    });

    test('with a token the member is the one it was; the old one is valid until the new one has been used', async () => {
      const party = mint();
      const first = await meet(party).enter({ mode: 'create' });
      const second = await meet(party).enter({ token: first.token });
      expect(second.member).toBe(first.member);
      expect(second.token).not.toBe(first.token);
      const again = await meet(party).enter({ token: first.token });
      expect(again.member).toBe(first.member);
      const third = await meet(party).enter({ token: again.token });
      expect(third.member).toBe(first.member);
      // Now the first one is used up: it leads to somebody new.
      expect((await meet(party).enter({ token: first.token })).member).not.toBe(first.member);
    });

    test('an unknown or missing token makes a new member', async () => {
      const [alice] = await gather(1);
      const members = new Set<string>();
      for (const token of [null, mint(), null])
        members.add((await meet(alice.party).enter({ token })).member);
      expect(members.size).toBe(3);
    });

    test('should the first answer be lost, the bytes that were shown lead back to the member', async () => {
      const [alice] = await gather(1);
      const shown = mint();
      const lost = await meet(alice.party).enter({ token: shown });
      expect((await meet(alice.party).enter({ token: shown })).member).toBe(lost.member);
    });

    test('a second connection of a member ends the first one', async () => {
      const party = mint();
      const first = meet(party);
      const { token } = await first.enter({ mode: 'create' });
      await meet(party).enter({ token });
      await first.socketMember.lost;
      expect(first.socketMember.closings).toMatchObject([{ reason: 'superseded' }]);
    });

    test('who joins is in the roster of their own welcome, before the party is told', async () => {
      const [alice] = await gather(1);
      const welcome = await meet(alice.party).enter();
      expect(welcome.roster.members.map(({ id }) => id)).toContain(welcome.member);
      await alice.socketMember.sees(({ events }) =>
        events.some(
          ({ from, ...event }) => from === 'relay' && JSON.stringify(event).includes(welcome.member),
        ),
      );
    });

    test('a connection that joins elsewhere leaves the audience of where it was', async () => {
      const [alice, bob] = await gather(2);
      const [carol] = await gather(1);
      const moved = await bob?.socketMember.ask('join', {
        party: carol.party,
        mode: 'join',
        token: null,
        from: null,
      });
      expect(moved).toMatchObject({ ok: true });
      const before = bob?.events().length;
      await alice.intent(1);
      await bob?.probe();
      expect(
        bob
          ?.events()
          .slice(before)
          .filter(({ from }) => from === 'member'),
      ).toEqual([]);
    });
  });

  describe('intent', () => {
    test('comes to everyone, its author included, before it is acknowledged', async () => {
      const [alice, bob] = await gather(2);
      const reply = await alice.intent(1, { body: bodyOf('hello') });
      expect(reply.ok && ownEvents(alice).find(({ id }) => id === reply.ref.id)).toMatchObject({
        channel: 'playback',
        seq: 1,
        body: bodyOf('hello'),
      });
      await seesActs(bob as Stranger, 1);
      expect(ownEvents(bob as Stranger)).toEqual(ownEvents(alice));
    });

    test('the same again is answered with the same ref and sent to nobody', async () => {
      const [alice] = await gather(1);
      const first = await alice.intent(1);
      expect(await alice.intent(1)).toEqual(first);
      await alice.probe();
      expect(ownEvents(alice)).toHaveLength(1);
    });

    test('seq counts without gaps, and a refused one uses none up', async () => {
      const [alice] = await gather(1);
      expect(await alice.intent(2)).toEqual(refused('seq-gap'));
      expect(await alice.intent(1, { body: 'short' })).toEqual(refused('malformed'));
      expect(await alice.intent(1)).toMatchObject({ ok: true });
      expect(await alice.intent(1, { body: bodyOf('another') })).toEqual(refused('seq-reused'));
      expect(await alice.intent(2)).toMatchObject({ ok: true });
    });

    test('lastSeq of the welcome is where to go on from', async () => {
      const party = mint();
      const alice = meet(party);
      const { token, lastSeq } = await alice.enter({ mode: 'create' });
      expect(lastSeq).toBe(0);
      await alice.intent(1);
      await alice.intent(2);
      expect((await meet(party).enter({ token })).lastSeq).toBe(2);
    });

    test('a basis of more than 1,000 above the log is refused', async () => {
      const [alice] = await gather(1);
      expect(await alice.intent(1, { basis: 2_000 })).toEqual(refused('basis-ahead'));
    });

    test.each([
      ['a channel of another form', { channel: 'Not a channel' }],
      ['a body above 8,192 characters', { body: 'A'.repeat(8_196) }],
      ['a body below 38', { body: 'A'.repeat(34) }],
      ['a retain that is none', { retain: { kind: 'for-ever' } }],
      ['a basis that is no whole number', { basis: 0.5 }],
    ])('%s is refused and orders nothing', async (_, parts) => {
      const [alice] = await gather(1);
      expect(await alice.intent(1, parts)).toMatchObject({ ok: false });
      expect(ownEvents(alice)).toEqual([]);
    });

    test('from outside a party is refused', async () => {
      const outsider = meet(mint());
      expect(await outsider.intent(1)).toEqual(refused('not-joined'));
      expect(await outsider.resume(null)).toEqual(refused('not-joined'));
    });
  });

  describe('govern', () => {
    /** Alice, who is host, and Bob. */
    const gatherTwo = async () => {
      const party = mint();
      const [alice, bob] = [meet(party), meet(party)];
      await alice.enter({ mode: 'create' });
      return { party, alice, bob, welcome: await bob.enter() };
    };
    const factsOf = (stranger: Stranger) =>
      stranger.events().flatMap((event) => (event.from === 'relay' ? [event.fact] : []));

    test('a change is one fact to everyone, and in the roster of whoever comes', async () => {
      const { party, alice, bob, welcome } = await gatherTwo();
      const reply = await alice.govern({ kind: 'set-role', member: welcome.member, role: 'spectator' });
      expect(reply).toMatchObject({ ok: true });
      await bob.socketMember.sees(() => factsOf(bob).some(({ kind }) => kind === 'rules-changed'));
      expect(await alice.govern({ kind: 'set-grant', channel: 'chat', least: 'host' })).toMatchObject({
        ok: true,
      });
      const { roster } = await meet(party).enter();
      expect(roster.members).toContainEqual(
        expect.objectContaining({ id: welcome.member, role: 'spectator' }),
      );
      expect(roster.rules).toEqual({ isLocked: false, approvesJoiners: false, grants: { chat: 'host' } });
    });

    test('what is so already is answered with the head', async () => {
      const { alice } = await gatherTwo();
      const first = await alice.govern({ kind: 'set-lock', isLocked: true });
      expect(await alice.govern({ kind: 'set-lock', isLocked: true })).toMatchObject({ ok: true });
      expect(first.ok && factsOf(alice).filter(({ kind }) => kind === 'rules-changed')).toHaveLength(1);
    });

    test('who may not write a channel is refused, without a seq used up', async () => {
      const { alice, bob } = await gatherTwo();
      await alice.govern({ kind: 'set-grant', channel: 'playback', least: 'host' });
      expect(await bob.intent(1)).toEqual(refused('not-allowed'));
      expect(await bob.intent(1, { channel: 'hold' })).toMatchObject({ ok: true });
      expect(await alice.intent(1)).toMatchObject({ ok: true });
    });

    test('who may not govern is refused', async () => {
      const { alice, bob, welcome } = await gatherTwo();
      expect(await bob.govern({ kind: 'set-lock', isLocked: true })).toEqual(refused('not-allowed'));
      expect(await bob.govern({ kind: 'hand-over', member: welcome.member })).toEqual(refused('not-allowed'));
      expect(await alice.govern({ kind: 'kick', member: mint() })).toEqual(refused('no-such-member'));
      expect(await alice.govern({ kind: 'crown' })).toEqual(refused('malformed'));
    });

    test('the party is handed over', async () => {
      const { alice, bob, welcome } = await gatherTwo();
      expect(await alice.govern({ kind: 'hand-over', member: welcome.member })).toMatchObject({ ok: true });
      expect(await alice.govern({ kind: 'set-lock', isLocked: true })).toEqual(refused('not-allowed'));
      expect(await bob.govern({ kind: 'set-lock', isLocked: true })).toMatchObject({ ok: true });
    });

    test('a locked party takes in nobody new; its members come back', async () => {
      const { party, alice, welcome } = await gatherTwo();
      await alice.govern({ kind: 'set-lock', isLocked: true });
      expect(await meet(party).join()).toEqual(refused('party-locked'));
      expect((await meet(party).enter({ token: welcome.token })).member).toBe(welcome.member);
    });

    test('who has to be let in is shown to the host, and comes in once they are', async () => {
      const { party, alice } = await gatherTwo();
      await alice.govern({ kind: 'set-approval', approvesJoiners: true });
      // At the other node, where there is one.
      const carol = [meet(party), meet(party)][1] as Stranger;
      const wish = { token: mint(), hello: bodyOf('Carol') };
      expect(await carol.join(wish)).toEqual(refused('awaiting-approval'));
      await alice.socketMember.sees(() => alice.knocks().length > 0);
      expect(alice.knocks()).toEqual([[{ knock: expect.any(String), hello: wish.hello }]]);
      const knock = alice.knocks()[0]?.[0]?.knock;
      expect(await alice.govern({ kind: 'admit', knock, isAdmitted: false })).toMatchObject({ ok: true });
      expect(await carol.join(wish)).toEqual(refused('not-admitted'));
      await alice.govern({ kind: 'admit', knock, isAdmitted: true });
      expect(await carol.join(wish)).toMatchObject({ ok: true });
    });

    test('who is kicked is told, disconnected and not let in again, and the party is locked', async () => {
      const { party, alice, bob, welcome } = await gatherTwo();
      await alice.govern({ kind: 'kick', member: welcome.member });
      await bob.socketMember.lost;
      expect(bob.socketMember.closings).toEqual([{ reason: 'kicked' }]);
      expect(await meet(party).join({ token: welcome.token })).toEqual(refused('kicked'));
      expect(await meet(party).join()).toEqual(refused('party-locked'));
      await alice.socketMember.sees(() =>
        factsOf(alice).some((fact) => fact.kind === 'members-changed' && fact.left.includes(welcome.member)),
      );
    });
  });

  describe('Order', () => {
    test('one chain along prev for everyone, lamports that rise above every basis, a time that never goes back', async () => {
      const [alice, bob] = await gather(2);
      const both = [alice, bob as Stranger];
      await Promise.all(
        both.map(async (stranger) => {
          for (let seq = 1; seq <= 20; seq += 1) await stranger.intent(seq, { basis: seq });
        }),
      );
      await Promise.all(both.map((stranger) => seesActs(stranger, 40)));
      const events = alice.events();
      for (const [index, event] of events.entries()) {
        const before = events[index - 1];
        if (before === undefined) continue;
        expect(event.prev).toEqual({ lamport: before.lamport, id: before.id });
        expect(event.at).toBeGreaterThanOrEqual(before.at);
        const basis = event.from === 'member' ? event.basis : 0;
        expect(event.lamport).toBe(Math.max(before.lamport, basis) + 1);
      }
      const ids = ownEvents(alice).map(({ id }) => id);
      expect(ownEvents(bob as Stranger).map(({ id }) => id)).toEqual(ids);
    });
  });

  describe('Catch-up', () => {
    test('from one of the newest 500 events: what came after it, and no reset', async () => {
      const [alice] = await gather(1);
      const first = await alice.intent(1);
      await alice.intent(2);
      await alice.intent(3);
      const resumed = await alice.resume(first.ok ? first.ref : null);
      expect(resumed).toMatchObject({ ok: true, reset: false });
      expect(
        resumed.ok && resumed.events.flatMap((event) => (event.from === 'member' ? [event.seq] : [])),
      ).toEqual([2, 3]);
    });

    test('from an event that the log does not have: a reset, with the roster', async () => {
      const [alice, bob] = await gather(2);
      await alice.intent(1, { retain: { kind: 'log', log: 'chat', checkpoint: false } });
      const resumed = await (bob as Stranger).resume({ lamport: 1, id: mint() });
      expect(resumed).toMatchObject({ ok: true, reset: true });
      expect(resumed.ok && resumed.roster.members).toHaveLength(2);
      expect(resumed.ok && resumed.events.filter(({ from }) => from === 'member')).toHaveLength(1);
    });
  });

  describe('What is kept for late joiners', () => {
    const bodiesFor = async (party: string): Promise<string[]> => {
      const welcome: Welcome = await meet(party).enter();
      return welcome.events.flatMap((event) => (event.from === 'member' ? [event.body] : []));
    };

    test('none: nothing; last: the newest per key; log: all of it', async () => {
      const [alice] = await gather(1);
      const kinds = [
        { kind: 'none' },
        { kind: 'last', key: 'name' },
        { kind: 'last', key: 'name' },
        { kind: 'log', log: 'chat', checkpoint: false },
      ];
      for (const [index, retain] of kinds.entries())
        await alice.intent(index + 1, { channel: 'chat', retain });
      expect(await bodiesFor(alice.party)).toEqual([bodyOf('body 3'), bodyOf('body 4')]);
    });

    test('a checkpoint that has seen everything makes what was before it redundant', async () => {
      const [alice] = await gather(1);
      const log = (checkpoint: boolean) => ({ kind: 'log', log: 'queue', checkpoint });
      await alice.intent(1, { retain: log(false) });
      const second = await alice.intent(2, { retain: log(false) });
      await alice.intent(3, { retain: log(true), basis: second.ok ? second.ref.lamport : 0 });
      expect(await bodiesFor(alice.party)).toEqual([bodyOf('body 3')]);
    });

    test('a checkpoint that has not seen everything drops nothing', async () => {
      const [alice] = await gather(1);
      const log = (checkpoint: boolean) => ({ kind: 'log', log: 'queue', checkpoint });
      await alice.intent(1, { retain: log(false) });
      await alice.intent(2, { retain: log(true), basis: 0 });
      expect(await bodiesFor(alice.party)).toEqual([bodyOf('body 1'), bodyOf('body 2')]);
    });
  });

  describe('probe, presence, leave', () => {
    test('probe tells two relay times in order, and the head', async () => {
      const [alice] = await gather(1);
      const reply = await alice.intent(1);
      const probed = await alice.probe();
      expect(probed).toMatchObject({ ok: true, head: reply.ok ? reply.ref : null });
      expect(probed.ok && probed.sentAt - probed.receivedAt).toBeGreaterThanOrEqual(0);
    });

    test('presence is gathered, the newest of each member, and comes with the head', async () => {
      const [alice, bob] = await gather(2);
      const reports = [1, 2, 3].map((count) => ({ count, body: bodyOf(`report ${count}`) }));
      for (const report of reports) alice.socketMember.socket.emit('presence', report);
      await bob?.socketMember.sees(({ digests }) =>
        digests.some(({ reports: told }) => told.some(({ count }) => count === 3)),
      );
      const told = bob?.digests().flatMap((digest) => digest.reports) ?? [];
      expect(told.at(-1)).toMatchObject({ count: 3, body: bodyOf('report 3') });
      expect(told.length).toBeLessThan(3);
    });

    test('leave ends the membership and tells the others; the token still leads back', async () => {
      const party = mint();
      const [alice, bob] = [meet(party), meet(party)];
      await alice.enter({ mode: 'create' });
      const { member, token } = await bob.enter();
      await bob.leave();
      await alice.socketMember.sees(({ events }) =>
        events.some(
          (event) =>
            event.from === 'relay' &&
            event.fact.kind === 'members-changed' &&
            event.fact.left.includes(member),
        ),
      );
      expect(await bob.intent(1)).toEqual(refused('not-joined'));
      expect((await meet(party).enter({ token })).member).toBe(member);
    });

    test('when the host has left, the longest-present member follows', async () => {
      const party = mint();
      const [alice, bob, carol] = [meet(party), meet(party), meet(party)];
      await alice.enter({ mode: 'create' });
      const second = await bob.enter();
      await carol.enter();
      await alice.leave();
      await carol.socketMember.sees(({ events }) =>
        events.some(
          (event) =>
            event.from === 'relay' &&
            event.fact.kind === 'members-changed' &&
            event.fact.host === second.member,
        ),
      );
    });
  });

  describe('Plain HTTP', () => {
    test('healthz says ok; the join page runs nothing and frames nowhere', async () => {
      const health = await fetch(`${relay.urls[0]}/healthz`);
      expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
      const page = await fetch(`${relay.urls[0]}/join`);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    });
  });
});
