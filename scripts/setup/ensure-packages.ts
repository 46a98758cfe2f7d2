// Gets the programs that tests and `npm start` need from the system's package manager, and only where that is
// allowed: as root, with apt-get, and not under --no-install. Anything else is a clear sentence for a person.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';
import { findBrowser } from './find-browser.ts';
import { findExecutable } from './find-executable.ts';

type FirefoxLanguage = `firefox-esr-l10n-${'ar' | 'de' | 'es-es' | 'fr' | 'ja'}`;

export type PackageName =
  | 'chromium'
  | 'firefox-esr'
  | FirefoxLanguage
  | 'ffmpeg'
  | 'xvfb'
  | 'xdotool'
  | 'dbus'
  | 'gcc'
  | 'redis-server'
  | 'redis-sentinel'
  | 'nginx'
  | 'openssl';

export type EnsureFailure =
  | {
      readonly code: 'install-refused' | 'install-impossible';
      readonly missing: readonly PackageName[];
      readonly advice: string;
    }
  | {
      readonly code: 'install-failed';
      readonly missing: readonly PackageName[];
      readonly advice: string;
      readonly output: string;
    };

/** Where Debian puts those of its Firefox. */
const LANGUAGE_PACKS = '/usr/lib/firefox-esr/browser/extensions';

export interface EnsureOptions {
  /** `never` is what --no-install asks for. */
  readonly install: 'when-allowed' | 'never';
  readonly say: (line: string) => void;
}

/** Returns what had to be installed: nothing, on a machine that has it all. */
export async function ensurePackages(
  names: readonly PackageName[],
  { install, say }: EnsureOptions,
): Promise<Result<readonly PackageName[], EnsureFailure>> {
  const missing = await findMissingPackages(names);
  if (missing.length === 0) return succeed([]);
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const list = missing.join(', ');
  if (install === 'never') {
    const advice = `Not installed, or too old: ${list}. As root: ${command}. Or run again without --no-install.`;
    return fail({ code: 'install-refused', missing, advice });
  }
  if ((await findExecutable('apt-get')) === undefined) {
    const advice = `Not installed, or too old: ${list}. Install them with this system's package manager.`;
    return fail({ code: 'install-impossible', missing, advice });
  }
  if (process.getuid?.() !== 0) {
    const advice = `Not installed, or too old: ${list}. Run: sudo apt-get update && sudo ${command}`;
    return fail({ code: 'install-impossible', missing, advice });
  }
  say(`Installing ${list} through apt-get (once; --no-install refuses).`);
  const output = await runApt(missing);
  const still = await findMissingPackages(missing);
  if (still.length === 0) return succeed(missing);
  const advice = `apt-get did not bring ${still.join(', ')}. Run it by hand to see why: ${command}`;
  return fail({ code: 'install-failed', missing: still, advice, output });
}

/** A browser that is too old counts as missing: apt-get upgrades what it is told to install. */
export async function findMissingPackages(names: readonly PackageName[]): Promise<PackageName[]> {
  const missing: PackageName[] = [];
  for (const name of names) if (!(await isInstalled(name))) missing.push(name);
  return missing;
}

async function isInstalled(name: PackageName): Promise<boolean> {
  switch (name) {
    case 'chromium':
      return (await findBrowser('chromium')).ok;
    case 'firefox-esr':
      return (await findBrowser('firefox')).ok;
    case 'firefox-esr-l10n-ar':
    case 'firefox-esr-l10n-de':
    case 'firefox-esr-l10n-es-es':
    case 'firefox-esr-l10n-fr':
    case 'firefox-esr-l10n-ja':
      return existsSync(`${LANGUAGE_PACKS}/langpack-${languageOf(name)}@firefox-esr.mozilla.org.xpi`);
    case 'xvfb':
      return (await findExecutable('Xvfb')) !== undefined;
    case 'dbus':
      return (await findExecutable('dbus-daemon')) !== undefined;
    case 'gcc':
      // Any compiler will do; this one comes where there is none.
      return (await findExecutable('cc')) !== undefined;
    case 'nginx':
      return (await findNginx()) !== undefined;
    default:
      return (await findExecutable(name)) !== undefined;
  }
}

/** As browsers write it: the package's name is all in small letters. */
function languageOf(name: FirefoxLanguage): string {
  const [language, region] = name.replace('firefox-esr-l10n-', '').split('-');
  return region === undefined ? `${language}` : `${language}-${region.toUpperCase()}`;
}

/** Debian keeps servers out of an ordinary person's PATH. */
export async function findNginx(): Promise<string | undefined> {
  return (await findExecutable('nginx')) ?? (await findExecutable('/usr/sbin/nginx'));
}

/** Both steps' last lines, for the failure message. */
async function runApt(names: readonly PackageName[]): Promise<string> {
  const updated = await run('apt-get', ['update']);
  const installed = await run('apt-get', ['install', '-y', '--no-install-recommends', ...names]);
  return `${updated}\n${installed}`.trim().split('\n').slice(-20).join('\n');
}

function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
      });
    // The exit code says less than looking for the programs afterwards, which the caller does.
    child.on('error', (error) => resolve(`${output}${error.message}`));
    child.on('close', () => resolve(output));
  });
}
