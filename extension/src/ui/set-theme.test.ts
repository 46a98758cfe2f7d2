// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { setTheme } from './set-theme.ts';

test('[OS1] our pages are as the system has it, which alone then counts, or as the person wants it', () => {
  const look = () => {
    const [rule] = document.adoptedStyleSheets.at(-1)?.cssRules ?? [];
    return { scheme: document.documentElement.style.colorScheme, asksSystem: rule instanceof CSSMediaRule };
  };
  setTheme(document, 'system');
  const sheets = document.adoptedStyleSheets.length;
  expect(look()).toEqual({ scheme: 'light dark', asksSystem: true });
  setTheme(document, 'dark');
  expect(look()).toEqual({ scheme: 'dark', asksSystem: false });
  setTheme(document, 'light');
  expect(look()).toEqual({ scheme: 'light', asksSystem: false });
  expect(document.adoptedStyleSheets).toHaveLength(sheets);
});
