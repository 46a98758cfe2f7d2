// Turns what a test asks for into a browser that runs: which executable, which profile, which display. What the
// browsers then do differently is left to the two launchers.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findBrowser } from '../setup/find-browser.ts';
import { launchChromium } from './chromium/launch-chromium.ts';
import { launchFirefox } from './firefox/launch-firefox.ts';
import { copyStartedProfile } from './firefox/started-profile.ts';
import type { LaunchPlan } from './launch-plan.ts';
import type { BrowserKind, RigBrowser } from './rig.ts';
import { RigError } from './rig-error.ts';

export interface LaunchOptions {
  readonly kind: BrowserKind;
  /** Folder with the manifest of the unpacked extension. */
  readonly extensionDir: string;
  readonly headless?: boolean;
  /** Kept when given; otherwise one that nobody has used and that goes away with the browser. */
  readonly profileDir?: string;
  /** Of the browser itself: `de`. English unless given; Firefox has to have the language pack. */
  readonly language?: string;
  readonly windowSize?: { readonly width: number; readonly height: number };
  /** X display such as `:99` for a window that nobody sees; see `startVirtualDisplay`. */
  readonly display?: string;
  readonly args?: readonly string[];
  /** On top of this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Firefox preferences. */
  readonly prefs?: Readonly<Record<string, string | number | boolean>>;
  readonly executablePath?: string;
  /**
   * Who ends the browser on Ctrl-C: the rig, which then ends this process too (right for tests), or the caller, who
   * has more to close than browsers.
   */
  readonly onSignal?: 'close-and-exit' | 'leave-to-caller';
}

interface Manifest {
  readonly action?: { readonly default_popup?: string };
  readonly browser_specific_settings?: { readonly gecko?: { readonly id?: string } };
}

export async function launchBrowser(options: LaunchOptions): Promise<RigBrowser> {
  const { kind, headless = true, language = 'en-US' } = options;
  const { windowSize = { width: 1000, height: 800 } } = options;
  const extensionDir = resolve(options.extensionDir);
  const manifest = await readManifest(extensionDir);
  const env: LaunchPlan['env'] = {
    ...process.env,
    // Chromium on Linux goes by this one before its own flag, and a person's own may be any.
    LANGUAGE: language.replace('-', '_'),
    ...options.env,
    ...(options.display === undefined ? {} : { DISPLAY: options.display }),
  };
  if (!headless && process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) {
    throw new RigError(
      'display-missing',
      'There is no display for a browser window.',
      'Launch headless, or on the display of startVirtualDisplay().',
    );
  }
  const isOurs = options.onSignal !== 'leave-to-caller';
  const executablePath = options.executablePath ?? (await findExecutable(kind));
  const plan: LaunchPlan = {
    executablePath,
    extensionDir,
    geckoId: manifest.browser_specific_settings?.gecko?.id,
    popupPath: manifest.action?.default_popup ?? '',
    headless,
    profileDir: options.profileDir ?? (await makeProfile(kind, executablePath)),
    isOwnProfile: options.profileDir === undefined,
    isRoot: process.getuid?.() === 0,
    language,
    windowSize,
    env,
    args: options.args ?? [],
    prefs: options.prefs ?? {},
    signals: { handleSIGINT: isOurs, handleSIGTERM: isOurs, handleSIGHUP: isOurs },
  };
  return kind === 'chromium' ? launchChromium(plan) : launchFirefox(plan);
}

async function makeProfile(kind: BrowserKind, executablePath: string): Promise<string> {
  const profileDir = await mkdtemp(join(tmpdir(), `sameframe-${kind}-`));
  if (kind === 'firefox') await copyStartedProfile(executablePath, profileDir);
  return profileDir;
}

async function findExecutable(kind: BrowserKind): Promise<string> {
  const found = await findBrowser(kind);
  if (found.ok) return found.value;
  throw new RigError('browser-not-found', `No ${kind} on this machine that will do.`, found.reason.advice);
}

async function readManifest(extensionDir: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8')) as Manifest;
  } catch (error) {
    throw new RigError(
      'extension-invalid',
      `No readable manifest.json in ${extensionDir}.`,
      'Build the extension first, and give the folder of one browser.',
      error,
    );
  }
}
