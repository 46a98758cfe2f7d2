// Ctrl-C, a closed terminal, or a polite kill: the first one ends everything cleanly, the second one at once.
import type { Cleanup } from './cleanup.ts';

/** As a shell reports a process that SIGINT has ended. */
const EXIT_FORCED = 130;

export function endOnSignals(cleanup: Cleanup): void {
  const end = () => {
    if (cleanup.signal.aborted) {
      cleanup.kill();
      process.exit(EXIT_FORCED);
    }
    console.log('\nStopping; once more forces it.');
    // What does not close is reported by whoever awaits the end.
    void cleanup.end();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}
