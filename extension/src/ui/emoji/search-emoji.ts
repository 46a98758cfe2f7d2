// PURE. Finds emoji by their names and by what else they stand for.
import type { EmojiData, EmojiEntry } from './emoji-data.ts';

/** More than anybody looks through. */
export const MAX_FOUND = 96;

/** Marks and case tell nothing apart here: "cafe" finds the café. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

interface Findable {
  readonly entry: EmojiEntry;
  readonly called: string;
  readonly known: string;
}

/** Once for all: two thousand names are too many to be folded for each key that is pressed. */
const findable = new WeakMap<EmojiData, readonly Findable[]>();

function prepare(data: EmojiData): readonly Findable[] {
  const prepared =
    findable.get(data) ??
    data.groups.flat().map((entry) => ({ entry, called: fold(entry[1]), known: fold(entry[2]) }));
  findable.set(data, prepared);
  return prepared;
}

/** The best first: what is called so, then what has a word of that beginning, then what has it anywhere. */
export function searchEmoji(data: EmojiData, query: string): readonly EmojiEntry[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const ranked = prepare(data)
    .map((each) => ({ entry: each.entry, rank: rankOf(each, words, query.trim()) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY);
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_FOUND)
    .map(({ entry }) => entry);
}

/** 0 is best; infinite for what is not meant. */
function rankOf({ entry, called, known }: Findable, words: readonly string[], query: string): number {
  if (entry[0] === query) return 0;
  return words.reduce((worst, word) => Math.max(worst, rankOfWord(called, known, word)), 0);
}

function rankOfWord(called: string, known: string, word: string): number {
  if (called === word) return 0;
  if (called.startsWith(word)) return 1;
  if (hasWordFrom(called, word)) return 2;
  if (hasWordFrom(known, word)) return 3;
  return called.includes(word) || known.includes(word) ? 4 : Number.POSITIVE_INFINITY;
}

function hasWordFrom(text: string, beginning: string): boolean {
  return ` ${text}`.includes(` ${beginning}`);
}
