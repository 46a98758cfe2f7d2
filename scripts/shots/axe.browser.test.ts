// Every state of popup, overlay and our own pages, in both browsers and both themes, without a fault that axe can find: names, roles,
// contrast, focus order. What it cannot find is in the tests with keys and roles; of the overlay,
// which stands over a film, it cannot tell the contrast: that is in the test of the colours.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IN_BOTH, IS_FULL } from '../e2e/stage.ts';
import { bundleGallery } from './bundle-gallery.ts';
import { openBrowser } from './shot-browser.ts';
import { STATES } from './states.ts';

const IS_LONG = IS_FULL || IN_BOTH;
/**
 * Which states a browser sees in a theme in the short run, by their index. Chromium, which takes half as long, sees each once;
 * Firefox, whose pages are the same, some.
 */
const RUNS = [
  { kind: 'chromium', scheme: 'light', isInShort: (index: number) => index % 2 === 0 },
  { kind: 'chromium', scheme: 'dark', isInShort: (index: number) => index % 2 === 1 },
  { kind: 'firefox', scheme: 'light', isInShort: () => false },
  { kind: 'firefox', scheme: 'dark', isInShort: (index: number) => index % 8 === 0 },
] as const;

const RUNS_NOW = RUNS.map(({ kind, scheme, isInShort }) => {
  const states = STATES.filter((_, index) => IS_LONG || isInShort(index));
  return { kind, scheme, states };
}).filter(({ states }) => states.length > 0);

describe('axe', { timeout: 600_000 }, () => {
  let folder: string;
  let gallery: string;
  let axe: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sameframe-axe-'));
    gallery = await bundleGallery(folder);
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('meets every state in every run', () => {
    expect(new Set(RUNS_NOW.flatMap(({ states }) => states))).toEqual(new Set(STATES));
    expect(new Set(RUNS_NOW.map(({ kind }) => kind))).toEqual(new Set(['chromium', 'firefox']));
  });

  it.each(RUNS_NOW)('finds nothing in $kind, $scheme', async ({ kind, scheme, states }) => {
    const camera = await openBrowser(kind, scheme);
    const faults: string[] = [];
    const unseen: string[] = [];
    try {
      for (const state of states) {
        // Of the overlay's page only the overlay is ours.
        const isOverlay = state.startsWith('overlay/');
        const what = isOverlay ? "'sameframe-overlay'" : 'document';
        const run = `${axe};axe.run(${what}, { resultTypes: ['violations'] })`;
        const result = (await camera.run(`file://${gallery}#${state}`, run)) as Pick<
          AxeResults,
          'passes' | 'violations'
        >;
        const seen = new Set(result.passes.map(({ id }) => id));
        if (!seen.has(isOverlay ? 'aria-roles' : 'color-contrast')) unseen.push(state);
        for (const { id, nodes } of result.violations) {
          faults.push(
            ...nodes.map(({ html, failureSummary }) => `${state}: ${id}: ${html}: ${failureSummary}`),
          );
        }
      }
    } finally {
      await camera.close();
    }
    expect(faults).toEqual([]);
    // A sign that it has looked into what is drawn.
    expect(unseen).toEqual([]);
  });
});
