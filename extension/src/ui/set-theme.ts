// Light or dark, as the system has it or as the person wants it, for pages of our own.
import dark from './dark.css';

type Theme = 'system' | 'light' | 'dark';

const SHEETS: Readonly<Record<Theme, string>> = {
  system: `@media (prefers-color-scheme: dark) { ${dark} }`,
  light: '',
  dark,
};

let sheet: CSSStyleSheet | null = null;

/** To be called after the document's own sheets are there, and whenever it changes. */
export function setTheme(document: Document, theme: Theme): void {
  if (sheet === null) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  sheet.replaceSync(SHEETS[theme]);
  // Scrollbars and what the browser draws of fields.
  document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme;
}
