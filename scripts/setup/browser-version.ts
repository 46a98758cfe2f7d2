// Whether a browser is new enough for the extension's manifest. Asks the browser itself, once; the minimum is read
// from the manifests, so that it is written down in one place.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const runFile = promisify(execFile);

export type FindableBrowser = 'chromium' | 'firefox';

/** Firefox reads its profiles first: on a busy machine that takes a second. */
const ANSWER_TIMEOUT_MS = 20_000;
const newEnough = new Set<string>();

/** What is too old about it, as versions; null when it will do or does not say. */
export async function findTooOld(
  kind: FindableBrowser,
  executable: string,
): Promise<{ readonly version: number; readonly minimum: number } | null> {
  if (newEnough.has(executable)) return null;
  const [version, minimum] = await Promise.all([askVersion(executable), readMinimum(kind)]);
  // Only a good answer is kept: what is too old may be replaced by a newer one in the same place.
  if (version !== null && version < minimum) return { version, minimum };
  newEnough.add(executable);
  return null;
}

async function askVersion(executable: string): Promise<number | null> {
  // On Windows the question opens a window instead.
  if (process.platform === 'win32') return null;
  try {
    const { stdout } = await runFile(executable, ['--version'], { timeout: ANSWER_TIMEOUT_MS });
    const major = /(\d+)\.\d/.exec(stdout)?.[1];
    return major === undefined ? null : Number(major);
  } catch {
    // One that cannot be asked is not told from one that cannot start: launching it says more.
    return null;
  }
}

async function readMinimum(kind: FindableBrowser): Promise<number> {
  const file = kind === 'chromium' ? 'manifest.chrome.json' : 'manifest.base.json';
  const text = await readFile(new URL(`../../extension/${file}`, import.meta.url), 'utf8');
  const manifest = JSON.parse(text) as {
    readonly minimum_chrome_version?: string;
    readonly browser_specific_settings?: { readonly gecko: { readonly strict_min_version: string } };
  };
  const minimum =
    kind === 'chromium'
      ? manifest.minimum_chrome_version
      : manifest.browser_specific_settings?.gecko.strict_min_version;
  if (minimum === undefined) throw new Error(`extension/${file} names no minimum version`);
  return Number.parseInt(minimum, 10);
}
