// Reactions: one press, and for a moment everyone sees it over the film.
import { signal } from '@preact/signals';
import { text } from '../../ui/text.ts';
import type { Feature } from '../feature.ts';
import styles from './reactions.css';
import { createReactions } from './reactions.ts';
import { createReactionBar, createReactionsOver } from './reactions-panel.tsx';

export const reactions: Feature = {
  id: 'reactions',
  label: () => text('reactions'),
  styles,
  mount(host) {
    const shown = createReactions(host);
    return { Bar: createReactionBar(shown), Over: createReactionsOver(shown, host), unseen: signal(0) };
  },
};
