import type { PartyId } from '@sameframe/shared/ids.ts';
import type { IntentReply } from '@sameframe/shared/protocol/to-member.ts';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { bodyOf, idOf, intentOf, joinOf } from '../testing/drafts.ts';
import { hangUpWhileShaking } from '../testing/hang-up.ts';
import { prepareRelays } from '../testing/relay-fixture.ts';
import { refusalOf } from '../testing/socket-member.ts';

const startRelay = prepareRelays();

const refused = (reason: string) => ({ ok: false, reason });

test('[ST1] an intent comes to everyone, its author included, before it is acknowledged', async () => {
  const { connect } = await startRelay();
  const [alice, bob] = [connect(), connect()];
  await alice.join({ mode: 'create' });
  await bob.join();
  const reply = (await alice.ask('intent', intentOf(1))) as IntentReply;
  expect(reply.ok && alice.events.find((event) => event.id === reply.ref.id)).toMatchObject(intentOf(1));
  await bob.sees(({ events }) => events.some((event) => event.from === 'member'));
});

test('[AD6] two parties do not mix', async () => {
  const { connect } = await startRelay();
  const [alice, bob] = [connect(), connect()];
  const other = idOf<PartyId>('other party');
  await alice.join({ mode: 'create' });
  await bob.join({ party: other, mode: 'create' });
  await alice.ask('intent', intentOf(1, { body: bodyOf('of alice') }));
  await bob.ask('intent', intentOf(1, { body: bodyOf('of bob') }));
  await alice.ask('intent', intentOf(2, { body: bodyOf('of alice again') }));
  await Promise.all([alice, bob].map((member) => member.sees(({ events }) => events.length >= 2)));
  const bodies = (events: typeof alice.events) =>
    events.flatMap((event) => (event.from === 'member' ? [event.body] : []));
  expect(bodies(alice.events)).toEqual([bodyOf('of alice'), bodyOf('of alice again')]);
  expect(bodies(bob.events)).toEqual([bodyOf('of bob')]);
  // A connection that moves on is no longer in the first party's audience.
  await bob.join();
  await bob.join({ party: other });
  const before = bob.events.length;
  await alice.ask('intent', intentOf(3));
  await bob.ask('probe');
  expect(bob.events.slice(before).filter((event) => event.from === 'member')).toEqual([]);
});

test('[AD1] a version that nobody speaks is refused at the door, with the reason', async () => {
  const { connect } = await startRelay();
  const refusal = await refusalOf(connect({ versions: { min: 7, max: 9 } }));
  expect(refusal).toEqual({ message: 'relay-too-old', data: refused('relay-too-old') });
  expect(await refusalOf(connect({}))).toMatchObject({ data: refused('malformed') });
});

test('[AD2] whatever is not of the form is answered or ignored, and the connection goes on', async () => {
  const { connect } = await startRelay();
  const alice = connect();
  await alice.join({ mode: 'create' });
  const { socket } = alice;
  expect(await alice.ask('intent', { channel: 7 })).toEqual(refused('malformed'));
  expect(await alice.ask('intent')).toEqual(refused('malformed'));
  expect(await alice.ask('intent', intentOf(1), 'one too many')).toEqual(refused('malformed'));
  expect(await alice.ask('probe', 'not asked for')).toEqual(refused('malformed'));
  expect(await alice.ask('no-such-request', 1)).toEqual(refused('malformed'));
  expect(await alice.ask('__proto__')).toEqual(refused('malformed'));
  socket.emit('intent', intentOf(1));
  socket.emit('join');
  socket.emit('presence', null, () => {});
  socket.emit('no-such-event', Buffer.from('bytes'));
  expect(await alice.ask('intent', intentOf(2))).toMatchObject({ ok: true });
});

test('[AD3] a packet over the limit ends its connection and nobody else’s', async () => {
  const { connect } = await startRelay();
  const [alice, mallory] = [connect(), connect()];
  await alice.join({ mode: 'create' });
  await mallory.join();
  mallory.socket.emit('intent', intentOf(1, { body: bodyOf('x'.repeat(50_000)) }));
  await mallory.lost;
  expect(await alice.ask('intent', intentOf(1))).toMatchObject({ ok: true });
});

test('[AD2] bytes that are not the protocol end their connection and nobody else’s', async () => {
  const { connect } = await startRelay();
  const [alice, mallory] = [connect(), connect()];
  await alice.join({ mode: 'create' });
  await mallory.join();
  mallory.socket.io.engine.write('2["join",{broken');
  await mallory.lost;
  expect(await alice.ask('intent', intentOf(1))).toMatchObject({ ok: true });
});

test.each([
  ['asks twice in one go to be let in', ['40', '40']],
  ['goes and asks again on the same connection', ['40', '41', '40']],
])('[AD2] who %s harms nobody', async (_, packets) => {
  const { url, connect } = await startRelay();
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  await new Promise((opened) => socket.once('message', opened));
  const hello = JSON.stringify({ versions: { min: 1, max: 1 } });
  const answered = new Promise((resolve) => socket.once('message', resolve).once('close', resolve));
  for (const packet of packets) socket.send(packet === '40' ? packet + hello : packet);
  await answered;
  const alice = connect();
  await alice.join({ mode: 'create' });
  expect(await alice.ask('intent', intentOf(1))).toMatchObject({ ok: true });
  socket.terminate();
});

test('[AD8] a second connection of a member ends the first with a word', async () => {
  const { connect } = await startRelay();
  const [first, second] = [connect(), connect()];
  const { token, member } = await first.join({ mode: 'create' });
  expect(await second.join({ token })).toMatchObject({ member });
  expect(await first.lost).toBe('io server disconnect');
  expect(first.closings).toEqual([{ reason: 'superseded' }]);
  await second.ask('intent', intentOf(1));
  expect(first.events.filter((event) => event.from === 'member')).toEqual([]);
});

test('[AD7] a member whose welcome was lost comes back with the old token', async () => {
  const { connect } = await startRelay();
  const { token, member } = await connect().join({ mode: 'create' });
  const unlucky = connect();
  unlucky.socket.emit('join', joinOf(idOf('a party'), { token }));
  unlucky.socket.emit('probe', () => unlucky.socket.disconnect());
  await unlucky.lost;
  expect(await connect().join({ token })).toMatchObject({ member });
});

test('[AD13] a member whose connection is gone leaves when the lease is over', async () => {
  const { connect } = await startRelay(['--member-lease-ms', '300']);
  const [alice, bob] = [connect(), connect()];
  await alice.join({ mode: 'create' });
  const { member } = await bob.join();
  bob.socket.disconnect();
  await alice.sees(({ events }) =>
    events.some(
      (event) =>
        event.from === 'relay' && event.fact.kind === 'members-changed' && event.fact.left.includes(member),
    ),
  );
});

test('[PR1] presence comes as a digest to everyone', async () => {
  const { connect } = await startRelay();
  const [alice, bob] = [connect(), connect()];
  const { member } = await alice.join({ mode: 'create' });
  await bob.join();
  const report = { count: 1, body: bodyOf('here') };
  // In the same moment as the joins are told: one must not cost the other.
  alice.socket.emit('presence', report);
  await bob.sees(({ digests }) => digests.length > 0);
  expect(bob.digests[0]?.reports).toEqual([{ member, ...report }]);
});

test('[AD10] too many acts have to wait, and none is lost or used up', async () => {
  const { connect } = await startRelay(['--member-intents-per-10-s', '3']);
  const alice = connect();
  await alice.join({ mode: 'create' });
  const replies = await Promise.all([1, 2, 3, 4].map((seq) => alice.ask('intent', intentOf(seq))));
  expect(replies.slice(0, 3)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
  expect(replies[3]).toEqual({ ...refused('rate-limited'), retryAfterMs: expect.any(Number) });
});

test('[AD10] where a party acts too often nobody is cut off for what others did, and its host can lock it', async () => {
  const { connect } = await startRelay(['--party-intents-per-10-s', '2']);
  const [alice, mallory] = [connect(), connect()];
  await alice.join({ mode: 'create' });
  await mallory.join();
  // Far over the party's limit, each within their own.
  for (let seq = 1; seq <= 20; seq += 1) mallory.socket.emit('intent', intentOf(seq));
  await mallory.ask('probe');
  expect(await alice.ask('intent', intentOf(1))).toMatchObject(refused('rate-limited'));
  expect(await alice.ask('govern', { kind: 'set-lock', isLocked: true })).toMatchObject({ ok: true });
  expect([...alice.closings, ...mallory.closings]).toEqual([]);
});

test('[AD10] a member may do no more on one connection after the other than on one', async () => {
  const { connect } = await startRelay(['--member-intents-per-10-s', '2']);
  const first = connect();
  const { token } = await first.join({ mode: 'create' });
  for (const seq of [1, 2]) expect(await first.ask('intent', intentOf(seq))).toMatchObject({ ok: true });
  const second = connect();
  await second.join({ token });
  expect(await second.ask('intent', intentOf(3))).toMatchObject(refused('rate-limited'));
  const bob = connect();
  await bob.join();
  expect(await bob.ask('intent', intentOf(1))).toMatchObject({ ok: true });
});

test('[AD10] who floods is cut off, and the others are not', async () => {
  const { connect } = await startRelay(['--connection-messages-per-10-s', '10']);
  const [alice, mallory] = [connect(), connect()];
  await alice.join({ mode: 'create' });
  await mallory.join();
  for (let count = 0; count < 200; count += 1) mallory.socket.emit('probe');
  await mallory.lost;
  expect(mallory.closings).toContainEqual({ reason: 'rate-limited' });
  expect(await alice.ask('probe')).toMatchObject({ ok: true });
});

test('[AD10] who sends on and on without waiting for answers is cut off before these are given', async () => {
  const { connect } = await startRelay();
  const [alice, mallory] = [connect(), connect()];
  await alice.join({ mode: 'create' });
  await mallory.join();
  let answered = 0;
  // Within their limit, but each has to be kept before the next one is looked at.
  for (let seq = 1; seq <= 150; seq += 1) {
    mallory.socket.emit('intent', intentOf(seq), () => {
      answered += 1;
    });
  }
  for (let count = 0; count < 1_000; count += 1) mallory.socket.emit('x', count);
  await mallory.sees(({ closings }) => closings.length > 0);
  expect(answered).toBeLessThan(150);
  await mallory.lost;
  expect(mallory.closings).toEqual([{ reason: 'rate-limited' }]);
  expect(await alice.ask('probe')).toMatchObject({ ok: true });
});

test('[AD10] one address cannot open connections without end', async () => {
  const { connect } = await startRelay(['--address-connections-per-minute', '2']);
  await connect().join({ mode: 'create' });
  await connect().join();
  expect(await refusalOf(connect())).toMatchObject({
    message: 'rate-limited',
    data: { retryAfterMs: expect.any(Number) },
  });
});

test('[AD10] one address holds only so many connections, and who goes makes room', async () => {
  const { connect } = await startRelay(['--max-connections-per-address', '2']);
  const [alice, bob] = [connect(), connect()];
  await alice.join({ mode: 'create' });
  await bob.join();
  expect(await refusalOf(connect())).toMatchObject({ message: 'relay-full' });
  bob.socket.disconnect();
  await alice.ask('probe');
  const carol = connect();
  await carol.join();
});

test('[AD10] a connection that its address has no room for is gone soon, though it never says a word', async () => {
  const { connect, url } = await startRelay(['--max-connections-per-address', '1']);
  const alice = connect();
  await alice.join({ mode: 'create' });
  const silent = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  const openedAt = performance.now();
  await new Promise((closed) => silent.once('close', closed));
  // Others may stay silent for ten seconds.
  expect(performance.now() - openedAt).toBeLessThan(5_000);
  expect(await alice.ask('probe')).toMatchObject({ ok: true });
});

test('[AD10] who tries codes has to wait, whether to join or to create; who has one comes in any number', async () => {
  const { connect } = await startRelay(['--address-failed-joins-per-minute', '3']);
  const alice = connect();
  await alice.join({ mode: 'create' });
  for (let count = 0; count < 5; count += 1) await connect().join();
  const mallory = connect();
  const tries = ['one', 'two', 'three', 'four'].map((code) => joinOf(idOf(code)));
  const answers: unknown[] = [await mallory.ask('join', joinOf(idOf('a party'), { mode: 'create' }))];
  for (const attempt of tries) answers.push(await mallory.ask('join', attempt));
  expect(answers.map((answer) => (answer as { reason: string }).reason)).toEqual([
    'party-exists',
    'no-such-party',
    'no-such-party',
    'rate-limited',
    'rate-limited',
  ]);
  expect(await alice.ask('probe')).toMatchObject({ ok: true });
});

test('[AD10] one address starts only so many parties, and joins those that are there', async () => {
  const { connect } = await startRelay(['--address-creations-per-hour', '2']);
  const alice = connect();
  await alice.join({ mode: 'create' });
  const create = (name: string) => alice.ask('join', joinOf(idOf(name), { mode: 'create' }));
  // Whoever opens a link that also names a page tries to start its party first: that they did not is not counted.
  for (let count = 0; count < 5; count += 1) expect(await create('a party')).toEqual(refused('party-exists'));
  expect(await create('another')).toMatchObject({ ok: true });
  expect(await create('one too many')).toEqual(refused('relay-full'));
  expect(await create('a party')).toEqual(refused('party-exists'));
  await alice.join();
  await connect().join();
});

test('[AD10] however many parties one address asks for in one moment, it gets no more', async () => {
  const { connect } = await startRelay(['--address-creations-per-hour', '2']);
  const members = Array.from({ length: 6 }, () => connect());
  // All are connected before the first one asks.
  for (const member of members) await member.ask('probe');
  const answers = await Promise.all(
    members.map((member, index) => member.ask('join', joinOf(idOf(`party ${index}`), { mode: 'create' }))),
  );
  expect(answers.filter((answer) => (answer as { ok: boolean }).ok)).toHaveLength(2);
});

test('[AD12] a relay that stops says so to everyone, and is gone within five seconds', async () => {
  const relay = await startRelay();
  const alice = relay.connect();
  await alice.join({ mode: 'create' });
  const startedAt = performance.now();
  await relay.stop();
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  // Not a disconnect by the server's wish: the client may come back by itself.
  expect(await alice.lost).toBe('transport close');
  expect(alice.closings).toEqual([{ reason: 'draining', retryAfterMs: 0 }]);
});

test('[ST2] a store that fails is an answer, and the relay stays up', async () => {
  const relay = await startRelay();
  const alice = relay.connect();
  await alice.join({ mode: 'create' });
  await relay.store.close();
  expect(await alice.ask('intent', intentOf(1))).toEqual(refused('storage-failed'));
  const health = await fetch(`${relay.url}/healthz`);
  expect([health.status, await health.json()]).toEqual([503, { status: 'storage-failed' }]);
  expect(await alice.ask('probe')).toMatchObject({ ok: true });
});

test('[AD2] who is reset in the middle of the handshake harms nobody', async () => {
  const { connect, port } = await startRelay();
  const alice = connect();
  await alice.join({ mode: 'create' });
  await Promise.all(Array.from({ length: 40 }, (_, index) => hangUpWhileShaking(port, index % 4)));
  expect(await alice.ask('intent', intentOf(1))).toMatchObject({ ok: true });
});
