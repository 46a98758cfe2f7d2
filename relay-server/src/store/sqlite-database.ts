// Opens the database file so that a commit is on disk when it returns. Every failure is a StoreError with advice.
// Knows nothing of parties.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { StoreError } from './party-store.ts';
import { damaged, explaining, newerVersion } from './sqlite-errors.ts';
import { type FolderLock, lockFolder } from './sqlite-lock.ts';
import { MIGRATIONS } from './sqlite-migrations.ts';

export const DATABASE_FILE = 'sameframe.db';
/** Readers hold nobody up; a shell that writes gets this long to finish when the relay starts. */
const START_BUSY_TIMEOUT_MS = 1_000;
/** And this long from then on, as the whole relay stands meanwhile. */
const BUSY_TIMEOUT_MS = 50;
/** After a burst the log of writes gives its space back down to this. */
const WRITE_LOG_LIMIT_BYTES = 16_777_216;
/** Kept for what comes next: what is given back has to be asked for again. */
const RESERVE_PAGES = 1_024;
/** 2 MB, in a few milliseconds: nobody waits noticeably. */
const GIVEN_BACK_PAGES = 512;

type Parameter = string | number | null;

export interface Statement<Row> {
  get(...parameters: Parameter[]): Row | undefined;
  all(...parameters: Parameter[]): Row[];
  /** How many rows were changed. */
  run(...parameters: Parameter[]): number;
}

export interface SqliteDatabase {
  prepare<Row = never>(sql: string): Statement<Row>;
  /** How many transactions were undone: what is remembered of the time before may never have been. */
  readonly rollbacks: number;
  /** All or nothing. Never nested. */
  transact<Value>(work: () => Value): Value;
  /** Gives some of the unused space back to the disk: to be called once in a while. */
  giveSpaceBack(): void;
  close(): void;
}

export function openDatabase(dataDir: string): SqliteDatabase {
  const file = join(dataDir, DATABASE_FILE);
  const lock = explaining(file, () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return lockFolder(dataDir);
  });
  try {
    const database = explaining(file, () => openFile(file));
    return wrapDatabase(database, lock, file);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openFile(file: string): Database.Database {
  const database = new Database(file, { timeout: START_BUSY_TIMEOUT_MS });
  try {
    // Looked at before anything is written: a file that is refused stays as it was.
    const version = checkFile(database, file);
    database.pragma('journal_mode = WAL');
    // An acknowledged event has to survive a power cut, not only a crash of the relay.
    database.pragma('synchronous = FULL');
    database.pragma(`journal_size_limit = ${WRITE_LOG_LIMIT_BYTES}`);
    migrate(database, version);
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Throws a StoreError unless the file is whole and of a version that this relay knows; answers the version. */
export function checkFile(database: Database.Database, file: string): number {
  const [check] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check?: unknown }[];
  if (check?.quick_check !== 'ok') throw damaged(file, check?.quick_check);
  const [form] = database.prepare('PRAGMA user_version').all() as { user_version: number }[];
  const version = form?.user_version ?? 0;
  if (version > MIGRATIONS.length) throw newerVersion(file, version, MIGRATIONS.length);
  return version;
}

/** Each step is whole or not at all, so that a crash between two of them is a start like any other. */
function migrate(database: Database.Database, version: number): void {
  for (const [index, { sql, isRewrite }] of MIGRATIONS.entries()) {
    if (index < version) continue;
    const done = `PRAGMA user_version = ${index + 1}`;
    // SQLite rewrites a file only outside of transactions. A crash before the version is set rewrites it once more.
    database.exec(isRewrite ? `${sql}; ${done}` : `BEGIN IMMEDIATE; ${sql}; ${done}; COMMIT`);
  }
}

function wrapDatabase(database: Database.Database, lock: FolderLock, file: string): SqliteDatabase {
  // libsql goes on using a closed database, or aborts the whole process: nothing may get that far.
  let isClosed = false;
  const guard = <Value>(work: () => Value): Value => {
    if (isClosed) throw new StoreError('closed', 'the store is closed', 'Start the relay again.');
    return explaining(file, work);
  };
  // libsql 0.5.29: a prepared BEGIN or COMMIT that has failed counts as running, and the file could not be closed whole.
  const begin = () => guard(() => database.exec('BEGIN IMMEDIATE'));
  const commit = () => guard(() => database.exec('COMMIT'));
  let rollbacks = 0;
  const selectFree = guard(() => database.prepare('PRAGMA freelist_count'));
  return {
    prepare<Row>(sql: string): Statement<Row> {
      const statement = guard(() => database.prepare(sql));
      const all = (...parameters: Parameter[]): Row[] => guard(() => statement.all(...parameters) as Row[]);
      return {
        // libsql 0.5.29: `get` after `all` on one statement ignores its parameters and answers with old rows.
        get: (...parameters) => all(...parameters)[0],
        all,
        run: (...parameters) => guard(() => statement.run(...parameters).changes),
      };
    },
    get rollbacks() {
      return rollbacks;
    },
    transact(work) {
      begin();
      try {
        const value = work();
        commit();
        return value;
      } catch (error) {
        rollbacks += 1;
        // SQLite has rolled back by itself after some errors (disk full), and not after others.
        if (!isClosed && database.inTransaction) guard(() => database.exec('ROLLBACK'));
        throw error;
      }
    },
    giveSpaceBack() {
      const free = guard(() => selectFree.all()) as { freelist_count: number }[];
      if ((free[0]?.freelist_count ?? 0) <= RESERVE_PAGES) return;
      guard(() => database.exec(`PRAGMA incremental_vacuum(${GIVEN_BACK_PAGES})`));
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      explaining(file, () => releaseFile(database, lock));
    },
  };
}

/**
 * Leaves one complete file behind, as long as nobody else reads it. libsql keeps a closed database open while any
 * statement is alive, so closing alone does not.
 */
function releaseFile(database: Database.Database, lock: FolderLock): void {
  try {
    database.pragma('journal_mode = DELETE');
  } catch (error) {
    // A backup is under way: the log of writes stays beside the file, and the next start reads both.
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'SQLITE_BUSY') throw error;
  } finally {
    database.close();
    lock.release();
  }
}
