// One page with every picture, state by state, as HTML and as a PNG of it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../setup/find-browser.ts';
import type { ShotBrowser } from './shot-browser.ts';
import { nameOfShot, type Shot } from './states.ts';

/** Returns the sheet's picture, or its page where there is no Chromium to photograph it. */
export async function writeContactSheet(
  outDir: string,
  shots: readonly Shot[],
  browsers: readonly ShotBrowser[],
): Promise<string> {
  const page = join(outDir, 'index.html');
  writeFileSync(page, describeSheet(shots, browsers));
  const chromium = await findBrowser('chromium');
  if (!chromium.ok) return page;
  const picture = join(outDir, 'contact-sheet.png');
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await puppeteer.launch({ executablePath: chromium.value, args });
  try {
    const tab = await browser.newPage();
    await tab.setViewport({ width: 1560, height: 900 });
    await tab.goto(`file://${page}`);
    await tab.screenshot({ path: picture, fullPage: true });
  } finally {
    await browser.close();
  }
  return picture;
}

function describeSheet(shots: readonly Shot[], browsers: readonly ShotBrowser[]): string {
  const figures = shots.flatMap((shot) =>
    browsers.flatMap((browser) =>
      ['light', 'dark'].map((scheme) => {
        const name = nameOfShot(shot, browser, scheme);
        const width = shot.state.startsWith('popup/') ? 344 : 480;
        return `<figure><img src="${name}.png" width="${width}" alt=""><figcaption>${name}</figcaption></figure>`;
      }),
    ),
  );
  return `<!doctype html><meta charset="utf-8"><title>Sameframe: every state</title>
<style>
  body { margin: 24px; background: #8a8f9b; font: 13px system-ui, sans-serif; display: flex; flex-wrap: wrap; gap: 20px; }
  figure { margin: 0; }
  img { display: block; border-radius: 8px; }
  figcaption { margin-top: 4px; }
</style>
${figures.join('\n')}
`;
}
