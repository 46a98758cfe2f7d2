// npm run shots [-- --browser chromium|firefox] [-- --only popup|overlay]: pictures of every state of popup and
// overlay, light and dark, and one sheet of them all.
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { OVERLAY_SAMPLES } from '../../extension/src/overlay/testing/sample-situations.ts';
import { SAMPLES } from '../../extension/src/popup/testing/sample-views.ts';
import { bundleGallery } from './bundle-gallery.ts';
import { writeContactSheet } from './contact-sheet.ts';
import { openBrowser, type Scheme, type ShotBrowser } from './shot-browser.ts';

const OUT_DIR = join(import.meta.dirname, '..', 'out', 'shots');

const { values } = parseArgs({ options: { browser: { type: 'string' }, only: { type: 'string' } } });
const browsers = (['chromium', 'firefox'] as const).filter(
  (browser) => values.browser === undefined || values.browser === browser,
);
const states = [
  ...Object.keys(SAMPLES).map((name) => `popup/${name}`),
  ...Object.keys(OVERLAY_SAMPLES).map((name) => `overlay/${name}`),
].filter((state) => values.only === undefined || state.startsWith(values.only));

rmSync(OUT_DIR, { recursive: true, force: true });
mkdirSync(OUT_DIR, { recursive: true });
const galleryFile = await bundleGallery(OUT_DIR);
for (const browser of browsers) {
  for (const scheme of ['light', 'dark'] as const) await takeAll(browser, scheme);
}
const sheet = await writeContactSheet(OUT_DIR, states, browsers);
console.log(`${states.length} states. All on one sheet: ${relative(process.cwd(), sheet)}`);

async function takeAll(browser: ShotBrowser, scheme: Scheme): Promise<void> {
  const camera = await openBrowser(browser, scheme);
  try {
    for (const state of states) {
      await camera.take(`file://${galleryFile}#${state}`, join(OUT_DIR, fileOf(state, browser, scheme)));
    }
  } finally {
    await camera.close();
  }
}

function fileOf(state: string, browser: ShotBrowser, scheme: Scheme): string {
  return `${state.replace('/', '-')}.${browser}.${scheme}.png`;
}
