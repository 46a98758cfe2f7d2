// Questions of the features to the background, one answer each; where the background dies over one, that is the answer.
import type { FeatureAnswer, FeatureAsk } from '../messages/feature-asks.ts';

export interface FeatureAsks {
  ask(ask: FeatureAsk): Promise<FeatureAnswer>;
  take(id: number, answer: FeatureAnswer): void;
  /** Nobody answers any longer what was asked before. */
  giveUp(): void;
}

export function createFeatureAsks(send: (id: number, ask: FeatureAsk) => void): FeatureAsks {
  const waiting = new Map<number, (answer: FeatureAnswer) => void>();
  let count = 0;
  const take = (id: number, answer: FeatureAnswer) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  };
  return {
    ask(ask) {
      count += 1;
      const id = count;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        send(id, ask);
      });
    },
    take,
    giveUp() {
      for (const id of [...waiting.keys()]) take(id, { kind: 'failed' });
    },
  };
}
