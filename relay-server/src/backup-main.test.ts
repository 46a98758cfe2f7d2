// Backup and restore as an operator does them: next to a relay that works, by the commands themselves.
import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IntentReply } from '@sameframe/shared/protocol/to-member.ts';
import { afterEach, expect, test } from 'vitest';
import { DATABASE_FILE } from './store/sqlite-database.ts';
import { intentOf } from './testing/drafts.ts';
import { type RelayProcess, spawnRelay } from './testing/relay-process.ts';
import { createSocketMember, type SocketMember } from './testing/socket-member.ts';
import { createTempFolder } from './testing/temp-folder.ts';

const MAIN = fileURLToPath(new URL('./backup-main.ts', import.meta.url));

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

function run(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', MAIN, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

const actOf = (seq: number) => intentOf(seq, { retain: { kind: 'log', log: 'chat', checkpoint: false } });

test('[ST15] a backup taken in the middle of acts holds all that was acknowledged before, and a relay goes on from it', async () => {
  const dataDir = makeFolder();
  const relay = await start(dataDir);
  const alice = connect(relay);
  const { token } = await alice.join({ mode: 'create' });
  const acknowledged: string[] = [];
  let isActing = true;
  const acting = (async () => {
    for (let seq = 1; isActing; seq += 1) {
      const reply = (await alice.ask('intent', actOf(seq))) as IntentReply;
      if (reply.ok) acknowledged.push(reply.ref.id);
    }
  })();
  await alice.sees(({ events }) => events.length > 20);
  const before = [...acknowledged];
  const target = join(makeFolder(), 'backup.db');
  const backup = await run('backup', '--data-dir', dataDir, '--to', target);
  expect(backup).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('1 parties') });
  isActing = false;
  await acting;
  expect(acknowledged.length).toBeGreaterThan(before.length);
  relay.kill('SIGKILL');
  await relay.ended;

  const restored = join(makeFolder(), 'data');
  expect(await run('restore', '--from', target, '--data-dir', restored)).toMatchObject({ code: 0 });
  const back = connect(await start(restored));
  const welcome = await back.join({ token });
  const kept = welcome.events.map(({ id }) => id as string);
  for (const id of before) expect(kept).toContain(id);
  expect(await back.ask('intent', actOf(welcome.lastSeq + 1))).toMatchObject({ ok: true });
});

test('[ST15] neither backup nor restore replaces anything, nor restores beside a running relay', async () => {
  const dataDir = makeFolder();
  const target = join(makeFolder(), 'backup.db');
  expect(await run('backup', '--data-dir', dataDir, '--to', target)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there is no database'),
  });
  const relay = await start(dataDir);
  expect(await run('backup', '--data-dir', dataDir, '--to', target)).toMatchObject({ code: 0 });
  const again = await run('backup', '--data-dir', dataDir, '--to', target);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') });
  const running = await run('restore', '--data-dir', dataDir, '--from', target);
  expect(running).toMatchObject({ code: 1, stderr: expect.stringContaining('another relay uses') });
  relay.kill('SIGTERM');
  await relay.ended;
  const stopped = await run('restore', '--data-dir', dataDir, '--from', target);
  expect(stopped).toMatchObject({ code: 1, stderr: expect.stringContaining('Move it to a safe place') });
});

test('[ST15] a damaged backup is not restored, and leaves nothing behind', async () => {
  const source = join(makeFolder(), 'backup.db');
  writeFileSync(source, 'no database '.repeat(1_000));
  const dataDir = makeFolder();
  const end = await run('restore', '--data-dir', dataDir, '--from', source);
  expect(end).toMatchObject({ code: 1, stderr: expect.stringContaining('is damaged') });
  expect(readdirSync(dataDir).filter((name) => name.startsWith(DATABASE_FILE))).toEqual([]);
  expect(await run('restore')).toMatchObject({ code: 2, stderr: expect.stringContaining('usage:') });
});
