// Copies of the database: taken while a relay runs, and put in the place of a lost one. Neither replaces a file.
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { StoreError } from './party-store.ts';
import { checkFile, DATABASE_FILE } from './sqlite-database.ts';
import { explaining } from './sqlite-errors.ts';
import { lockFolder } from './sqlite-lock.ts';

export interface Contents {
  readonly parties: number;
  readonly events: number;
}

/** Whoever restores is asked at once, not after a relay has had time to stop. */
const NO_WAIT_MS = 0;
const READ_TIMEOUT_MS = 5_000;

/** Every event that was acknowledged before the call is in the copy. Throws a StoreError. */
export function backUpDatabase(dataDir: string, target: string): Contents {
  const file = join(dataDir, DATABASE_FILE);
  if (!existsSync(file)) {
    throw new StoreError(
      'failed',
      `there is no database ${file}`,
      'Set DATA_DIR to the folder of the relay.',
    );
  }
  refuseToReplace(target);
  return explaining(target, () =>
    putInPlace(target, (part) => {
      const database = new Database(file, { readonly: true, timeout: READ_TIMEOUT_MS });
      try {
        // One consistent state, as of now; the relay goes on writing meanwhile.
        database.exec(`VACUUM INTO '${part.replaceAll("'", "''")}'`);
      } finally {
        database.close();
      }
    }),
  );
}

/** Makes a backup the database of a relay that is stopped and has none. Throws a StoreError. */
export function restoreDatabase(source: string, dataDir: string): Contents {
  if (!existsSync(source)) {
    throw new StoreError(
      'failed',
      `there is no backup ${source}`,
      'Name the file that a backup was written to.',
    );
  }
  const target = join(dataDir, DATABASE_FILE);
  return explaining(target, () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const lock = lockFolder(dataDir, NO_WAIT_MS);
    try {
      // A log of writes that belongs to another file would be read into this one.
      for (const ending of ['', '-wal', '-shm', '-journal']) refuseToReplace(target + ending);
      return putInPlace(target, (part) => copyFileSync(source, part));
    } finally {
      lock.release();
    }
  });
}

function refuseToReplace(file: string): void {
  if (!existsSync(file)) return;
  const advice = 'Move it to a safe place first, or choose another name: nothing is ever replaced.';
  throw new StoreError('failed', `${file} is there already`, advice);
}

/** Under the target's name there is never anything but a whole, checked database that is on disk. */
function putInPlace(target: string, write: (part: string) => void): Contents {
  const part = `${target}.part`;
  rmSync(part, { force: true });
  try {
    write(part);
    const contents = inspect(part);
    flush(part, 'r+');
    renameSync(part, target);
    // Windows keeps names by itself, and lets nobody open a folder.
    if (process.platform !== 'win32') flush(dirname(target), 'r');
    return contents;
  } finally {
    rmSync(part, { force: true });
  }
}

function inspect(file: string): Contents {
  const database = new Database(file, { readonly: true });
  try {
    checkFile(database, file);
    const sql = 'SELECT (SELECT count(*) FROM parties) AS parties, (SELECT count(*) FROM events) AS events';
    const [row] = database.prepare(sql).all() as Contents[];
    return { parties: row?.parties ?? 0, events: row?.events ?? 0 };
  } finally {
    database.close();
  }
}

function flush(path: string, mode: 'r' | 'r+'): void {
  const descriptor = openSync(path, mode);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
