// PURE. Text of somebody else as it may stand in one line of ours: names, titles.

/**
 * Control, format, direction-changing, ignorable and blank-looking characters and halves of pairs: they could
 * make one line look like another, or like none.
 */
const UNSAFE_IN_LINE = /(?!\s)[\p{Cc}\p{Cs}]|[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** More marks on one letter than any script has: they cover the lines around. */
export const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/** Nothing invisible, turned around or piled up, single spaces, `maxChars` code points at most. */
export function cleanLine(text: string, maxChars: number): string {
  const visible = text
    .replace(UNSAFE_IN_LINE, '')
    .normalize('NFC')
    .replace(PILED_MARKS, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return Array.from(visible).slice(0, maxChars).join('').trim();
}

/** At most so many UTF-16 units, which is what a schema's length counts, and no half of a pair. */
export function cutToUnits(text: string, maxUnits: number): string {
  return text
    .slice(0, maxUnits)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}
