// A profile that Firefox has been started in before: half of the work of a start in an empty one is what only the first
// start does, and every test file starts one or two.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import puppeteer from 'puppeteer-core';

const PROFILES_DIR = join(import.meta.dirname, '..', '..', 'out', 'firefox-profiles');

/** Fills `profileDir` as a start without any extension leaves it. */
export async function copyStartedProfile(executablePath: string, profileDir: string): Promise<void> {
  const { mtimeMs } = await stat(executablePath);
  // Which language packs there are is looked at in a profile's first start alone.
  const packs = await readdir(join(dirname(await realpath(executablePath)), 'browser', 'extensions')).catch(
    () => [],
  );
  const key = [executablePath, mtimeMs, ...packs.sort()].join(' ');
  const name = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const started = join(PROFILES_DIR, name);
  if (!existsSync(started)) await startOnce(executablePath, started);
  await cp(started, profileDir, { recursive: true });
}

/** Two at a time make one each; the first to be done has made it. */
async function startOnce(executablePath: string, started: string): Promise<void> {
  await mkdir(PROFILES_DIR, { recursive: true });
  const own = await mkdtemp(`${started}-`);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    userDataDir: own,
    headless: true,
    // In another language it would begin anew.
    extraPrefsFirefox: { 'intl.locale.requested': 'en-US' },
  });
  try {
    await browser.newPage();
  } finally {
    await browser.close();
  }
  await rename(own, started).catch(async (problem) => {
    await rm(own, { recursive: true, force: true });
    if (!existsSync(started)) throw problem;
  });
}
