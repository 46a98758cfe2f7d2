import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Palette = ReadonlyMap<string, string>;

const TOKENS = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const OVERLAY = readFileSync(join(import.meta.dirname, '..', 'overlay', 'theme.css'), 'utf8');
const DARK = readFileSync(join(import.meta.dirname, 'dark.css'), 'utf8');

const light = readPalette(TOKENS);
const dark = new Map([...light, ...readPalette(DARK)]);
const overlay = new Map([...light, ...readPalette(OVERLAY)]);

/** Text on what it stands on; WCAG AA asks for 4.5 : 1. */
const TEXT_PAIRS = [
  ['text', 'ground'],
  ['text', 'surface'],
  ['text', 'accent-soft'],
  ['text', 'good-soft'],
  ['text', 'busy-soft'],
  ['text', 'problem-soft'],
  ['quiet', 'ground'],
  ['quiet', 'surface'],
  ['quiet', 'accent-soft'],
  ['accent', 'accent-soft'],
  ['problem', 'ground'],
  ['problem', 'problem-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
] as const;

/** Borders of controls, focus rings and state marks; AA asks for 3 : 1. */
const MARK_PAIRS = [
  ['control-line', 'ground'],
  ['accent', 'ground'],
  ['good', 'ground'],
  ['good', 'good-soft'],
  ['busy', 'ground'],
  ['busy', 'busy-soft'],
] as const;

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_name, palette) => {
  test.each(TEXT_PAIRS)('%s can be read on %s', (text, ground) => {
    expect(contrastOf(palette, text, ground)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(MARK_PAIRS)('%s can be seen on %s', (mark, ground) => {
    expect(contrastOf(palette, mark, ground)).toBeGreaterThanOrEqual(3);
  });
});

test('dark has every colour that light has', () => {
  expect([...readPalette(DARK).keys()]).toEqual([...light.keys()]);
});

test.each([
  ['text', 'ground'],
  ['text', 'surface'],
  ['quiet', 'ground'],
  ['problem', 'ground'],
  ['problem', 'problem-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
] as const)('overlay: %s can be read on %s', (text, ground) => {
  expect(contrastOf(overlay, text, ground)).toBeGreaterThanOrEqual(4.5);
});

function readPalette(css: string): Palette {
  return new Map(
    Array.from(css.matchAll(/--sf-([a-z-]+): (#[0-9a-f]{6});/g), (found) => [found[1] ?? '', found[2] ?? '']),
  );
}

function contrastOf(palette: Palette, one: string, other: string): number {
  const [a, b] = [luminanceOf(palette.get(one)), luminanceOf(palette.get(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance as WCAG 2 defines it. */
function luminanceOf(colour: string | undefined): number {
  if (colour === undefined) throw new Error('no such colour');
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
