// `npm run shots`: pictures of every state of popup and overlay, light and dark, and one sheet of them all.
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleGallery } from './bundle-gallery.ts';
import { writeContactSheet } from './contact-sheet.ts';
import { openBrowser, type Scheme, type ShotBrowser } from './shot-browser.ts';
import { STATES } from './states.ts';

const OUT_DIR = join(import.meta.dirname, '..', 'out', 'shots');

const BROWSERS: readonly ShotBrowser[] = ['chromium', 'firefox'];
const HELP = `npm run shots [-- flags]: pictures of every state of popup and overlay, in scripts/out/shots.

  --browser NAME   chromium or firefox (default: both)
  --only PREFIX    of the states to show, such as popup or overlay/toast (default: all)
`;
const EXIT_BAD_FLAGS = 2;

const request = readFlags(process.argv.slice(2));
if (request === 'help') process.stdout.write(HELP);
else if (typeof request === 'string') {
  console.error(request);
  process.exitCode = EXIT_BAD_FLAGS;
} else await takeShots(request);

interface ShotsRequest {
  readonly browsers: readonly ShotBrowser[];
  readonly states: readonly string[];
}

/** A sentence for the person who typed them, where they are no flags of ours. */
function readFlags(flags: readonly string[]): ShotsRequest | 'help' | string {
  try {
    const { values } = parseArgs({
      args: [...flags],
      options: {
        browser: { type: 'string' },
        only: { type: 'string', default: '' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const browsers = BROWSERS.filter((browser) => browser === (values.browser ?? browser));
    const states = STATES.filter((state) => state.startsWith(values.only));
    if (browsers.length === 0) return '--browser takes chromium or firefox.';
    return states.length === 0 ? `No state begins with “${values.only}”.` : { browsers, states };
  } catch (error) {
    if (error instanceof TypeError) return `${error.message} See --help.`;
    throw error;
  }
}

async function takeShots({ browsers, states }: ShotsRequest): Promise<void> {
  rmSync(OUT_DIR, { recursive: true, force: true });
  mkdirSync(OUT_DIR, { recursive: true });
  const galleryFile = await bundleGallery(OUT_DIR);
  for (const browser of browsers) {
    for (const scheme of ['light', 'dark'] as const) {
      const camera = await openBrowser(browser, scheme);
      try {
        for (const state of states) {
          await camera.take(`file://${galleryFile}#${state}`, join(OUT_DIR, fileOf(state, browser, scheme)));
        }
      } finally {
        await camera.close();
      }
    }
  }
  const sheet = await writeContactSheet(OUT_DIR, states, browsers);
  console.log(`${states.length} states. All on one sheet: ${relative(process.cwd(), sheet)}`);
}

function fileOf(state: string, browser: ShotBrowser, scheme: Scheme): string {
  return `${state.replace('/', '-')}.${browser}.${scheme}.png`;
}
