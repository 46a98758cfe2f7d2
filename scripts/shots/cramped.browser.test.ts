// In a film of 300 × 170 px and on a page 360 px wide nothing of the overlay is cut off and nothing scrolls sideways, in
// languages with short and with long words, and mirrored; nor does a popup hide what it has to say.
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

/** Browsers cut popups off at that. */
const POPUP = { width: 344, height: 600 };

/** Whether the word about what went wrong is seen from everywhere, and each button when it has the focus, by what covers it. */
const FIND_HIDDEN = `(() => {
  const topAt = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2);
  };
  const hidden = [];
  const notice = document.querySelector('.notice.problem');
  const { scrollHeight } = document.documentElement;
  for (let top = 0; top <= scrollHeight - innerHeight; top += 100) {
    scrollTo(0, top);
    if (!notice.contains(topAt(notice))) hidden.push('the notice, from ' + top);
  }
  for (const button of document.querySelectorAll('.main button, .main input')) {
    button.focus();
    const above = topAt(button);
    if (above?.closest('.footer') !== button.closest('.footer')) hidden.push(button.textContent);
  }
  return { hidden, scrolls: scrollHeight > innerHeight };
})()`;

describe.each(kindsFor('chromium'))('where there is hardly room in %s', (kind) => {
  let folder: string;
  let gallery: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sameframe-cramped-'));
    gallery = await bundleGallery(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('[SI6] the overlay is whole, in its width too', { timeout: 120_000 }, async () => {
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

  it('[SI7] the overlay lets a question be answered while the panel is open', {
    timeout: 60_000,
  }, async () => {
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

  it('[OS4] the popup tells what went wrong with a setting where it is seen', {
    timeout: 60_000,
  }, async () => {
    const camera = await openBrowser(kind, 'light');
    const look = (state: string) =>
      camera.use(`file://${gallery}?locale=en#popup/${state}`, async (page) => {
        await page.setViewport(POPUP);
        return page.evaluate(FIND_HIDDEN);
      });
    try {
      expect(await look('in-party-name-refused')).toEqual({ hidden: [], scrolls: true });
      expect(await look('no-party-relay-refused')).toEqual({ hidden: [], scrolls: true });
    } finally {
      await camera.close();
    }
  });
});
