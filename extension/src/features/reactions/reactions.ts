// Which reactions are over the film at the moment. Decides nothing about how they look.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { MemberId } from '@sameframe/shared/ids.ts';
import * as v from 'valibot';
import { type FeatureHost, mayWrite } from '../feature.ts';

export const REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '👏', '🔥', '🎉'] as const;
const reactionSchema = v.object({ kind: v.literal('react'), emoji: v.picklist(REACTIONS) });
export type Emoji = (typeof REACTIONS)[number];

/** As long as one stays, ms; the style sheet moves it for as long. */
export const REACTION_MS = 3_000;
/** More at once would hide the film: the oldest make way. */
export const MAX_SHOWN = 12;

export interface ShownReaction {
  readonly key: number;
  readonly by: MemberId;
  readonly emoji: Emoji;
}

export interface Reactions {
  readonly shown: ReadonlySignal<readonly ShownReaction[]>;
  mayReact(): boolean;
  react(emoji: Emoji): void;
}

export function createReactions(host: FeatureHost): Reactions {
  const shown = signal<readonly ShownReaction[]>([]);
  host.onNews(({ lamport, by, act }) => {
    const parsed = v.safeParse(reactionSchema, act);
    if (!parsed.success || host.muted.peek().has(by)) return;
    const { emoji } = parsed.output;
    shown.value = [...shown.value, { key: lamport, by, emoji }].slice(-MAX_SHOWN);
    setTimeout(() => {
      shown.value = shown.value.filter(({ key }) => key !== lamport);
    }, REACTION_MS);
  });
  return {
    shown,
    mayReact: () => mayWrite(host.party.value, 'reactions'),
    react: (emoji) => host.say({ kind: 'react', emoji }, 'of-the-moment'),
  };
}
