// The core's one timer: calls `tick` when it is due, and sooner when something has brought it forward.
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { RelayCore } from '../party/core-port.ts';

/**
 * Of thousands of parties each is due at another moment, and a tick looks at all that wait: one for those that are due
 * within so many ms. What an act brings about waits for no tick.
 */
const STEP_MS = 25;

export interface TickTimer {
  /** To be called whenever the core was given something to do. */
  rearm(): void;
  stop(): void;
}

export function createTickTimer(core: Pick<RelayCore, 'tick' | 'dueAt'>, now: () => LocalMs): TickTimer {
  let armed: { readonly timer: NodeJS.Timeout; readonly at: number } | null = null;
  let isStopped = false;

  const rearm = (): void => {
    const at = Math.ceil(core.dueAt() / STEP_MS) * STEP_MS;
    if (isStopped || (armed !== null && armed.at <= at)) return;
    if (armed !== null) clearTimeout(armed.timer);
    armed = { timer: setTimeout(run, Math.max(0, Math.ceil(at - now()))), at };
  };
  const run = (): void => {
    armed = null;
    const done = core.tick();
    rearm();
    // What had to be waited for may have brought the next tick forward.
    if (done instanceof Promise) void done.then(rearm);
  };
  return {
    rearm,
    stop() {
      isStopped = true;
      if (armed !== null) clearTimeout(armed.timer);
    },
  };
}
