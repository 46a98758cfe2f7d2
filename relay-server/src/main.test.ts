// The relay as a process: killed in the middle of work, stopped, and started where it cannot start.
import { readdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { EventRef, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { IntentReply, Welcome } from '@sameframe/shared/protocol/to-member.ts';
import { afterEach, expect, test } from 'vitest';
import { DATABASE_FILE } from './store/sqlite-database.ts';
import { LOCK_FILE } from './store/sqlite-lock.ts';
import { intentOf } from './testing/drafts.ts';
import { type RelayProcess, runRelayToItsEnd, spawnRelay } from './testing/relay-process.ts';
import { createSocketMember, type SocketMember } from './testing/socket-member.ts';
import { createTempFolder } from './testing/temp-folder.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function makeFolder(): string {
  const folder = createTempFolder();
  cleanUps.push(folder.remove);
  return folder.path;
}

async function start(dataDir: string): Promise<RelayProcess> {
  const relay = await spawnRelay(['--data-dir', dataDir]);
  cleanUps.push(() => {
    relay.kill('SIGKILL');
    return relay.ended;
  });
  return relay;
}

function connect(relay: RelayProcess): SocketMember {
  const member = createSocketMember(relay.url);
  cleanUps.push(() => member.socket.disconnect());
  return member;
}

/** Acts without a pause until the connection is lost; what was acknowledged, by seq. */
async function actUntilLost(member: SocketMember, onAck: () => void): Promise<Map<number, EventRef>> {
  const acknowledged = new Map<number, EventRef>();
  let isLost = false;
  const lost = member.lost.then(() => {
    isLost = true;
  });
  for (let seq = 1; !isLost; seq += 1) {
    const reply = new Promise<IntentReply>((resolve) => member.socket.emit('intent', actOf(seq), resolve));
    const answer = await Promise.race([reply, lost]);
    if (answer?.ok) acknowledged.set(seq, answer.ref);
    onAck();
  }
  return acknowledged;
}

const actOf = (seq: number) => intentOf(seq, { retain: { kind: 'log', log: 'chat', checkpoint: false } });

function seqsBy(events: readonly OrderedEvent[], welcome: Welcome): number[] {
  return events.flatMap((event) =>
    event.from === 'member' && event.by === welcome.member ? [event.seq] : [],
  );
}

test('[ST1] after kill -9 in the middle of acts, all that was acknowledged is there, once, and seqs go on', async () => {
  const dataDir = makeFolder();
  const killed = await start(dataDir);
  const members = [connect(killed), connect(killed)] as const;
  const tokens: string[] = [];
  for (const [index, member] of members.entries()) {
    tokens.push((await member.join({ mode: index === 0 ? 'create' : 'join' })).token);
  }
  let acks = 0;
  const onAck = () => {
    acks += 1;
    if (acks === 60) killed.kill('SIGKILL');
  };
  const acknowledged = await Promise.all(members.map((member) => actUntilLost(member, onAck)));
  expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' });

  const restarted = await start(dataDir);
  for (const [index, acks] of acknowledged.entries()) {
    const member = connect(restarted);
    const welcome = await member.join({ token: tokens[index] as Welcome['token'] });
    const seqs = seqsBy(welcome.events, welcome);
    expect(seqs).toEqual(Array.from({ length: welcome.lastSeq }, (_, count) => count + 1));
    for (const [seq, ref] of acks) {
      const kept = welcome.events.find((event) => event.id === ref.id);
      expect(kept).toMatchObject({ ...actOf(seq), lamport: ref.lamport, by: welcome.member });
    }
    expect(acks.size).toBeGreaterThan(10);
    // The one that was under way may have been kept or not; asking again settles it either way.
    const last = [...acks.keys()].at(-1) ?? 0;
    expect(welcome.lastSeq - last).toBeOneOf([0, 1]);
    expect(await member.ask('intent', actOf(last + 1))).toMatchObject({ ok: true });
    expect(await member.ask('intent', actOf(last + 2))).toMatchObject({ ok: true });
  }
});

test('[ST1] after kill -9 nobody has left, and a member goes on from where it was', async () => {
  const dataDir = makeFolder();
  const killed = await start(dataDir);
  const [alice, bob] = [connect(killed), connect(killed)] as const;
  const welcome = await alice.join({ mode: 'create' });
  const { member } = await bob.join();
  await alice.ask('intent', intentOf(1));
  await alice.sees(({ events }) => events.some((event) => event.from === 'relay'));
  const last = alice.events.at(-1) as OrderedEvent;
  killed.kill('SIGKILL');
  await killed.ended;
  const back = connect(await start(dataDir));
  const again = await back.join({
    token: welcome.token,
    from: { lamport: last.lamport, id: last.id },
  });
  expect(again).toMatchObject({ member: welcome.member, lastSeq: 1, reset: false, events: [] });
  expect(again.roster.members.map(({ id }) => id)).toContain(member);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '[OP1] %s ends it in order: a word to everyone, exit 0, one file',
  async (signal) => {
    const dataDir = makeFolder();
    const relay = await start(dataDir);
    const alice = connect(relay);
    await alice.join({ mode: 'create' });
    relay.kill(signal);
    expect(await relay.ended).toMatchObject({ code: 0, stderr: '' });
    expect(alice.closings).toEqual([{ reason: 'draining', retryAfterMs: 0 }]);
    expect(readdirSync(dataDir)).toEqual([LOCK_FILE, DATABASE_FILE]);
  },
);

test('[OP2] a port that is taken is named, with what to do', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => new Promise((resolve) => taken.close(resolve)));
  const { port } = taken.address() as AddressInfo;
  const end = await runRelayToItsEnd(['--data-dir', makeFolder(), `--port=${port}`]);
  expect(end).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`port ${port} on 127.0.0.1 is in use`),
  });
  expect(end.stderr).toContain('set PORT, or its flag, to another');
});

test('[ST9] a data folder that cannot be is named, with what to do', async () => {
  const file = join(makeFolder(), 'a-file');
  writeFileSync(file, '');
  const end = await runRelayToItsEnd(['--data-dir', join(file, 'data')]);
  expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot write the database') });
  expect(end.stderr).toContain('Set DATA_DIR');
  expect(end.stderr).not.toContain('    at ');
});

test('[ST9] a damaged database is named, with how to repair it', async () => {
  const dataDir = makeFolder();
  writeFileSync(join(dataDir, DATABASE_FILE), 'not a database '.repeat(1_000));
  const end = await runRelayToItsEnd(['--data-dir', dataDir]);
  expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining('is damaged') });
  expect(end.stderr).toContain('.recover');
});

test('[CF2] nonsense ends it before anything is opened', async () => {
  const end = await runRelayToItsEnd(['--member-lease-ms', 'soon']);
  expect(end).toMatchObject({ code: 2, stderr: expect.stringContaining('must be a whole number from') });
});
