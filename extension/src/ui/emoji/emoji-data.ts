// The emoji that can be chosen, as a script of its own brings them (scripts/build/emoji-data.ts): nobody who opens no picker
// loads them.

/** `more`: what else it is found by. */
export type EmojiEntry = readonly [emoji: string, name: string, more: string];

export interface EmojiData {
  /** Of the names. */
  readonly language: string;
  /** In the order of GROUPS in emoji-groups.ts. */
  readonly groups: readonly (readonly EmojiEntry[])[];
}

declare global {
  /** Set in the extension's own world of the frame, or in its page, once the script has run there. */
  var sameframeEmoji: EmojiData | undefined;
}
