// The emoji that can be chosen, with their names in each language of the extension: one script for each language, made
// while bundling from emojibase-data, so that what is shipped is a twentieth of what that library has. What it has no names
// in comes from where it has its own, the Unicode consortium's annotations.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isEmoji } from '@sameframe/shared/emoji.ts';
import type { Plugin } from 'esbuild';
import type { EmojiData, EmojiEntry } from '../../extension/src/ui/emoji/emoji-data.ts';

export const EMOJI_LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'ja'] as const;
/** The library has no names in these. */
const NAMED_BY_CLDR: readonly string[] = ['ar'];

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

const { resolve } = createRequire(import.meta.url);

function readData(file: string): unknown {
  return JSON.parse(readFileSync(resolve(file), 'utf8'));
}

export function emojiDataOf(language: string): EmojiData {
  const isByCldr = NAMED_BY_CLDR.includes(language);
  const all = readData(`emojibase-data/${isByCldr ? 'en' : language}/data.json`) as readonly LibraryEntry[];
  const known = all
    .filter(({ version, group = -1 }) => version <= NEWEST_VERSION && GROUPS.includes(group))
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  const named = isByCldr ? nameByCldr(known, language) : known;
  const groups = GROUPS.map((group) => named.filter((each) => each.group === group).map(entryOf));
  return { language, groups };
}

interface Annotation {
  readonly default?: readonly string[];
  readonly tts?: readonly string[];
}
type Annotations = Readonly<Record<string, Annotation>>;

function nameByCldr(entries: readonly LibraryEntry[], language: string): readonly LibraryEntry[] {
  const single = readData(`cldr-annotations-full/annotations/${language}/annotations.json`);
  const composed = readData(`cldr-annotations-derived-full/annotationsDerived/${language}/annotations.json`);
  const annotations: Annotations = {
    ...(single as { annotations: { annotations: Annotations } }).annotations.annotations,
    ...(composed as { annotationsDerived: { annotations: Annotations } }).annotationsDerived.annotations,
  };
  return entries.map((entry) => {
    const { tts, default: tags = [] } = annotations[entry.emoji.replaceAll('\ufe0f', '')] ?? {};
    if (tts?.[0] === undefined) throw new Error(`${entry.emoji} has no name in ${language}`);
    return { ...entry, label: tts[0], tags };
  });
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
      contents: `/*! Names of emoji: emojibase-data, Copyright (c) 2017-2019 Miles Johnson, MIT; and Unicode CLDR, Copyright (c) Unicode, Inc., Unicode-3.0. */
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
