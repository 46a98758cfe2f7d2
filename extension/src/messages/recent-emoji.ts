/** So many are remembered: three rows of the picker. */
export const MAX_RECENT_EMOJI = 24;

/** The newest first, each once. */
export function withUsedEmoji(recent: readonly string[], emoji: string): readonly string[] {
  return [emoji, ...recent.filter((each) => each !== emoji)].slice(0, MAX_RECENT_EMOJI);
}
