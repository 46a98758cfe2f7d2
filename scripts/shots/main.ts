// `npm run shots`: pictures of every state of popup, overlay and our own pages, light and dark, and one sheet of them all.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleGallery } from './bundle-gallery.ts';
import { writeContactSheet } from './contact-sheet.ts';
import { LOCALES } from './locales.ts';
import { openBrowser, type ShotBrowser } from './shot-browser.ts';
import { chooseShots, nameOfShot, README_PICTURES, type Shot } from './states.ts';

const OUT_DIR = join(import.meta.dirname, '..', 'out', 'shots');

const ARTWORK_DIR = join(import.meta.dirname, '..', '..', 'extension', 'artwork');

const BROWSERS: readonly ShotBrowser[] = ['chromium', 'firefox'];
const HELP = `npm run shots [-- flags]: pictures of every state of popup, overlay and our own pages, in scripts/out/shots.

  --browser NAME   chromium or firefox (default: both)
  --only PREFIX    of the states to show, such as popup or overlay/toast (default: all)
  --locale LANG    the language to show them in (default: English, and some in Arabic)
  --readme         the README's pictures alone, taken by Firefox (which brings its emoji) and put where the README has them
`;
const EXIT_BAD_FLAGS = 2;

interface ShotsRequest {
  readonly browsers: readonly ShotBrowser[];
  readonly shots: readonly Shot[];
  readonly isForReadme: boolean;
}

const FOR_README: ShotsRequest = {
  browsers: ['firefox'],
  shots: Object.values(README_PICTURES).map((state) => ({ state, locale: 'en' })),
  isForReadme: true,
};

const request = readFlags(process.argv.slice(2));
if (request === 'help') process.stdout.write(HELP);
else if (typeof request === 'string') {
  console.error(request);
  process.exitCode = EXIT_BAD_FLAGS;
} else await takeShots(request);

/** A sentence for the person who typed them, where they are no flags of ours. */
function readFlags(flags: readonly string[]): ShotsRequest | 'help' | string {
  try {
    const { values } = parseArgs({
      args: [...flags],
      options: {
        browser: { type: 'string' },
        only: { type: 'string', default: '' },
        locale: { type: 'string' },
        readme: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    if (values.readme) return FOR_README;
    const browsers = BROWSERS.filter((browser) => browser === (values.browser ?? browser));
    const { only, locale } = values;
    const shots = chooseShots(only, locale);
    if (browsers.length === 0) return '--browser takes chromium or firefox.';
    if (locale !== undefined && !LOCALES.includes(locale)) return `--locale takes ${LOCALES.join(', ')}.`;
    return shots.length === 0 ? `No state begins with “${only}”.` : { browsers, shots, isForReadme: false };
  } catch (error) {
    if (error instanceof TypeError) return `${error.message} See --help.`;
    throw error;
  }
}

async function takeShots({ browsers, shots, isForReadme }: ShotsRequest): Promise<void> {
  rmSync(OUT_DIR, { recursive: true, force: true });
  mkdirSync(OUT_DIR, { recursive: true });
  const galleryFile = await bundleGallery(OUT_DIR);
  for (const browser of browsers) {
    for (const scheme of ['light', 'dark'] as const) {
      const camera = await openBrowser(browser, scheme);
      try {
        for (const shot of shots) {
          const address = `file://${galleryFile}?locale=${shot.locale}#${shot.state}`;
          await camera.take(address, join(OUT_DIR, `${nameOfShot(shot, browser, scheme)}.png`));
        }
      } finally {
        await camera.close();
      }
    }
  }
  if (isForReadme) {
    for (const [file, state] of Object.entries(README_PICTURES)) {
      const name = nameOfShot({ state, locale: 'en' }, 'firefox', 'light');
      copyFileSync(join(OUT_DIR, `${name}.png`), join(ARTWORK_DIR, file));
    }
  }
  const sheet = await writeContactSheet(OUT_DIR, shots, browsers);
  console.log(`${shots.length} states. All on one sheet: ${relative(process.cwd(), sheet)}`);
}
