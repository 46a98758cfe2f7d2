// What is one emoji and nothing else, for what comes from somebody else and is shown where one is expected.

import * as v from 'valibot';

/** In UTF-16 units; the longest families and flags have less. */
const MAX_EMOJI_LENGTH = 32;
/** One of those that Unicode recommends for interchange, whole. */
// biome-ignore lint/complexity/useRegexLiterals: TypeScript's target is older than the flag, the browsers are not
const ONE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');

/** Whether a text is one emoji, as this browser knows them. */
export function isEmoji(text: string): boolean {
  return text.length <= MAX_EMOJI_LENGTH && ONE_EMOJI.test(text);
}

export const emojiSchema = v.pipe(v.string(), v.check(isEmoji));
