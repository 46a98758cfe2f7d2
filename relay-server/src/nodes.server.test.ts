// Several nodes as processes of their own over a real Redis with a replica: one party on all of them, and what
// happens when a node or the Redis dies in the middle of acts.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { IntentReply, Welcome } from '@sameframe/shared/protocol/to-member.ts';
import { afterEach, expect, test } from 'vitest';
import { PARTY } from './testing/core-world.ts';
import { bodyOf, idOf, intentOf, joinOf } from './testing/drafts.ts';
import { startRedisCluster } from './testing/redis-cluster.ts';
import { type RedisProcess, startRedis, startReplicaOf, startSentinelOf } from './testing/redis-process.ts';
import { type RelayProcess, spawnRelay } from './testing/relay-process.ts';
import { createSocketMember, type SocketMember } from './testing/socket-member.ts';

/** The full run's is longer than any client waits for an answer. */
const OUTAGE_MS = process.env.SAMEFRAME_FULL === undefined ? 3_000 : 20_000;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startRedisPair(): Promise<RedisProcess> {
  const primary = await startRedis();
  cleanUps.push(primary.close);
  const replica = await startReplicaOf(primary);
  cleanUps.push(replica.close);
  return primary;
}

async function startNode(url: string, flags: readonly string[] = []): Promise<RelayProcess> {
  const node = await spawnRelay(['--redis-url', url, '--log-level', 'silent', ...flags]);
  cleanUps.push(() => {
    node.kill('SIGKILL');
    return node.ended;
  });
  return node;
}

/** Two nodes on a Redis that Sentinel watches. */
async function startWatched(): Promise<{ primary: RedisProcess; nodes: [RelayProcess, RelayProcess] }> {
  const primary = await startRedisPair();
  // A second one: the promoted replica needs one of its own before it may acknowledge anything.
  const second = await startReplicaOf(primary);
  cleanUps.push(second.close);
  const sentinel = await startSentinelOf(primary, { name: 'parties', replicas: 2 });
  cleanUps.push(sentinel.close);
  const url = `redis+sentinel://127.0.0.1:${sentinel.port}/parties`;
  return { primary, nodes: await Promise.all([startNode(url), startNode(url)]) };
}

function connect(node: RelayProcess): SocketMember {
  const member = createSocketMember(node.url);
  cleanUps.push(() => member.socket.disconnect());
  return member;
}

const actOf = (seq: number) => intentOf(seq, { retain: { kind: 'log', log: 'chat', checkpoint: false } });

/** Acts one after the other, each until it is acknowledged, as a member's outbox does. */
async function act(
  member: SocketMember,
  from: number,
  to: number,
  onAck?: (seq: number) => void,
): Promise<void> {
  for (let seq = from; seq <= to; seq += 1) {
    while (!((await member.ask('intent', actOf(seq))) as IntentReply).ok) await pause();
    onAck?.(seq);
  }
}

/** Each node finds the new primary in its own time. */
async function askOnceBack(member: SocketMember, name: string, wish: object): Promise<unknown> {
  for (;;) {
    const answer = (await member.ask(name, wish)) as { readonly reason?: string };
    if (answer.reason !== 'storage-failed') return answer;
    await pause();
  }
}

/** Between two tries of a refused act: no condition to wait for, as only trying shows whether Redis is back. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

const idsOf = (events: readonly OrderedEvent[]) => events.map(({ id }) => id);
const hasAll = (count: number) => (member: SocketMember) =>
  member.events.filter(({ from }) => from === 'member').length >= count;

/** Each event names the one before it: nothing is missing, doubled or out of order. */
function expectChain(events: readonly OrderedEvent[]): void {
  for (const [index, event] of events.entries()) {
    if (index > 0) expect(event.prev?.id).toBe(events[index - 1]?.id);
  }
}

test('[ND1] one party on two nodes: all are told the same, in one order, whoever acts where', async () => {
  const redis = await startRedisPair();
  const nodes = await Promise.all([startNode(redis.url), startNode(redis.url)]);
  const members = [nodes[0], nodes[1], nodes[0], nodes[1]].map((node) => connect(node as RelayProcess));
  const welcomes: Welcome[] = [];
  for (const [index, member] of members.entries()) {
    welcomes.push(await member.join({ mode: index === 0 ? 'create' : 'join' }));
  }
  await Promise.all(members.map((member) => act(member, 1, 40)));
  await Promise.all(members.map((member) => member.sees(hasAll(160))));
  for (const [index, member] of members.entries()) {
    expectChain([...(welcomes[index]?.events ?? []), ...member.events]);
  }
  const everyone = members.map((member) => idsOf(member.events.filter(({ from }) => from === 'member')));
  for (const ids of everyone) expect(ids).toEqual(everyone[0]);

  members[0]?.socket.emit('presence', { count: 1, body: bodyOf('here I am') });
  await Promise.all(members.map((member) => member.sees(({ digests }) => digests.length > 0)));
});

test('[ND3] a member that appears at another node is superseded at the first, and only there', async () => {
  const redis = await startRedisPair();
  const [first, second] = await Promise.all([startNode(redis.url), startNode(redis.url)]);
  const before = connect(first);
  const { token, member } = await before.join({ mode: 'create' });
  const after = connect(second);
  expect(await after.join({ token })).toMatchObject({ member });
  await before.lost;
  expect(before.closings).toEqual([{ reason: 'superseded' }]);
  await act(after, 1, 1);
  expect(after.closings).toEqual([]);
});

test('[ND8] who is kicked is out on whatever node they are, and comes back at none', async () => {
  const redis = await startRedisPair();
  const [first, second] = await Promise.all([startNode(redis.url), startNode(redis.url)]);
  const [alice, bob, carol] = [connect(first), connect(second), connect(second)];
  await alice.join({ mode: 'create' });
  const { member, token } = await bob.join();
  await carol.join();
  expect(await alice.ask('govern', { kind: 'kick', member })).toMatchObject({ ok: true });
  await bob.lost;
  expect(bob.closings).toEqual([{ reason: 'kicked' }]);
  for (const node of [first, second]) {
    const answer = await connect(node).ask('join', joinOf(PARTY, { token }));
    expect(answer).toEqual({ ok: false, reason: 'kicked' });
  }
  const hasLeft = ({ events }: SocketMember) =>
    events.some(
      (event) =>
        event.from === 'relay' && event.fact.kind === 'members-changed' && event.fact.left.includes(member),
    );
  await Promise.all([alice, carol].map((each) => each.sees(hasLeft)));
  await act(carol, 1, 1);
  expectChain(carol.events);
  expect(carol.closings).toEqual([]);
});

test('[ND4] kill -9 of a node during play: its members go on at another one, nothing is lost or doubled', async () => {
  const redis = await startRedisPair();
  const [doomed, other] = await Promise.all([startNode(redis.url), startNode(redis.url)]);
  const [alice, bob] = [connect(doomed), connect(other)];
  const welcome = await alice.join({ mode: 'create' });
  await bob.join();
  let acknowledged = 0;
  const bobActs = act(bob, 1, 60);
  const aliceActs = act(alice, 1, 1_000, (seq) => {
    acknowledged = seq;
    if (seq === 30) doomed.kill('SIGKILL');
  });
  await expect(aliceActs).rejects.toThrow('disconnected');
  const last = alice.events.at(-1) as OrderedEvent;
  const back = connect(other);
  const again = await back.join({ token: welcome.token, from: { lamport: last.lamport, id: last.id } });
  expect(again).toMatchObject({ member: welcome.member, reset: false });
  expect(again.lastSeq).toBeGreaterThanOrEqual(acknowledged);
  await act(back, again.lastSeq + 1, 60);
  await bobActs;
  await bob.sees(hasAll(120));
  await back.sees((seen) => seen.events.at(-1)?.id === bob.events.at(-1)?.id);
  expectChain([...welcome.events, ...alice.events, ...again.events, ...back.events]);
  expectChain(bob.events);
  const seqs = bob.events.flatMap((event) =>
    event.from === 'member' && event.by === welcome.member ? [event.seq] : [],
  );
  expect(seqs).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
});

test('[ND5] while Redis is gone acts are refused, and afterwards everyone has the same again', async () => {
  const redis = await startRedisPair();
  const nodes = await Promise.all([startNode(redis.url), startNode(redis.url)]);
  const [alice, bob] = nodes.map(connect) as [SocketMember, SocketMember];
  await alice.join({ mode: 'create' });
  await bob.join();
  await act(alice, 1, 5);
  redis.kill('SIGKILL');
  const refused = await alice.ask('intent', actOf(6));
  expect(refused).toMatchObject({ ok: false, reason: 'storage-failed' });
  await new Promise((resolve) => setTimeout(resolve, OUTAGE_MS));
  await redis.restart();
  await Promise.all([act(alice, 6, 10), act(bob, 1, 10)]);
  await Promise.all([alice, bob].map((member) => member.sees(hasAll(20))));
  expectChain(alice.events);
  expect(idsOf(alice.events).slice(-15)).toEqual(idsOf(bob.events).slice(-15));
  expect([alice, bob].map(({ closings }) => closings)).toEqual([[], []]);
});

test('[ND7] kill -9 of the primary: its replica is promoted, and nothing acknowledged is lost or doubled', async () => {
  const { primary, nodes } = await startWatched();
  const [alice, bob] = nodes.map(connect) as [SocketMember, SocketMember];
  const welcome = await alice.join({ mode: 'create' });
  await bob.join();
  await Promise.all([
    act(alice, 1, 60, (seq) => {
      if (seq === 20) primary.kill('SIGKILL');
    }),
    act(bob, 1, 60),
  ]);
  const judge = connect(nodes[0] as RelayProcess);
  const { events } = await judge.join();
  expectChain(events);
  for (const by of new Set(events.flatMap((event) => (event.from === 'member' ? [event.by] : [])))) {
    const seqs = events.flatMap((event) => (event.from === 'member' && event.by === by ? [event.seq] : []));
    expect(seqs).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  }
  await bob.sees((seen) => seen.events.at(-1)?.lamport === events.at(-1)?.lamport);
  expectChain(bob.events);
  expectChain([...welcome.events, ...alice.events]);
});

test('[ND7 AD22] who knocked before the primary was killed is let in after it, and who was kicked stays out', async () => {
  const { primary, nodes } = await startWatched();
  const [alice, mallory, carol] = [connect(nodes[0]), connect(nodes[1]), connect(nodes[1])];
  await alice.join({ mode: 'create' });
  const { member, token } = await mallory.join();
  const wishes = [
    { kind: 'set-approval', approvesJoiners: true },
    { kind: 'kick', member },
    { kind: 'set-lock', isLocked: false },
  ];
  for (const wish of wishes) expect(await alice.ask('govern', wish)).toMatchObject({ ok: true });
  const knock = joinOf(PARTY, { token: idOf('a newcomer') });
  expect(await carol.ask('join', knock)).toMatchObject({ reason: 'awaiting-approval' });
  await alice.sees(({ knocks }) => knocks.at(-1)?.waiting.length === 1);
  primary.kill('SIGKILL');
  const admit = { kind: 'admit', knock: alice.knocks.at(-1)?.waiting[0]?.knock, isAdmitted: true };
  expect(await askOnceBack(alice, 'govern', admit)).toMatchObject({ ok: true });
  expect(await askOnceBack(carol, 'join', knock)).toMatchObject({ ok: true });
  const again = connect(nodes[1]);
  expect(await askOnceBack(again, 'join', joinOf(PARTY, { token }))).toEqual({ ok: false, reason: 'kicked' });
});

test('[ND1] on a Redis Cluster parties of two nodes work whichever shard they are on', async () => {
  const cluster = await startRedisCluster();
  cleanUps.push(cluster.close);
  const nodes = await Promise.all([1, 2].map(() => startNode(cluster.url, ['--redis-replicas', '0'])));
  // As many as make it next to certain that each of the three shards has some.
  for (let index = 0; index < 12; index += 1) {
    const [alice, bob] = nodes.map(connect) as [SocketMember, SocketMember];
    const party = idOf<PartyId>(`on a shard ${index}`);
    await alice.join({ party, mode: 'create' });
    await bob.join({ party });
    await Promise.all([act(alice, 1, 5), act(bob, 1, 5)]);
    await Promise.all([alice, bob].map((member) => member.sees(hasAll(10))));
    expectChain(alice.events);
    const acts = ({ events }: SocketMember) => idsOf(events.filter(({ from }) => from === 'member'));
    expect(acts(bob)).toEqual(acts(alice));
  }
});

test('[AD10 ND1] who tries codes is counted by all nodes together', async () => {
  const redis = await startRedis();
  cleanUps.push(redis.close);
  const flags = ['--redis-replicas', '0', '--address-failed-joins-per-minute', '4'];
  const nodes = await Promise.all([1, 2].map(() => startNode(redis.url, flags)));
  const members = nodes.map(connect);
  const reasons: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    const member = members[count % 2] as SocketMember;
    const answer = await member.ask('join', joinOf(idOf<PartyId>(`try ${count}`)));
    reasons.push((answer as { reason: string }).reason);
  }
  const [found, limited] = ['no-such-party', 'rate-limited'];
  expect(reasons).toEqual([found, found, found, found, limited, limited]);
});

test('[AD10 ND1] the parties that one address has started are counted by all nodes together', async () => {
  const redis = await startRedis();
  cleanUps.push(redis.close);
  const flags = ['--redis-replicas', '0', '--address-creations-per-hour', '2'];
  const nodes = await Promise.all([1, 2].map(() => startNode(redis.url, flags)));
  const [alice, bob] = nodes.map(connect) as [SocketMember, SocketMember];
  const create = (member: SocketMember, name: string) =>
    member.ask('join', joinOf(idOf<PartyId>(name), { mode: 'create' }));
  expect(await create(alice, 'one')).toMatchObject({ ok: true });
  // It is there, so nothing was started.
  for (let count = 0; count < 3; count += 1)
    expect(await create(bob, 'one')).toMatchObject({ reason: 'party-exists' });
  expect(await create(bob, 'two')).toMatchObject({ ok: true });
  expect(await create(alice, 'three')).toMatchObject({ reason: 'relay-full' });
});
