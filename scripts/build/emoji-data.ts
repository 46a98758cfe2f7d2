// The emoji that can be chosen, with their names in each language of the extension: one script for each language, made
// while bundling from emojibase-data, so that what is shipped is a twentieth of what that library has.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isEmoji } from '@sameframe/shared/emoji.ts';
import type { Plugin } from 'esbuild';
import type { EmojiData, EmojiEntry } from '../../extension/src/ui/emoji/emoji-data.ts';

/** By the extension's languages: whose names are shown. The library has none in Arabic. */
const NAMES_FROM: Readonly<Record<string, string>> = {
  ar: 'en',
  de: 'de',
  en: 'en',
  es: 'es',
  fr: 'fr',
  ja: 'ja',
};
export const EMOJI_LANGUAGES: readonly string[] = Object.keys(NAMES_FROM);

/** What systems of the last years can draw. */
const NEWEST_VERSION = 15;
/** The library's numbers, in the order of the picker's groups; what is left out are parts of emoji. */
const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9];
const SCHEME = 'emoji-data:';

interface LibraryEntry {
  readonly emoji: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly order?: number;
  readonly version: number;
}

export function emojiDataOf(language: string): EmojiData {
  const namesFrom = NAMES_FROM[language] ?? 'en';
  const file = createRequire(import.meta.url).resolve(`emojibase-data/${namesFrom}/data.json`);
  const all = JSON.parse(readFileSync(file, 'utf8')) as readonly LibraryEntry[];
  const known = all
    .filter(({ version }) => version <= NEWEST_VERSION)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  const groups = GROUPS.map((group) => known.filter((each) => each.group === group).map(entryOf));
  return { language: namesFrom, groups };
}

function entryOf({ emoji, label, tags = [] }: LibraryEntry): EmojiEntry {
  const name = label.toLowerCase();
  const others = tags.filter((tag) => !name.includes(tag.toLowerCase()));
  return [usualForm(emoji), label, others.join(' ')];
}

/** The library asks for the picture even where the character is one anyway; as it is typed elsewhere, it has no such mark. */
function usualForm(emoji: string): string {
  if (isEmoji(emoji)) return emoji;
  const bare = emoji.replaceAll('\ufe0f', '');
  if (!isEmoji(bare)) throw new Error(`${emoji} is no emoji that others would take for one`);
  return bare;
}

/** Entry points `emoji-data:LANGUAGE`. */
export const emojiData: Plugin = {
  name: 'emoji-data',
  setup(build) {
    build.onResolve({ filter: /^emoji-data:/ }, ({ path }) => ({ path, namespace: 'emoji-data' }));
    build.onLoad({ filter: /.*/, namespace: 'emoji-data' }, ({ path }) => ({
      contents: `/*! Names of emoji: emojibase-data, Copyright (c) 2017-2019 Miles Johnson, MIT; from Unicode CLDR. */
globalThis.sameframeEmoji = ${JSON.stringify(emojiDataOf(path.slice(SCHEME.length)))};`,
      loader: 'js',
    }));
  },
};

/** One script for each language, in a folder of their own. */
export const emojiEntryPoints = EMOJI_LANGUAGES.map((language) => ({
  in: `${SCHEME}${language}`,
  out: `emoji/${language}`,
}));
