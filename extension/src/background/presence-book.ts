// PURE. What was lately heard of each member, and when to say something of oneself. Shown, never folded.
import type { MemberId } from '@sameframe/shared/ids.ts';
import { PRESENCE_PERIOD_MS, PRESENCE_TTL_MS, type SyncReport } from '@sameframe/shared/presence.ts';
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
  return entry !== undefined && now - entry.heardAt < PRESENCE_TTL_MS ? entry.report : null;
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
