// PURE. Text of somebody else as it may be shown: nothing that turns around what stands beside it, hides in it, or climbs
// out of its line.

import { PILED_MARKS } from '@sameframe/shared/clean-line.ts';

/**
 * Control characters but line feed and tab, halves of pairs, direction overrides and embeddings, isolates, and what is
 * invisible. Joiners (U+200C, U+200D) stay: Persian and emoji are written with them. So do variation selectors and tags.
 */
const UNSAFE =
  /(?!\n|\t|\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{Cc}\p{Cs}\p{Cf}\u2028\u2029\u2800\u3164\u115f\u1160\uffa0]/gu;
/** Joiners that join nothing one could see. */
const IDLE_JOINERS = /(?:\u200c|\u200d){2,}/g;
/** At either end. */
const IDLE = /\u200c|\u200d|\s/;
const BLANK_LINES = /\n{3,}/g;
/** Without one there is nothing to be seen, such as of selectors and tags that are about no emoji. */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** At most so many code points; empty if nothing is left to be seen. */
export function cleanText(text: string, maxChars: number): string {
  const visible = text
    .replace(/\r\n?/g, '\n')
    .replace(UNSAFE, '')
    .normalize('NFC')
    .replace(PILED_MARKS, '$1')
    .replace(BLANK_LINES, '\n\n')
    .replace(IDLE_JOINERS, '');
  const fitting = trimIdle(Array.from(trimIdle(visible)).slice(0, maxChars).join(''));
  return VISIBLE.test(fitting) ? fitting : '';
}

/** By hand: a pattern that ends in `$` is tried at each of many blanks within, up to their last. */
function trimIdle(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && IDLE.test(text.charAt(start))) start += 1;
  while (start < end && IDLE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
