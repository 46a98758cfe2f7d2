// Turns whatever SQLite and the file system say into a StoreError with advice. A bug stays what it is.
import { StoreError } from './party-store.ts';

/** Runs what may fail for reasons that an operator can do something about. */
export function explaining<Value>(file: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw explainError(error, file);
  }
}

function explainError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damaged(file, error.message, error);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    const advice = 'End what has locked it: a shell with an open transaction, for example.';
    return new StoreError('in-use', `another program has locked the database ${file}`, advice, error);
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

export function damaged(file: string, detail: unknown, cause?: unknown): StoreError {
  const advice = [
    'The file was left as it is. To repair it: stop the relay; copy the file, and those beside it that end in',
    '-wal and -shm, to a safe place; then either move all of them away and put a backup in their place with',
    '  npm run relay:restore -- --from BACKUP',
    'or rescue what is readable with',
    `  sqlite3 ${file} .recover | sqlite3 repaired.db`,
    'and put repaired.db in their place. Moving them away alone starts with no parties at all.',
  ].join('\n');
  return new StoreError('damaged', `the database ${file} is damaged (${String(detail)})`, advice, cause);
}

export function newerVersion(file: string, version: number, known: number): StoreError {
  const message = `the database ${file} has version ${version}; this relay knows versions up to ${known}`;
  return new StoreError('newer-version', message, 'Update the relay, or give this one its own DATA_DIR.');
}
