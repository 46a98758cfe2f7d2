// Zips a folder so that equal contents give equal bytes: sorted names, one fixed date, no file modes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

// The first moment a zip can express; built from local fields because zips hold local time.
const FIXED_TIME = new Date(1980, 0, 1);

export function zipFolder(folder: string, zipFile: string): void {
  const entries: Zippable = {};
  for (const file of listFiles(folder)) {
    entries[file] = [readFileSync(join(folder, file)), { mtime: FIXED_TIME, level: 9, os: 3 }];
  }
  writeFileSync(zipFile, zipSync(entries));
}

/** Names relative to the folder, with forward slashes, in an order no locale or file system changes. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
