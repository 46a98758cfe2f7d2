// The languages that the gallery can be drawn in: those of the extension.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const LOCALES_DIR = join(import.meta.dirname, '..', '..', 'extension', 'static', '_locales');

export const LOCALES: readonly string[] = readdirSync(LOCALES_DIR).sort();

/** The file with the texts of a language. */
export function catalogueOf(locale: string): string {
  return join(LOCALES_DIR, locale, 'messages.json');
}
