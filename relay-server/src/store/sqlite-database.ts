// Opens the database file so that a commit is on disk when it returns, and turns whatever SQLite says into a
// StoreError with advice. The only importer of libsql. Knows nothing of parties.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { StoreError } from './party-store.ts';
import { MIGRATIONS } from './sqlite-migrations.ts';

export const DATABASE_FILE = 'sameframe.db';
/** Another relay that is just stopping (up to 5 s) gets this long to let the file go. */
const LOCK_TIMEOUT_MS = 3_000;

type Parameter = string | number | null;

export interface Statement<Row> {
  get(...parameters: Parameter[]): Row | undefined;
  all(...parameters: Parameter[]): Row[];
  /** How many rows were changed. */
  run(...parameters: Parameter[]): number;
}

export interface SqliteDatabase {
  prepare<Row = never>(sql: string): Statement<Row>;
  /** All or nothing. Never nested. */
  transact<Value>(work: () => Value): Value;
  close(): void;
}

export function openDatabase(dataDir: string): SqliteDatabase {
  const file = join(dataDir, DATABASE_FILE);
  const explain = (error: unknown) => explainError(error, file);
  const database = attempt(explain, () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return new Database(file, { timeout: LOCK_TIMEOUT_MS });
  });
  try {
    attempt(explain, () => prepareFile(database, file));
  } catch (error) {
    database.close();
    throw error;
  }
  return wrapDatabase(database, explain);
}

function prepareFile(database: Database.Database, file: string): void {
  // One relay per file: a second one would order events that the first one's members never hear of.
  database.pragma('locking_mode = EXCLUSIVE');
  // Looked at before anything is written: a file that is refused stays as it was.
  const [check] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check?: unknown }[];
  if (check?.quick_check !== 'ok') throw damaged(file, check?.quick_check);
  const [form] = database.prepare('PRAGMA user_version').all() as { user_version: number }[];
  const version = form?.user_version ?? 0;
  if (version > MIGRATIONS.length) throw newerVersion(file, version);
  database.pragma('journal_mode = WAL');
  // An acknowledged event has to survive a power cut, not only a crash of the relay.
  database.pragma('synchronous = FULL');
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN IMMEDIATE; ${migration}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}

function wrapDatabase(database: Database.Database, explain: (error: unknown) => unknown): SqliteDatabase {
  // libsql goes on using a closed database, or aborts the whole process: nothing may get that far.
  let isClosed = false;
  const guard = <Value>(work: () => Value): Value => {
    if (isClosed) throw new StoreError('closed', 'the store is closed', 'Start the relay again.');
    return attempt(explain, work);
  };
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
    transact(work) {
      guard(() => database.exec('BEGIN IMMEDIATE'));
      try {
        const value = work();
        guard(() => database.exec('COMMIT'));
        return value;
      } catch (error) {
        // SQLite has rolled back by itself after some errors (disk full), and not after others.
        if (!isClosed && database.inTransaction) guard(() => database.exec('ROLLBACK'));
        throw error;
      }
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      attempt(explain, () => releaseFile(database));
    },
  };
}

/**
 * Leaves one complete file behind and gives up the lock. libsql keeps a closed database open as long as any
 * statement is alive, so closing alone does neither.
 */
function releaseFile(database: Database.Database): void {
  try {
    database.pragma('journal_mode = DELETE');
    database.pragma('locking_mode = NORMAL');
    database.prepare('SELECT count(*) FROM parties').get();
  } finally {
    database.close();
  }
}

function attempt<Value>(explain: (error: unknown) => unknown, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw explain(error);
  }
}

/** A bug is no storage problem and stays what it is. */
function explainError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damaged(file, error.message, error);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    const advice = 'Stop the other relay, or give this one its own DATA_DIR.';
    return new StoreError('in-use', `another relay uses the database ${file}`, advice, error);
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    const advice = 'Free some space. The relay goes on by itself once it can write again.';
    return new StoreError('full', `the disk with the database ${file} is full`, advice, error);
  }
  if (isUnwritable(error, code)) {
    const advice =
      'Set DATA_DIR to a folder in which the user that runs the relay may create and write files.';
    return new StoreError('unwritable', `cannot write the database ${file}: ${error.message}`, advice, error);
  }
  if (!code.startsWith('SQLITE_')) return error;
  const advice = 'Look at the disk and its free space, then start the relay again.';
  return new StoreError('failed', `the database ${file} failed (${code}): ${error.message}`, advice, error);
}

function isUnwritable(error: Error, code: string): boolean {
  if (/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|SQLITE_(CANTOPEN|READONLY|PERM|AUTH))/.test(code))
    return true;
  // libsql reports a file that cannot be opened without a code; 14 is SQLITE_CANTOPEN.
  return /^ConnectionFailed\(.*: 14"\)$/.test(error.message);
}

function damaged(file: string, detail: unknown, cause?: unknown): StoreError {
  const advice = [
    'The file was left as it is. To repair it: stop the relay; copy the file, and those beside it that end in',
    '-wal and -shm, to a safe place; then either put a backup in its place, or rescue what is readable with',
    `  sqlite3 ${file} .recover | sqlite3 repaired.db`,
    'and put repaired.db in its place. Moving the file away starts with no parties at all.',
  ].join('\n');
  return new StoreError('damaged', `the database ${file} is damaged (${String(detail)})`, advice, cause);
}

function newerVersion(file: string, version: number): StoreError {
  const message = `the database ${file} has version ${version}; this relay knows versions up to ${MIGRATIONS.length}`;
  return new StoreError('newer-version', message, 'Update the relay, or give this one its own DATA_DIR.');
}
