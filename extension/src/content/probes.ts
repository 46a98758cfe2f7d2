// The clock's questions to the relay that are under way: when each was sent, by its number.
import type { LocalMs } from '@sameframe/shared/time.ts';

export interface Probes {
  /** Numbers a new one. */
  begin(now: LocalMs): number;
  /** When it was sent; null for one that nobody waits for. */
  end(id: number): LocalMs | null;
}

/** Those lost with a dead background are forgotten with the next ones. */
const MAX_UNDER_WAY = 8;

export function createProbes(): Probes {
  const sentAt = new Map<number, LocalMs>();
  let next = 1;
  return {
    begin(now) {
      if (sentAt.size > MAX_UNDER_WAY) sentAt.clear();
      const id = next++;
      sentAt.set(id, now);
      return id;
    },
    end(id) {
      const at = sentAt.get(id) ?? null;
      sentAt.delete(id);
      return at;
    },
  };
}
