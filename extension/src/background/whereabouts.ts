// PURE. Where a tab's page stands to the party's, and how the two came apart: the party went on without it, or its
// person did. Everything here is at the edge of a change, so that nobody is taken twice and no two chase each other.
import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { Apart, Moment } from '../messages/content-background.ts';

export interface Whereabouts {
  /** What the party watches; null while nobody has said. */
  readonly party: MediaKey | null;
  /** What the tab last showed. */
  readonly page: MediaKey | null;
  /** A document has gone and the next one has not come yet. */
  readonly leftAt: LocalMs | null;
  /** Null: with the party, as far as is known. */
  readonly apart: Apart | null;
  readonly apartSince: LocalMs;
  /** Of `went-on`: a person's hand, or the film's end and what the site does then. */
  readonly wentOnBy: 'hand' | 'end' | null;
  readonly handAt: LocalMs | null;
  readonly endAt: LocalMs | null;
}

/** A page that changes within this of a press or a key was changed by it, ms: routers load first. */
const HAND_MS = 5_000;
/** Sites count down before the next item begins by itself, ms. */
const END_MS = 30_000;

export const NOWHERE: Whereabouts = {
  party: null,
  page: null,
  leftAt: null,
  apart: null,
  apartSince: 0 as LocalMs,
  wentOnBy: null,
  handAt: null,
  endAt: null,
};

/**
 * The person has touched the page, its film has come to its end, or the browser's history has led to where the page is now.
 * The last is theirs too, and is told of afterwards.
 */
export function noteMoment(here: Whereabouts, what: Moment, now: LocalMs): Whereabouts {
  if (what === 'end') return { ...here, endAt: now };
  return { ...here, handAt: what === 'back' ? (here.leftAt ?? now) : now };
}

/** What the tab shows now; null while that cannot be said. */
export function notePage(here: Whereabouts, page: MediaKey | null, now: LocalMs): Whereabouts {
  if (page === null) return here.page === null ? here : { ...here, leftAt: here.leftAt ?? now };
  // It was there all the time, or is again: the party may have gone on meanwhile.
  if (page === here.page) return compare({ ...here, leftAt: null }, here.apart ?? 'party-went-on', null, now);
  const arrived = { ...here, page, leftAt: null };
  // A site may pass through an address or two before it is there: they are one way.
  const wasWithParty = here.apart === null && here.page !== null && here.page === here.party;
  const by = wasWithParty || here.apart === 'went-on' ? movedBy(here, here.leftAt ?? now) : null;
  return compare(arrived, by === null ? 'elsewhere' : 'went-on', by, now);
}

/** What the party watches now; `isOwn`: because the tab's own person took it there, who has left nobody behind. */
export function noteParty(
  here: Whereabouts,
  party: MediaKey | null,
  { isOwn }: { readonly isOwn: boolean },
  now: LocalMs,
): Whereabouts {
  if (party === here.party) return here;
  const wasWithParty = here.apart === null && here.page !== null && here.page === here.party;
  const isLeftBehind = !isOwn && (wasWithParty || here.apart === 'party-went-on');
  const changed = { ...here, party };
  if (isLeftBehind && here.leftAt !== null) {
    // On a way of the person's own: how they stand to the party is to be seen when they are there.
    if (here.apart === null) return changed;
    // On the way to where the party was a moment ago: that it comes back is news all the same.
    return { ...changed, apartSince: now };
  }
  return compare(changed, isLeftBehind ? 'party-went-on' : 'elsewhere', null, now);
}

/** Whether what has just changed asks a tab that follows to go where the party went. */
export function isToFollow(before: Whereabouts, after: Whereabouts): boolean {
  const isNews = after.party !== before.party || before.apart === null;
  return after.apart === 'party-went-on' && isNews && before.party !== null;
}

function compare(
  here: Whereabouts,
  apart: Apart,
  wentOnBy: Whereabouts['wentOnBy'],
  now: LocalMs,
): Whereabouts {
  if (here.page === null || here.party === null || here.page === here.party) {
    return { ...here, apart: null, wentOnBy: null };
  }
  if (apart === here.apart && wentOnBy === null) return here;
  return { ...here, apart, wentOnBy, apartSince: now };
}

function movedBy({ handAt, endAt }: Whereabouts, leftAt: LocalMs): Whereabouts['wentOnBy'] {
  if (isShortlyBefore(leftAt, handAt, HAND_MS)) return 'hand';
  return isShortlyBefore(leftAt, endAt, END_MS) ? 'end' : null;
}

/** A press on the next document, which may come before its film is found, has not led there. */
function isShortlyBefore(leftAt: LocalMs, at: LocalMs | null, withinMs: number): boolean {
  return at !== null && at <= leftAt && leftAt - at <= withinMs;
}
