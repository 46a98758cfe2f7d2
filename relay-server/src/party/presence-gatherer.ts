// Turns many small presence reports into few digests: each costs one write per member, whatever it holds.
// Volatile: knows no store, and what is lost is replaced by the next report.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { PresenceDigest } from '@sameframe/shared/protocol/to-member.ts';
import type { PresenceReport } from '@sameframe/shared/protocol/to-relay.ts';

/** Bounds a digest at about 64 KB; the rest waits for the next one, first come first served. */
const MAX_REPORTS_PER_DIGEST = 64;

export interface PresenceGatherer {
  add(member: MemberId, report: PresenceReport): void;
  /** The newest report of each member that waits, as many as a digest takes. */
  take(): PresenceDigest['reports'];
  isEmpty(): boolean;
}

export function createPresenceGatherer(): PresenceGatherer {
  const waiting = new Map<MemberId, PresenceReport>();
  return {
    add(member, report) {
      // Overwriting keeps the place in the line, so frequent reporters cannot starve themselves or others.
      waiting.set(member, report);
    },
    take() {
      const reports = [...waiting].slice(0, MAX_REPORTS_PER_DIGEST);
      for (const [member] of reports) waiting.delete(member);
      return reports.map(([member, report]) => ({ member, ...report }));
    },
    isEmpty: () => waiting.size === 0,
  };
}
