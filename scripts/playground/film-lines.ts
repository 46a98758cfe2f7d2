// Named lines that films come over, so that a test can stop one viewer's film and let it go on.
import { EventEmitter, once } from 'node:events';

export interface FilmLine {
  /** Resolves at once while the line is open, and as soon as it is again. */
  untilOpen(): Promise<void>;
}

export interface FilmLines {
  line(name: string): FilmLine;
  /** From now on nothing comes over this line, in answers under way neither. */
  freeze(name: string): void;
  thaw(name: string): void;
}

export function createFilmLines(): FilmLines {
  const frozen = new Map<string, EventEmitter>();
  return {
    line: (name) => ({
      async untilOpen() {
        const ice = frozen.get(name);
        if (ice !== undefined) await once(ice, 'thawed');
      },
    }),
    freeze(name) {
      // A player may wait with several requests at a time.
      if (!frozen.has(name)) frozen.set(name, new EventEmitter().setMaxListeners(100));
    },
    thaw(name) {
      frozen.get(name)?.emit('thawed');
      frozen.delete(name);
    },
  };
}
