// Two browsers with the unpacked extension, in one party on one page: by the toolbar icon and the popup, as two
// people would do it. Knows nothing of what they then do.
import { rmSync } from 'node:fs';
import { Person } from '../e2e/person.ts';
import { launchBrowser } from '../rig/launch-browser.ts';
import type { BrowserKind, RigBrowser } from '../rig/rig.ts';
import type { Cleanup, Closable } from './cleanup.ts';
import { signalGroup } from './signal-group.ts';

export interface Player {
  /** `Chromium`, or `Chromium 2` where both are. */
  readonly label: string;
  readonly person: Person;
}

export type Players = readonly [Player, Player];

export interface OpenPartyOptions {
  readonly browsers: readonly [BrowserKind, BrowserKind];
  /** The unpacked extension for a browser. */
  readonly extensionDirOf: (kind: BrowserKind) => string;
  readonly pageUrl: string;
  readonly show: 'windows' | 'headless';
  readonly cleanup: Cleanup;
}

/** Two fit next to each other on a usual screen, and the sample's 640 pixels fit into one. */
const WINDOW_SIZE = { width: 720, height: 640 };

/** The first one starts the party, the second one joins with the code. */
export async function openParty(options: OpenPartyOptions): Promise<{ players: Players; code: string }> {
  const { browsers } = options;
  const isSameKind = browsers[0] === browsers[1];
  const open = async (index: 0 | 1): Promise<Player> => ({
    label: isSameKind ? `${nameOf(browsers[index])} ${index + 1}` : nameOf(browsers[index]),
    person: await openPerson(browsers[index], index, options),
  });
  // One after the other: a new window has the focus, and browsers close popups of windows that have not. It is
  // also quicker: two browsers that start at once take longer than two in a row on a small machine.
  const starter = await open(0);
  const code = await starter.person.startParty();
  const joiner = await open(1);
  await joiner.person.joinParty(code);
  await joiner.person.seesMembers(2);
  return { players: [starter, joiner], code };
}

export function nameOf(kind: BrowserKind): string {
  return kind === 'chromium' ? 'Chromium' : 'Firefox';
}

async function openPerson(
  kind: BrowserKind,
  index: 0 | 1,
  { extensionDirOf, show, pageUrl, cleanup }: OpenPartyOptions,
): Promise<Person> {
  const browser = await launchBrowser({
    kind,
    extensionDir: extensionDirOf(kind),
    headless: show === 'headless',
    windowSize: WINDOW_SIZE,
    // Firefox takes no position and opens at the left; the first one is the one that goes out of the way.
    args: kind === 'chromium' ? [`--window-position=${(1 - index) * WINDOW_SIZE.width},0`] : [],
    onSignal: 'leave-to-caller',
  });
  await cleanup.keep(asClosable(browser));
  return Person.open(browser, pageUrl);
}

function asClosable(browser: RigBrowser): Closable {
  return {
    close: () => browser.close(),
    kill: () => {
      // The rig starts browsers as leaders of their own group.
      if (browser.process.pid !== undefined) signalGroup(browser.process.pid, 'SIGKILL');
      // What was just killed may still be writing for a moment.
      rmSync(browser.profileDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
