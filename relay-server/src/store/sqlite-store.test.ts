import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventId, MemberId, PartyId } from '@sameframe/shared/ids.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import Database from 'libsql';
import { afterEach, describe, expect, test } from 'vitest';
import type { ConnectionId } from '../party/session.ts';
import { bodyOf, idOf, intentOf } from '../testing/drafts.ts';
import { createTempFolder, type TempFolder } from '../testing/temp-folder.ts';
import { type PromptStore, StoreError, type TokenHash } from './party-store.ts';
import { DATABASE_FILE } from './sqlite-database.ts';
import { LOCK_FILE } from './sqlite-lock.ts';
import { MIGRATIONS } from './sqlite-migrations.ts';
import { createPromptSqliteStore, createSqliteStore } from './sqlite-store.ts';
import { describeRestartContract, describeStoreContract } from './store-contract.ts';

const PARTY = idOf<PartyId>('a party');
const ALICE = idOf<MemberId>('alice');

describe.each([
  ['commit by commit', createPromptSqliteStore],
  ['in groups', createSqliteStore],
])('%s', (_how, create) => {
  const open = () => {
    const folder = createTempFolder();
    const store = create(folder.path);
    return {
      store,
      async dispose() {
        await store.close();
        folder.remove();
      },
    };
  };
  describeStoreContract('sqlite store', open);
  describeRestartContract('sqlite store', open);
});

type Row = Record<string, string | number | null>;

/** All that a closed database holds, by table. */
function readRows(path: string): Map<string, Row[]> {
  const database = new Database(join(path, DATABASE_FILE), { readonly: true });
  const tables = ['parties', 'members', 'receipts', 'events'];
  const rows = new Map(
    tables.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all() as Row[]]),
  );
  database.close();
  return rows;
}

/** What an older form has no column for is left out. */
function writeRows(database: Database.Database, rows: Map<string, Row[]>): void {
  for (const [table, each] of rows) {
    const known = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as {
      name: string;
    }[];
    const columns = new Set(known.map(({ name }) => name));
    for (const row of each) {
      const entries = Object.entries(row).filter(([name]) => columns.has(name));
      const names = entries.map(([name]) => name).join(', ');
      const places = entries.map(() => '?').join(', ');
      database
        .prepare(`INSERT INTO ${table} (${names}) VALUES (${places})`)
        .run(...entries.map(([, value]) => value));
    }
  }
}

describe('the database file', () => {
  let folders: TempFolder[] = [];
  let stores: PromptStore[] = [];
  const makeFolder = () => {
    const folder = createTempFolder();
    folders.push(folder);
    return folder.path;
  };
  const open = (path: string) => {
    const store = createPromptSqliteStore(path);
    stores.push(store);
    return store;
  };
  afterEach(() => {
    for (const store of stores) store.close();
    for (const folder of folders) folder.remove();
    stores = [];
    folders = [];
  });

  const fill = (store: PromptStore, events: number, party = PARTY) => {
    const now = 5 as RelayMs;
    store.join({
      party,
      mode: 'create',
      shown: null,
      hello: null,
      connection: 'a connection' as ConnectionId,
      freshMember: ALICE,
      nextToken: 'a hash' as TokenHash,
      now,
      leaseUntil: now,
      maxParties: 1_000,
      maxMembers: 1,
    });
    for (let seq = 1; seq <= events; seq += 1) {
      const intent = intentOf(seq, { body: bodyOf(`${seq} `.repeat(100)) });
      store.append({ party, member: ALICE, intent, id: idOf<EventId>(`event ${seq}`), now });
    }
  };

  const problemOf = (path: string) => {
    try {
      open(path);
    } catch (error) {
      if (error instanceof StoreError) return { code: error.code, advice: error.advice };
      throw error;
    }
    return null;
  };

  test('[ST1] holds everything when it is opened again', () => {
    const path = makeFolder();
    const store = open(path);
    fill(store, 3);
    const before = store.catchUp(PARTY, null);
    store.close();
    expect(open(path).catchUp(PARTY, null)).toEqual(before);
    expect(before?.events).toHaveLength(3);
  });

  test('[ST1] is one complete file after a clean stop', () => {
    const path = makeFolder();
    const store = open(path);
    fill(store, 3);
    store.close();
    expect(readdirSync(path)).toEqual([LOCK_FILE, DATABASE_FILE]);
  });

  test('[ST9] is refused when it is no database, with advice, and left as it was', () => {
    const path = makeFolder();
    const file = join(path, DATABASE_FILE);
    writeFileSync(file, 'this is a film, not a database. '.repeat(300));
    const before = readFileSync(file);
    expect(problemOf(path)).toEqual({ code: 'damaged', advice: expect.stringContaining('.recover') });
    expect(readFileSync(file)).toEqual(before);
  });

  test.each([
    ['overwritten in the middle', (bytes: Buffer) => bytes.fill(0xab, 4_096 * 2 + 100, 4_096 * 6)],
    ['cut short', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2))],
  ])('[ST9] is refused when it was %s, and left as it was', (_how, damage) => {
    const path = makeFolder();
    const store = open(path);
    fill(store, 100);
    store.close();
    const file = join(path, DATABASE_FILE);
    writeFileSync(file, damage(readFileSync(file)));
    const before = readFileSync(file);
    expect(problemOf(path)).toMatchObject({ code: 'damaged' });
    expect(readFileSync(file)).toEqual(before);
  });

  test('[ST13] is brought up from every older version, with all that is in it', () => {
    const path = makeFolder();
    const store = open(path);
    fill(store, 3);
    const kept = store.catchUp(PARTY, null);
    store.close();
    const rows = readRows(path);
    for (let version = 0; version < MIGRATIONS.length; version += 1) {
      const older = makeFolder();
      const database = new Database(join(older, DATABASE_FILE));
      for (const { sql } of MIGRATIONS.slice(0, version)) database.exec(sql);
      database.pragma(`user_version = ${version}`);
      if (version > 0) writeRows(database, rows);
      database.close();
      expect(open(older).catchUp(PARTY, null)).toEqual(version > 0 ? kept : null);
      const opened = new Database(join(older, DATABASE_FILE), { readonly: true });
      expect(opened.prepare('PRAGMA user_version').all()).toEqual([{ user_version: MIGRATIONS.length }]);
      expect(opened.prepare('PRAGMA auto_vacuum').all()).toEqual([{ auto_vacuum: 2 }]);
      opened.close();
    }
  });

  test('[ST14] gives the space of ended parties back while it is in use', () => {
    const path = makeFolder();
    const store = open(path);
    const now = 5 as RelayMs;
    const parties = Array.from({ length: 110 }, (_, index) => idOf<PartyId>(`party ${index}`));
    for (const party of parties) {
      fill(store, 0, party);
      for (let seq = 1; seq <= 4; seq += 1) {
        const intent = intentOf(seq, { body: bodyOf(`${seq} `.repeat(10_000)) });
        store.append({ party, member: ALICE, intent, id: idOf<EventId>(`event ${seq}`), now });
      }
      store.leave({ party, member: ALICE }, now);
    }
    const pages = () => {
      const reader = new Database(join(path, DATABASE_FILE), { readonly: true });
      const [row] = reader.prepare('PRAGMA page_count').all() as { page_count: number }[];
      reader.close();
      return row?.page_count ?? 0;
    };
    const before = pages();
    let ended = 0;
    for (let sweeps = 0; sweeps < 20; sweeps += 1) ended += store.endParties(now);
    expect(ended).toBe(parties.length);
    expect(before).toBeGreaterThan(3_000);
    expect(pages()).toBeLessThan(before / 2);
  });

  test('[ST2] [ST16] that somebody else has locked costs all who ask at once one moment, and is closed whole after it', async () => {
    const path = makeFolder();
    const store = createSqliteStore(path);
    const shell = new Database(join(path, DATABASE_FILE));
    shell.exec('BEGIN IMMEDIATE');
    const startedAt = performance.now();
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => store.verify()));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    for (const answer of answers) expect(answer).toMatchObject({ reason: { code: 'in-use' } });
    shell.exec('ROLLBACK');
    shell.close();
    await store.close();
    expect(readdirSync(path)).toEqual([LOCK_FILE, DATABASE_FILE]);
  });

  test('[ST9] is refused when a newer relay wrote it', () => {
    const path = makeFolder();
    open(path).close();
    const database = new Database(join(path, DATABASE_FILE));
    database.pragma('user_version = 99');
    database.close();
    expect(problemOf(path)).toMatchObject({
      code: 'newer-version',
      advice: expect.stringContaining('Update the relay'),
    });
  });

  test('[ST9] is refused while another relay has it', () => {
    const path = makeFolder();
    open(path);
    expect(problemOf(path)).toMatchObject({ code: 'in-use' });
  });

  test('[ST9] cannot be in a place where no folder can be', () => {
    const path = makeFolder();
    writeFileSync(join(path, 'a-file'), '');
    const problem = problemOf(join(path, 'a-file', 'data'));
    expect(problem).toEqual({ code: 'unwritable', advice: expect.stringContaining('DATA_DIR') });
    expect(existsSync(join(path, 'a-file', 'data'))).toBe(false);
  });
});
