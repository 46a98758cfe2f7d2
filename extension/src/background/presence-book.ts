// PURE. What was lately heard of each member, and when to say something of oneself. Shown, never folded.
import type { MemberId } from '@sameframe/shared/ids.ts';
import { PRESENCE_PERIOD_MS, PRESENCE_TTL_MS, type SyncReport } from '@sameframe/shared/presence.ts';
import { MAX_LEAD_MS } from '@sameframe/shared/protocol/limits.ts';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';

interface Entry {
  readonly report: SyncReport;
  readonly count: number;
  readonly heardAt: LocalMs;
}

export type PresenceBook = Readonly<Record<MemberId, Entry>>;

export const EMPTY_BOOK: PresenceBook = {};

/** A report whose count is not above the last one is a replay and means nothing (SPEC PR2). */
export function noteReport(
  book: PresenceBook,
  heard: { readonly member: MemberId; readonly count: number; readonly report: SyncReport },
  now: LocalMs,
): PresenceBook {
  if (heard.count <= (book[heard.member]?.count ?? 0)) return book;
  return { ...book, [heard.member]: { report: heard.report, count: heard.count, heardAt: now } };
}

export function reportOf(book: PresenceBook, member: MemberId, now: LocalMs): SyncReport | null {
  const entry = book[member];
  return entry !== undefined && isRecent(entry, now) ? entry.report : null;
}

/** On top of the way from the relay: from the background to the page, and until the element has started, in ms. */
const START_MARGIN_MS = 150;

/** How far ahead a start that nobody acted has to be scheduled, so that it reaches everyone in time. */
export function leadFor(book: PresenceBook, own: SyncReport | null, now: LocalMs): number {
  const reports = [
    own,
    ...Object.values(book)
      .filter((entry) => isRecent(entry, now))
      .map(({ report }) => report),
  ];
  // Uncertainty is half the round trip; the way down is all of it at worst.
  const slowestMs = Math.max(...reports.map((report) => 2 * (report?.uncertaintyMs ?? 0)));
  return Math.min(MAX_LEAD_MS, Math.round(slowestMs) + START_MARGIN_MS);
}

function isRecent({ heardAt }: Entry, now: LocalMs): boolean {
  return now - heardAt < PRESENCE_TTL_MS;
}

/** A change of state is told at once, but not more often than this, in ms: states may flicker. */
const CHANGE_GAP_MS = 300;

export interface SentReport {
  readonly report: SyncReport;
  readonly at: LocalMs;
}

/** Whether one's own report should go out now (SPEC PR1). */
export function isReportDue(last: SentReport | null, report: SyncReport, now: LocalMs): boolean {
  if (last === null) return true;
  const hasChanged = last.report.state !== report.state;
  return now - last.at >= (hasChanged ? CHANGE_GAP_MS : PRESENCE_PERIOD_MS);
}

/** In a larger party nobody reads the list at once, and everyone greeting everyone would be a burst. */
const MAX_GREETED = 20;

/** Who has just come in should not have to wait a period to see how everyone stands. */
export function isToGreet(event: OpenedEvent, memberCount: number): boolean {
  if (event.from !== 'relay' || event.fact.kind !== 'members-changed') return false;
  return event.fact.joined.length > 0 && memberCount <= MAX_GREETED;
}
