// Which browser executable to run. Chromium comes before Google Chrome: the branded builds no longer load unpacked
// extensions from the command line.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';
import { type FindableBrowser, findTooOld } from './browser-version.ts';
import { findExecutable } from './find-executable.ts';

export interface BrowserUnusable {
  readonly code: 'browser-missing' | 'browser-too-old';
  readonly advice: string;
}

const OVERRIDE: Record<FindableBrowser, string> = {
  chromium: 'SAMEFRAME_CHROMIUM',
  firefox: 'SAMEFRAME_FIREFOX',
};

// /usr/bin/chromium is a shell script on Debian: the binary behind it starts faster and is the process we then kill.
const ON_LINUX: Record<FindableBrowser, readonly string[]> = {
  chromium: ['/usr/lib/chromium/chromium', 'chromium', 'chromium-browser', 'google-chrome-for-testing'],
  firefox: ['firefox-esr', 'firefox'],
};

const ON_MACOS: Record<FindableBrowser, readonly string[]> = {
  chromium: [
    'Chromium.app/Contents/MacOS/Chromium',
    'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  ],
  firefox: ['Firefox.app/Contents/MacOS/firefox', 'Firefox ESR.app/Contents/MacOS/firefox'],
};

const ON_WINDOWS: Record<FindableBrowser, readonly string[]> = {
  chromium: ['Chromium\\Application\\chrome.exe'],
  firefox: ['Mozilla Firefox\\firefox.exe'],
};

export async function findBrowser(kind: FindableBrowser): Promise<Result<string, BrowserUnusable>> {
  const override = process.env[OVERRIDE[kind]];
  const isOverridden = override !== undefined && override !== '';
  let tooOld: BrowserUnusable | null = null;
  for (const candidate of isOverridden ? [override] : listCandidates(kind)) {
    const found = await findExecutable(candidate);
    if (found === undefined) continue;
    const age = await findTooOld(kind, found);
    if (age === null) return succeed(found);
    const advice = `${found} is version ${age.version}, the extension needs ${age.minimum}. Upgrade ${kind}, or set ${OVERRIDE[kind]} to a newer one.`;
    tooOld ??= { code: 'browser-too-old', advice };
  }
  if (tooOld !== null) return fail(tooOld);
  const advice = isOverridden
    ? `${OVERRIDE[kind]} is “${override}”, which is no executable file. Correct or unset it.`
    : `Install ${kind}, or set ${OVERRIDE[kind]} to its executable.`;
  return fail({ code: 'browser-missing', advice });
}

function listCandidates(kind: FindableBrowser): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
        ON_MACOS[kind].map((path) => join(folder, path)),
      );
    case 'win32':
      return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => ON_WINDOWS[kind].map((path) => join(folder, path)));
    default:
      return ON_LINUX[kind];
  }
}
