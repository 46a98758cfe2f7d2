// Turns many small presence reports into few digests: each costs one write per member, whatever it holds. Who can move
// the film goes before who only looks on. Volatile: knows no store, and what is lost is replaced by the next report.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { PresenceDigest } from '@sameframe/shared/protocol/to-member.ts';
import type { PresenceReport } from '@sameframe/shared/protocol/to-relay.ts';

/** Bounds a digest at about 64 KB; the rest waits for the next one, first come first served. */
const MAX_REPORTS_PER_DIGEST = 64;
/** However many play, so many of those who look on are in each digest. */
const SPECTATORS_PER_DIGEST = 16;

export interface PresenceGatherer {
  add(member: MemberId, report: PresenceReport, isSpectator: boolean): void;
  /** The newest report of each member that waits, as many as a digest takes. */
  take(): PresenceDigest['reports'];
  isEmpty(): boolean;
}

export function createPresenceGatherer(): PresenceGatherer {
  // Overwriting keeps the place in the line, so frequent reporters cannot starve themselves or others.
  const players = new Map<MemberId, PresenceReport>();
  const spectators = new Map<MemberId, PresenceReport>();
  return {
    add(member, report, isSpectator) {
      const [own, other] = isSpectator ? [spectators, players] : [players, spectators];
      other.delete(member);
      own.set(member, report);
    },
    take() {
      const seats = Math.min(SPECTATORS_PER_DIGEST, spectators.size);
      const first = takeFrom(players, MAX_REPORTS_PER_DIGEST - seats);
      return [...first, ...takeFrom(spectators, MAX_REPORTS_PER_DIGEST - first.length)];
    },
    isEmpty: () => players.size === 0 && spectators.size === 0,
  };
}

function takeFrom(line: Map<MemberId, PresenceReport>, most: number): PresenceDigest['reports'] {
  const taken = [...line].slice(0, most);
  for (const [member] of taken) line.delete(member);
  return taken.map(([member, report]) => ({ member, ...report }));
}
