// Which tabs' icons say something, and what: how it stands with their party, or that they have none any more.
import { headcountOf } from '@sameframe/shared/party.ts';
import type { Parties } from './parties.ts';
import { knockersFor, type TabFacts } from './popup-view.ts';
import type { Loss } from './problem-board.ts';
import type { TabSign, Toolbar } from './toolbar.ts';

export interface TabSigns {
  show(byTab: Parties['byTab'], losses: ReadonlyMap<number, Loss>): void;
}

export function createTabSigns(toolbar: Toolbar): TabSigns {
  const shown = new Set<number>();
  return {
    show(byTab, losses) {
      const signs = new Map<number, TabSign>();
      for (const [tabId, problem] of losses) signs.set(tabId, { kind: 'lost', problem });
      for (const [tabId, party] of byTab) signs.set(tabId, signOf(party.facts()));
      for (const tabId of shown) {
        if (signs.has(tabId)) continue;
        shown.delete(tabId);
        toolbar.showTab(tabId, { kind: 'none' });
      }
      for (const [tabId, sign] of signs) {
        shown.add(tabId);
        toolbar.showTab(tabId, sign);
      }
    },
  };
}

function signOf(facts: TabFacts): TabSign {
  const waiting = knockersFor(facts).length;
  if (facts.access === 'lost') return { kind: 'come-back' };
  if (waiting > 0) return { kind: 'knocks', count: waiting };
  return { kind: 'party', members: headcountOf(facts.session.replica.party) };
}
