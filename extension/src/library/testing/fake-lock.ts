// `navigator.locks` in small: one piece of work after the other.
import type { WithLock } from '../library-store.ts';

export function createFakeLock(): WithLock {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
