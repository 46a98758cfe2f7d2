// Gathers what one turn of the event loop asks of the database into one transaction: a commit costs a write to the
// disk, and a busy disk takes milliseconds for each, in which the whole relay stands. So there is a pace: a few commits
// are made at once, and when they keep coming they are gathered. Nothing is answered before it is durable.

export interface GroupCommit {
  /** Changes something. Settles when it is on disk, in the order of the calls. */
  write<Value>(work: () => Value): Promise<Value>;
  /** Sees every change that was asked for in the same turn, so that what is told next never comes before it. */
  read<Value>(work: () => Value): Promise<Value>;
  /** Does at once what is waiting. */
  flush(): void;
}

export interface GroupCommitPorts {
  /** All or nothing; throws if it was nothing. */
  readonly transact: <Value>(work: () => Value) => Value;
  /** Calls back once all that has arrived by now was handed over. */
  readonly afterTurn: (work: () => void) => void;
  readonly afterMs: (delayMs: number, work: () => void) => void;
  /** Never goes back, ms. */
  readonly now: () => number;
}

interface Entry {
  /** Inside the transaction; answers what tells the caller. May be asked for again, after all of it was undone. */
  readonly perform: () => () => void;
  readonly fail: (error: unknown) => void;
}

/** Bounds how long one transaction keeps everything else waiting. */
const MAX_GROUP = 500;
/**
 * So many commits may come one upon the other, so that an act among friends never waits; then one in so many ms.
 * A commit costs as much as sending an event to some fifty members, and what is committed together is also sent
 * together.
 */
const UNPACED_COMMITS = 4;
const COMMIT_GAP_MS = 25;

export function createGroupCommit(ports: GroupCommitPorts): GroupCommit {
  const { transact, afterTurn, afterMs, now } = ports;
  const writes: Entry[] = [];
  const reads: Entry[] = [];
  let isScheduled = false;
  /** When the next commit would be due, had all of them kept the gap. */
  let pacedAt = Number.NEGATIVE_INFINITY;

  const enqueue = <Value>(queue: Entry[], work: () => Value): Promise<Value> =>
    new Promise((resolve, fail) => {
      const perform = () => {
        const value = work();
        return () => resolve(value);
      };
      queue.push({ perform, fail });
      schedule();
    });

  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    afterTurn(() => {
      const waitMs = writes.length === 0 ? 0 : pacedAt - (UNPACED_COMMITS - 1) * COMMIT_GAP_MS - now();
      if (waitMs > 0) afterMs(waitMs, run);
      else run();
    });
  };

  const run = (): void => {
    isScheduled = false;
    if (writes.length > 0) pacedAt = Math.max(pacedAt, now()) + COMMIT_GAP_MS;
    commitNext();
    if (writes.length + reads.length > 0) schedule();
  };

  const commitNext = (): void => {
    const group = writes.splice(0, MAX_GROUP);
    // After the last write of the turn, as they are to see it.
    if (writes.length === 0) group.push(...reads.splice(0));
    if (group.length > 0) commit(group);
  };

  const commit = (group: readonly Entry[]): void => {
    let hasBegun = false;
    try {
      const tellings = transact(() => {
        hasBegun = true;
        return group.map((entry) => entry.perform());
      });
      for (const tell of tellings) tell();
    } catch (error) {
      // One of them fails, or the disk does: each alone, so that nobody is refused for somebody else's sake. Where nothing
      // could begin it was none of them, and asking for each would keep everything waiting.
      if (hasBegun && group.length > 1) for (const entry of group) commit([entry]);
      else for (const entry of group) entry.fail(error);
    }
  };

  return {
    write: (work) => enqueue(writes, work),
    read: (work) => enqueue(reads, work),
    flush() {
      while (writes.length + reads.length > 0) commitNext();
    },
  };
}
