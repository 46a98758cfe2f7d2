// One relay per folder: a second one would order events that the first one's members never hear of. Held by a file
// of its own, so that the database stays open to readers: a backup, a shell.
import { join } from 'node:path';
import Database from 'libsql';
import { StoreError } from './party-store.ts';

export const LOCK_FILE = 'relay.lock';
/** Another relay that is just stopping (up to 5 s) gets this long to let the folder go. */
const LOCK_TIMEOUT_MS = 3_000;

export interface FolderLock {
  release(): void;
}

/**
 * The lock is the operating system's and ends with the process, however that ends. Throws a StoreError, or what
 * SQLite says about a folder that cannot be.
 */
export function lockFolder(dataDir: string, timeoutMs = LOCK_TIMEOUT_MS): FolderLock {
  const lock = new Database(join(dataDir, LOCK_FILE), { timeout: timeoutMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'SQLITE_BUSY') throw error;
    const advice = 'Stop the other relay, or give this one its own DATA_DIR.';
    throw new StoreError('in-use', `another relay uses the database in ${dataDir}`, advice, error);
  }
  return {
    release() {
      lock.exec('ROLLBACK');
      lock.close();
    },
  };
}
