// What went wrong, until somebody has read it.
import type { Problem } from '../messages/popup-background.ts';

/** What went wrong last, by tab: a popup may have closed before it could be told. */
export interface ProblemBoard {
  get(tabId: number): Problem | null;
  put(tabId: number, problem: Problem): void;
  clear(tabId: number): void;
}

export function createProblemBoard(everywhere: Problem | null): ProblemBoard {
  const byTab = new Map<number, Problem>();
  let general = everywhere;
  return {
    get: (tabId) => byTab.get(tabId) ?? general,
    put: (tabId, problem) => void byTab.set(tabId, problem),
    clear(tabId) {
      byTab.delete(tabId);
      general = null;
    },
  };
}
