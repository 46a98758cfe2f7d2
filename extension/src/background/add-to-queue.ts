// Takes what the person finds anywhere in this browser to the queue of their party: from the popup of another tab, from the
// context menu, from the library. How it gets into the queue is the queue's own.
import { leastRoleFor } from '@sameframe/shared/grants.ts';
import { isAtLeast } from '@sameframe/shared/protocol/rules.ts';
import type { ListedVideo } from '../messages/feature-asks.ts';
import { type OfferedVideo, QUEUE_FEATURE } from '../messages/features-background.ts';
import type { QueueRefusal, QueueView } from '../messages/popup-background.ts';
import type { Parties } from './parties.ts';
import { ownRoleIn } from './popup-view.ts';
import type { TabParty } from './tab-party.ts';

export type Queued =
  | { readonly kind: 'taken'; readonly count: number }
  | { readonly kind: 'refused'; readonly why: QueueRefusal };

export interface QueueAdder {
  /** The queue that would take it; null: no party is on in this browser. */
  view(tabId: number | null): QueueView | null;
  /** Of what was found in this tab; null: in none. */
  add(videos: readonly OfferedVideo[], tabId: number | null): Promise<Queued>;
}

export function createQueueAdder({ byTab }: Pick<Parties, 'byTab'>): QueueAdder {
  /** Of several parties the tab's own, or else the one that was joined last. */
  const find = (tabId: number | null): TabParty | null => {
    const own = tabId === null ? undefined : byTab.get(tabId);
    if (own?.hasJoined() === true) return own;
    return [...byTab.values()].findLast((party) => party.hasJoined()) ?? null;
  };
  return {
    view(tabId) {
      const party = find(tabId);
      return party === null ? null : { mayAdd: mayAdd(party) };
    },
    async add(videos, tabId) {
      const party = find(tabId);
      if (party === null) return { kind: 'refused', why: 'no-party' };
      if (videos.length === 0) return { kind: 'refused', why: 'no-address' };
      if (!mayAdd(party)) return { kind: 'refused', why: 'not-allowed' };
      return party.features.offer(QUEUE_FEATURE, videos);
    },
  };
}

function mayAdd(party: TabParty): boolean {
  const { session } = party.facts();
  return isAtLeast(ownRoleIn(session), leastRoleFor(session.replica.party.rules, QUEUE_FEATURE));
}

/** One video that was found on a page, as lists have it: cut to what they take; nothing where it has no web address. */
export function listOne({
  url,
  title,
}: {
  readonly url: string;
  readonly title: string;
}): readonly ListedVideo[] {
  const isAddress = /^https?:\/\//i.test(url) && url.length <= 2_048;
  return isAddress ? [{ address: url, title: title.slice(0, 400), lengthS: null }] : [];
}
