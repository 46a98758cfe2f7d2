// The core's one timer: calls `tick` when it is due, and sooner when something has brought it forward.
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { RelayCore } from '../party/relay-core.ts';

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
    core.tick();
    rearm();
  };
  return {
    rearm,
    stop() {
      isStopped = true;
      if (armed !== null) clearTimeout(armed.timer);
    },
  };
}
