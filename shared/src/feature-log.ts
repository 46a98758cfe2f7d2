// PURE. What was kept of each feature: its acts in their order, each once, bounded. Understands none of them.
import { KEPT_FEATURES } from './feature-act.ts';
import type { MemberId } from './ids.ts';
import type { Lamport } from './lamport.ts';
import type { ActId } from './playback.ts';
import { MAX_RETAINED_PER_LOG } from './protocol/limits.ts';
import type { OpenedEvent } from './replica.ts';
import type { RelayMs } from './time.ts';

/** An act of a feature in its place in the order. */
export interface FeatureEvent {
  readonly lamport: Lamport;
  readonly at: RelayMs;
  readonly by: MemberId;
  readonly id: ActId;
  readonly act: unknown;
}

/** What was kept of each feature, in order. */
export type FeatureLogs = Readonly<Record<string, readonly FeatureEvent[]>>;

/** Channels beyond this are of nobody's making that one would want to keep. */
const MAX_FEATURES = 8;
/** Of those this version does not know; the known ones find room whenever they begin. */
const MAX_OTHER_FEATURES = MAX_FEATURES - KEPT_FEATURES.size;
/**
 * Of one feature's acts, as JSON: with all of them full the browser's store for sessions (10 MB) still has room for as
 * many parties as one is in.
 */
export const MAX_LOG_CHARS = 262_144;

/** One that has just been ordered. */
export interface FeatureNews extends FeatureEvent {
  readonly feature: string;
  readonly isKept: boolean;
}

/** The act of a feature in an ordered event; null where it is none. */
export function featureNewsOf(event: OpenedEvent): FeatureNews | null {
  if (event.from !== 'member' || event.meaning?.channel !== 'feature') return null;
  const { feature, id, act, isKept } = event.meaning;
  return { feature, isKept, id, act, lamport: event.ref.lamport, at: event.at, by: event.by };
}

/**
 * Takes the next event in: each act once, whatever was sent again after its answer was lost, and so many of a feature
 * as a late joiner gets, too (SPEC FE2, FE3).
 */
export function foldFeature(logs: FeatureLogs, news: FeatureNews): FeatureLogs {
  if (!news.isKept || isLogged(logs, news)) return logs;
  const { feature, isKept: _, ...kept } = news;
  const log = logs[feature] ?? [];
  if (log.length === 0 && !KEPT_FEATURES.has(feature) && countOthers(logs) >= MAX_OTHER_FEATURES) return logs;
  return { ...logs, [feature]: newestOf([...log, kept]) };
}

function countOthers(logs: FeatureLogs): number {
  return Object.keys(logs).filter((feature) => !KEPT_FEATURES.has(feature)).length;
}

function newestOf(log: readonly FeatureEvent[]): readonly FeatureEvent[] {
  let chars = 0;
  const first = log.findLastIndex(({ act }) => {
    chars += JSON.stringify(act)?.length ?? 0;
    return chars > MAX_LOG_CHARS;
  });
  return log.slice(Math.max(first + 1, log.length - MAX_RETAINED_PER_LOG));
}

/** From what a late joiner gets; what a member seems to say again means nothing (SPEC SE3). */
export function startFeatures(retained: readonly OpenedEvent[]): FeatureLogs {
  const seqs = new Map<MemberId, number>();
  let logs: FeatureLogs = {};
  for (const event of retained) {
    if (event.from !== 'member' || event.seq <= (seqs.get(event.by) ?? 0)) continue;
    seqs.set(event.by, event.seq);
    const news = featureNewsOf(event);
    if (news !== null) logs = foldFeature(logs, news);
  }
  return logs;
}

/** Whether this very act of its author is in the logs. */
export function isLogged(
  logs: FeatureLogs,
  { feature, by, id }: Pick<FeatureNews, 'feature' | 'by' | 'id'>,
): boolean {
  return (logs[feature] ?? []).some((event) => event.id === id && event.by === by);
}
