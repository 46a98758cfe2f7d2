// The row of reactions below every panel, and what of them is over the film.
import type { ComponentType } from 'preact';
import { type TextKey, text } from '../../ui/text.ts';
import type { FeatureHost } from '../feature.ts';
import { type Emoji, REACTIONS, type Reactions } from './reactions.ts';

const NAMES: Readonly<Record<Emoji, TextKey>> = {
  '👍': 'reactionsThumb',
  '❤️': 'reactionsHeart',
  '😂': 'reactionsLaugh',
  '😮': 'reactionsWow',
  '😢': 'reactionsSad',
  '👏': 'reactionsClap',
  '🔥': 'reactionsFire',
  '🎉': 'reactionsParty',
};

export function createReactionBar(reactions: Reactions): ComponentType {
  return () =>
    reactions.mayReact() ? (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in all browsers
      <div class="reaction-bar" role="group" aria-label={text('reactions')}>
        {REACTIONS.map((emoji) => (
          <button
            key={emoji}
            type="submit"
            class="reaction-button"
            aria-label={text(NAMES[emoji])}
            title={text(NAMES[emoji])}
            onClick={() => reactions.react(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
    ) : null;
}

/** To be found by a screen reader, and not told by itself: it would talk over the film. */
export function createReactionsOver({ shown }: Reactions, host: FeatureHost): ComponentType {
  return () => (
    <div class="reactions">
      {shown.value.map(({ key, by, emoji }) => (
        <span key={key} class="reaction" style={{ left: `${placeOf(key)}%` }}>
          <span class="reaction-emoji" role="img" aria-label={text(NAMES[emoji])}>
            {emoji}
          </span>
          <bdi class="reaction-by">{host.nameOf(by)}</bdi>
        </span>
      ))}
    </div>
  );
}

/** The same for everyone, and not where the last one was, in percent of the film's width. */
function placeOf(key: number): number {
  return 6 + ((key * 29) % 60);
}
