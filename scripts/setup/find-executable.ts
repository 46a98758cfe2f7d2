// Whether a program is there, by looking along PATH; never by running it.
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** A name is looked up along PATH, an absolute path is checked as it is. */
export async function findExecutable(nameOrPath: string): Promise<string | undefined> {
  const folders = isAbsolute(nameOrPath) ? [''] : (process.env.PATH ?? '').split(delimiter);
  for (const folder of folders) {
    const candidate = join(folder, nameOrPath);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
