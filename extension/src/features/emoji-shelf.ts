// The emoji as features are given them: the background brings their script to this frame when somebody is to choose one,
// and tells which were used last. It may die on the way, so what is still needed is asked for again on the next line.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { BackgroundToFeatures, FeaturesToBackground } from '../messages/features-background.ts';
import { withUsedEmoji } from '../messages/recent-emoji.ts';
import type { EmojiData } from '../ui/emoji/emoji-data.ts';

export interface EmojiShelf {
  /** Null where the browser does not let them in. */
  load(): Promise<EmojiData | null>;
  /** The newest first; known once they were loaded. */
  readonly recent: ReadonlySignal<readonly string[]>;
  noteUse(emoji: string): void;
}

export interface EmojiShelfPorts {
  read(): EmojiData | undefined;
  send(message: Extract<FeaturesToBackground, { kind: 'emoji' | 'used-emoji' }>): void;
}

export interface EmojiSupply {
  readonly shelf: EmojiShelf;
  /** The background has answered. */
  take(answer: Extract<BackgroundToFeatures, { kind: 'emoji' }>): void;
  /** A new line is up. */
  repeat(): void;
}

export function createEmojiSupply({ read, send }: EmojiShelfPorts): EmojiSupply {
  const recent = signal<readonly string[]>([]);
  let waiting: ((data: EmojiData | null) => void)[] = [];
  const ask = () => send({ kind: 'emoji', isMissing: read() === undefined });
  return {
    shelf: {
      recent,
      load: () =>
        new Promise((resolve) => {
          waiting = [...waiting, resolve];
          ask();
        }),
      noteUse(emoji) {
        recent.value = withUsedEmoji(recent.value, emoji);
        send({ kind: 'used-emoji', emoji });
      },
    },
    take(answer) {
      recent.value = answer.recent;
      const told = waiting;
      waiting = [];
      for (const resolve of told) resolve(read() ?? null);
    },
    repeat() {
      if (waiting.length > 0) ask();
    },
  };
}
