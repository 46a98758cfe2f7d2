// In a film of 300 × 170 px and on a page 360 px wide nothing of the overlay is cut off and nothing scrolls sideways, in
// languages with short and with long words, and mirrored.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindsFor } from '../e2e/stage.ts';
import { bundleGallery } from './bundle-gallery.ts';
import { openBrowser } from './shot-browser.ts';
import { CRAMPED_STATES } from './states.ts';

const LOCALES = ['en', 'de', 'ar'];

/** What a person is to see or press and that is not in what scrolls: by its own words, where it sticks out. */
const FIND_FAULTS = `(() => {
  const root = document.querySelector('sameframe-overlay').shadowRoot;
  const around = root.querySelector('.layer').getBoundingClientRect();
  const faults = [];
  let seen = 0;
  for (const element of root.querySelectorAll('button, textarea, .card, .why, .side, .details')) {
    const { left, right, top, bottom, width } = element.getBoundingClientRect();
    const isClipped = getComputedStyle(element).clipPath !== 'none';
    if (width === 0 || isClipped || element.closest('.scroll, .emoji-grid') !== null) continue;
    seen += 1;
    const by = Math.max(around.left - left, right - around.right, around.top - top, bottom - around.bottom);
    if (by > 1) faults.push(element.className + ' “' + element.textContent + '” sticks out by ' + by + ' px');
  }
  for (const element of root.querySelectorAll('.side, .feature, .scroll, .emoji-groups, .emoji-grid, .details, .card, .button, .tab')) {
    const by = element.scrollWidth - element.clientWidth;
    if (by > 1) faults.push(element.className + ' “' + element.textContent + '” is too wide by ' + by + ' px');
  }
  return { faults, seen };
})()`;

/** Buttons over the film on whose middle something else lies, by their words, and how many there are; and of open panels. */
const FIND_COVERED = `(() => {
  const root = document.querySelector('sameframe-overlay').shadowRoot;
  const buttons = [...root.querySelectorAll('.stack button')];
  const isCovered = (button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return !button.contains(root.elementFromPoint(x + width / 2, y + height / 2));
  };
  const panels = root.querySelectorAll('.side').length;
  return { panels, count: buttons.length, covered: buttons.filter(isCovered).map((button) => button.textContent) };
})()`;

describe.each(kindsFor('chromium'))('the overlay where there is hardly room in %s', (kind) => {
  let folder: string;
  let gallery: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sameframe-cramped-'));
    gallery = await bundleGallery(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('[SI6] is whole, in its width too', { timeout: 120_000 }, async () => {
    const camera = await openBrowser(kind, 'light');
    const faults: string[] = [];
    const empty: string[] = [];
    try {
      for (const locale of LOCALES) {
        for (const state of CRAMPED_STATES) {
          const found = await camera.run(`file://${gallery}?locale=${locale}#${state}`, FIND_FAULTS);
          const result = found as { readonly faults: readonly string[]; readonly seen: number };
          faults.push(...result.faults.map((fault) => `${state} in ${locale}: ${fault}`));
          if (result.seen === 0) empty.push(state);
        }
      }
    } finally {
      await camera.close();
    }
    expect(faults).toEqual([]);
    // A sign that it has looked into what is drawn.
    expect(empty).toEqual([]);
  });

  it('[SI7] lets a question be answered while the panel is open', { timeout: 60_000 }, async () => {
    const camera = await openBrowser(kind, 'light');
    const found: unknown[] = [];
    try {
      for (const frame of ['', 'narrow-', 'phone-']) {
        const state = `overlay/${frame}side-chat-asked`;
        found.push(await camera.run(`file://${gallery}?locale=en#${state}`, FIND_COVERED));
      }
    } finally {
      await camera.close();
    }
    expect(found).toEqual(found.map(() => ({ panels: 1, count: 2, covered: [] })));
  });
});
