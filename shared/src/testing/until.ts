// How a test waits for what comes about by itself: no longer than that takes, however busy the machine is.
import { vi } from 'vitest';

/** Tries until nothing is thrown any more, and gives what came of it. */
export function eventually<Value>(attempt: () => Value | Promise<Value>): Promise<Value> {
  return vi.waitFor(attempt, { timeout: 20_000, interval: 10 });
}

/** Waits for a condition. */
export async function until(condition: () => unknown): Promise<void> {
  await eventually(() => {
    if (!condition()) throw new Error(`not yet: ${condition.toString()}`);
  });
}
