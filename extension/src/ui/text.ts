// Every text that a person reads, by its key: the browser takes it from the catalogue of its own language
// (static/_locales). By the browser's own object, as webextension-polyfill is too large for a page.

/** Only its type: the texts themselves are in no bundle. */
type Catalogue = typeof import('../../static/_locales/en/messages.json');
type AnyKey = Exclude<keyof Catalogue, 'default'>;

/** A text whose words depend on a number has a form for each case of the language: `KEY_one`, `KEY_other`, … */
export type CountedKey = AnyKey extends infer Key
  ? Key extends `${infer Base}_other`
    ? Base
    : never
  : never;
export type TextKey = Exclude<AnyKey, `${CountedKey}_${string}`>;

export type TextValue = string | number;

interface I18n {
  getMessage(key: string, values?: string[]): string;
}

/** Letters of scripts that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The text in the browser's language, with the values in its places. */
export function text(key: TextKey, ...values: readonly TextValue[]): string {
  return look(key, values);
}

/** The form of the text that fits a number, which is the first value. */
export function countedText(key: CountedKey, count: number, ...values: readonly TextValue[]): string {
  const form = new Intl.PluralRules(languageTag()).select(count);
  const all = [formatCount(count), ...values];
  return look(`${key}_${form}`, all) || look(`${key}_other`, all);
}

/** Of the catalogue in force, which is English where the browser's language has none: rules for words have to fit it. */
export function languageTag(): string {
  return look('languageTag', []) || 'en';
}

/** In which direction the language is written. */
export function textDirection(): 'ltr' | 'rtl' {
  return look('direction', []) === 'rtl' ? 'rtl' : 'ltr';
}

/** `1.5`, `1,5`: in the digits of codes and times, which are the same everywhere. */
export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
  const usual = { useGrouping: false, numberingSystem: 'latn' } as const;
  return new Intl.NumberFormat(languageTag(), { ...usual, ...options }).format(value);
}

/** `1,234`: how many there are of something. */
export function formatCount(count: number): string {
  return formatNumber(count, { useGrouping: true });
}

/** `Bob, Carol, and Dora`. */
export function formatList(parts: readonly string[]): string {
  return new Intl.ListFormat(languageTag()).format(parts.map(isolate));
}

function look(key: string, values: readonly TextValue[]): string {
  const { i18n } = (globalThis as { chrome?: { i18n?: I18n } }).chrome ?? {};
  try {
    return i18n?.getMessage(key, values.map(isolate)) ?? '';
  } catch {
    // The extension was replaced under a page: what it still draws there goes away in the same moment.
    return '';
  }
}

/** For what stands beside a text and not in one: it keeps its own direction wherever it is put. */
export function isolate(value: TextValue): string {
  const shown = String(value);
  const isMixed = RIGHT_TO_LEFT.test(shown) || (shown !== '' && textDirection() === 'rtl');
  // FIRST STRONG ISOLATE and its end: what stands between keeps its direction, and leaves that of the rest alone.
  return isMixed ? `\u2068${shown}\u2069` : shown;
}
