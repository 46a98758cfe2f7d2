// Which browser executable to run. Chromium comes before Google Chrome: the branded builds no longer load unpacked
// extensions from the command line.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';
import { findExecutable } from './find-executable.ts';

export type FindableBrowser = 'chromium' | 'firefox';

export interface BrowserMissing {
  readonly code: 'browser-missing';
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

export async function findBrowser(kind: FindableBrowser): Promise<Result<string, BrowserMissing>> {
  const override = process.env[OVERRIDE[kind]];
  if (override !== undefined && override !== '') {
    const found = await findExecutable(override);
    if (found !== undefined) return succeed(found);
    return fail(
      miss(`${OVERRIDE[kind]} is “${override}”, which is no executable file. Correct or unset it.`),
    );
  }
  for (const candidate of listCandidates(kind)) {
    const found = await findExecutable(candidate);
    if (found !== undefined) return succeed(found);
  }
  return fail(miss(`Install ${kind}, or set ${OVERRIDE[kind]} to its executable.`));
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

function miss(advice: string): BrowserMissing {
  return { code: 'browser-missing', advice };
}
