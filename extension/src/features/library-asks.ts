// Questions of the features to the person's library, one answer each; where the background dies over one, that is the answer.
import type { LibraryAnswer, LibraryAsk } from '../messages/library-asks.ts';

export interface LibraryAsks {
  ask(ask: LibraryAsk): Promise<LibraryAnswer>;
  take(id: number, answer: LibraryAnswer): void;
  /** Nobody answers any longer what was asked before. */
  giveUp(): void;
}

export function createLibraryAsks(send: (id: number, ask: LibraryAsk) => void): LibraryAsks {
  const waiting = new Map<number, (answer: LibraryAnswer) => void>();
  let count = 0;
  const take = (id: number, answer: LibraryAnswer) => {
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
