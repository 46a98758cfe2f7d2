// What went wrong, until somebody has read it. What has put a person out of a party, or kept them out, may come while no
// popup is open and outlives the worker: the icon says it (tab-signs.ts), and the next popup of that tab.
import { rejectReasonSchema } from '@sameframe/shared/protocol/reject.ts';
import * as v from 'valibot';
import type { Problem } from '../messages/popup-background.ts';
import type { KeyValueStore } from '../platform/browser-api.ts';
import { createStoredCollection } from '../platform/storage.ts';
import { relaySchema } from './invite-schemas.ts';

const lossSchema = v.variant('kind', [
  v.object({ kind: v.literal('rejected'), reason: rejectReasonSchema }),
  v.object({ kind: v.literal('unreachable'), relay: relaySchema }),
]);
/** No party, or no longer. */
export type Loss = v.InferOutput<typeof lossSchema>;

const unreadSchema = v.object({
  problem: lossSchema,
  /** The icon says it, until its tab goes to another page. */
  isSigned: v.boolean(),
});
type Unread = v.InferOutput<typeof unreadSchema>;

/** What went wrong last, by tab. */
export interface ProblemBoard {
  get(tabId: number): Problem | null;
  put(tabId: number, problem: Problem): void;
  /** Of every tab that has none of its own. */
  putEverywhere(problem: Problem): void;
  /** It has been shown. */
  read(tabId: number): void;
  /** The tab goes to another page. */
  leavePage(tabId: number): void;
  /** Its person goes on to something else. */
  clear(tabId: number): void;
  /** The tab is gone. */
  forgetTab(tabId: number): void;
  /** What the icons are to say. */
  signed(): ReadonlyMap<number, Loss>;
}

export async function loadProblems(
  store: KeyValueStore,
  ports: { readonly onChange: () => void; readonly reportBug: (error: unknown) => void },
): Promise<ProblemBoard> {
  const kept = createStoredCollection(store, { prefix: 'problem:', version: 1, schema: unreadSchema });
  const byTab = new Map<number, Problem>();
  const unread = new Map<number, Unread>();
  let general: Problem | null = null;
  for (const [name, stored] of await kept.readAll()) {
    if (stored.state !== 'found') continue;
    byTab.set(Number(name), stored.value.problem);
    unread.set(Number(name), stored.value);
  }

  const note = (tabId: number, value: Unread): void => {
    unread.set(tabId, value);
    kept.write(String(tabId), value).catch(ports.reportBug);
    ports.onChange();
  };
  const read = (tabId: number): void => {
    if (!unread.delete(tabId)) return;
    kept.remove(String(tabId)).catch(ports.reportBug);
    ports.onChange();
  };

  const forgetTab = (tabId: number): void => {
    byTab.delete(tabId);
    read(tabId);
  };

  return {
    get: (tabId) => byTab.get(tabId) ?? general,
    put(tabId, problem) {
      byTab.set(tabId, problem);
      if (problem.kind === 'rejected' || problem.kind === 'unreachable')
        note(tabId, { problem, isSigned: true });
      else read(tabId);
    },
    putEverywhere(problem) {
      general = problem;
    },
    read,
    leavePage(tabId) {
      const own = unread.get(tabId);
      if (own?.isSigned === true) note(tabId, { ...own, isSigned: false });
    },
    clear(tabId) {
      general = null;
      forgetTab(tabId);
    },
    forgetTab,
    signed() {
      const entries = [...unread].filter(([, { isSigned }]) => isSigned);
      return new Map(entries.map(([tabId, { problem }]) => [tabId, problem]));
    },
  };
}
