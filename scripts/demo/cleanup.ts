// What has to go when the program ends, in reverse order of coming. Owns the one moment after which nothing new may
// start; does not know what it closes.

export interface Closable {
  close(): Promise<void>;
  /** At once and without asking, for a person who pressed Ctrl-C twice. */
  kill(): void;
}

export interface Cleanup {
  /** Fires when the end begins: whatever waits for time to pass should stop waiting. */
  readonly signal: AbortSignal;
  /**
   * Closes `started` in the end. What comes up while everything is going down is closed right away, and the
   * returned promise rejects, so that the caller does not go on.
   */
  keep<Started extends Closable>(started: Started): Promise<Started>;
  /** Closes everything once, however often it is called; resolves to what could not be closed. */
  end(): Promise<readonly unknown[]>;
  kill(): void;
}

export function createCleanup(): Cleanup {
  const ending = new AbortController();
  const kept: Closable[] = [];
  let ended: Promise<readonly unknown[]> | undefined;

  const closeAll = async () => {
    const problems: unknown[] = [];
    for (let one = kept.at(-1); one !== undefined; one = kept.at(-1)) {
      try {
        await one.close();
      } catch (error) {
        one.kill();
        problems.push(error);
      }
      // Only now: what hangs while it closes is what a second Ctrl-C is for.
      kept.pop();
    }
    return problems;
  };

  return {
    signal: ending.signal,
    keep: async (started) => {
      if (!ending.signal.aborted) {
        kept.push(started);
        return started;
      }
      await started.close();
      throw ending.signal.reason;
    },
    end: () => {
      ending.abort();
      ended ??= closeAll();
      return ended;
    },
    kill: () => {
      ending.abort();
      for (const one of kept) one.kill();
    },
  };
}
