// The only way a test waits: for a condition, with a limit, and with the last value in the failure.
import { setTimeout as pause } from 'node:timers/promises';
import { RigError } from './rig-error.ts';

export interface WaitOptions {
  /** What is awaited, as the end of the sentence "waited 5000 ms for …". */
  readonly what: string;
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
}

// Longer than anything takes on two busy cores: no test measures speed.
export const DEFAULT_TIMEOUT_MS = 20_000;
// Each poll is a round trip into a browser that shares two cores with the thing under test.
const DEFAULT_INTERVAL_MS = 50;

/**
 * Polls until `read` gives a value that is neither false, null nor undefined, and returns it. A RigError with
 * code `popup-closed` ends the wait at once (it cannot get better); any other throw counts as "not yet" and is
 * shown if the time runs out.
 */
export async function waitFor<Value>(
  read: () => Promise<Value> | Value,
  { what, timeoutMs = DEFAULT_TIMEOUT_MS, intervalMs = DEFAULT_INTERVAL_MS }: WaitOptions,
): Promise<Exclude<Value, false | null | undefined>> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await read();
      if (value !== false && value !== null && value !== undefined) {
        return value as Exclude<Value, false | null | undefined>;
      }
      last = value;
    } catch (error) {
      if (error instanceof RigError && error.code === 'popup-closed') throw error;
      last = error;
    }
    if (performance.now() >= deadline) throw createTimeoutError(what, timeoutMs, last);
    await pause(intervalMs);
  }
}

/** Like `waitFor`, for a value that is always there and must become acceptable; shows the last one on failure. */
export async function waitForValue<Value>(
  read: () => Promise<Value> | Value,
  isAccepted: (value: Value) => boolean,
  options: WaitOptions,
): Promise<Value> {
  let last: { readonly value: Value } | undefined;
  try {
    const { value } = await waitFor(async () => {
      last = { value: await read() };
      return isAccepted(last.value) ? last : undefined;
    }, options);
    return value;
  } catch (error) {
    if (!(error instanceof RigError) || error.code !== 'timed-out' || last === undefined) throw error;
    throw createTimeoutError(options.what, options.timeoutMs ?? DEFAULT_TIMEOUT_MS, last.value);
  }
}

function createTimeoutError(what: string, timeoutMs: number, last: unknown): RigError {
  const seen = last instanceof Error ? last.message : JSON.stringify(last);
  return new RigError(
    'timed-out',
    `waited ${timeoutMs} ms for ${what}; the last value was ${seen ?? 'undefined'}.`,
    'Look at that value first: it says how far things got.',
    last instanceof Error ? last : undefined,
  );
}
