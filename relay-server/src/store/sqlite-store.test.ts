import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventId, MemberId, PartyId } from '@sameframe/shared/ids.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import Database from 'libsql';
import { afterEach, describe, expect, test } from 'vitest';
import { bodyOf, idOf, intentOf } from '../testing/drafts.ts';
import { createTempFolder, type TempFolder } from '../testing/temp-folder.ts';
import { type PartyStore, StoreError, type TokenHash } from './party-store.ts';
import { DATABASE_FILE } from './sqlite-database.ts';
import { createSqliteStore } from './sqlite-store.ts';
import { describeStoreContract } from './store-contract.ts';

const PARTY = idOf<PartyId>('a party');
const ALICE = idOf<MemberId>('alice');

describeStoreContract('sqlite store', () => {
  const folder = createTempFolder();
  const store = createSqliteStore(folder.path);
  return {
    store,
    dispose() {
      store.close();
      folder.remove();
    },
  };
});

describe('the database file', () => {
  let folders: TempFolder[] = [];
  let stores: PartyStore[] = [];
  const makeFolder = () => {
    const folder = createTempFolder();
    folders.push(folder);
    return folder.path;
  };
  const open = (path: string) => {
    const store = createSqliteStore(path);
    stores.push(store);
    return store;
  };
  afterEach(() => {
    for (const store of stores) store.close();
    for (const folder of folders) folder.remove();
    stores = [];
    folders = [];
  });

  const fill = (store: PartyStore, events: number) => {
    const now = 5 as RelayMs;
    store.join({
      party: PARTY,
      mode: 'create',
      shown: null,
      freshMember: ALICE,
      nextToken: 'a hash' as TokenHash,
      now,
      leaseUntil: now,
      maxParties: 1,
      maxMembers: 1,
    });
    for (let seq = 1; seq <= events; seq += 1) {
      const intent = intentOf(seq, { body: bodyOf(`${seq} `.repeat(100)) });
      store.append({ party: PARTY, member: ALICE, intent, id: idOf<EventId>(`event ${seq}`), now });
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
    expect(readdirSync(path)).toEqual([DATABASE_FILE]);
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
