import type { TextKey } from '../text.ts';

/** What stands on the tab of a group, and what the group is called; in the order of EmojiData.groups. */
export const GROUPS: readonly (readonly [sign: string, name: TextKey])[] = [
  ['😀', 'emojiSmileys'],
  ['👋', 'emojiPeople'],
  ['🐻', 'emojiNature'],
  ['🍎', 'emojiFood'],
  ['🚗', 'emojiTravel'],
  ['⚽', 'emojiActivities'],
  ['💡', 'emojiObjects'],
  ['❤️', 'emojiSymbols'],
  ['🏁', 'emojiFlags'],
];
/** Of what was used last. */
export const RECENT_SIGN = '🕘';
