// The core's one timer: calls `tick` when it is due, and sooner when something has brought it forward.
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { RelayCore } from '../party/core-port.ts';

export interface TickTimer {
  /** To be called whenever the core was given something to do. */
  rearm(): void;
  stop(): void;
}

export function createTickTimer(core: Pick<RelayCore, 'tick' | 'dueAt'>, now: () => RelayMs): TickTimer {
  let armed: { readonly timer: NodeJS.Timeout; readonly dueAt: RelayMs } | null = null;
  let isStopped = false;

  const rearm = (): void => {
    const dueAt = core.dueAt();
    if (isStopped || (armed !== null && armed.dueAt <= dueAt)) return;
    if (armed !== null) clearTimeout(armed.timer);
    armed = { timer: setTimeout(run, Math.max(0, Math.ceil(dueAt - now()))), dueAt };
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
