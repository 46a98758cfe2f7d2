// The order of a practice party, which is on no relay: what the two say is put one after the other and comes to both after
// a way that takes time, as a relay has it. Nothing of it leaves the page.
import type { Meaning } from '@sameframe/shared/body.ts';
import type { EventId, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { EventRef } from '@sameframe/shared/protocol/envelope.ts';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';

export interface PracticeLogPorts {
  readClock(): number;
  /** Runs `work` so many ms later, and what was asked for first before. */
  after(delayMs: number, work: () => void): void;
}

export interface PracticeLog {
  /** Everyone who is told, of all that comes from now on. */
  listen(take: (event: OpenedEvent) => void): void;
  say(by: MemberId, meaning: Meaning, basis: EventRef | null): void;
  /** Its time, when a question has come there, and when the answer has come back. */
  askTime(answer: (relayAt: RelayMs) => void): void;
}

/** One way between a person and the log, ms: a friend in the next country. */
const WAY_MS = 30;

export function createPracticeLog({ readClock, after }: PracticeLogPorts): PracticeLog {
  const listeners: ((event: OpenedEvent) => void)[] = [];
  const seqs = new Map<MemberId, number>();
  let head: EventRef | null = null;

  const append = (by: MemberId, meaning: Meaning, basis: EventRef | null): OpenedEvent => {
    const lamport = ((head?.lamport ?? 0) + 1) as Lamport;
    const ref = { lamport, id: `practice-${lamport}` as EventId };
    const seq = (seqs.get(by) ?? 0) + 1;
    seqs.set(by, seq);
    const prev = head;
    head = ref;
    const seen = (basis?.lamport ?? 0) as Lamport;
    return { from: 'member', ref, prev, at: readClock() as RelayMs, by, seq, basis: seen, meaning };
  };

  return {
    listen: (take) => void listeners.push(take),
    say(by, meaning, basis) {
      after(WAY_MS, () => {
        const event = append(by, meaning, basis);
        after(WAY_MS, () => {
          for (const take of listeners) take(event);
        });
      });
    },
    askTime(answer) {
      after(WAY_MS, () => {
        const relayAt = readClock() as RelayMs;
        after(WAY_MS, () => answer(relayAt));
      });
    },
  };
}
