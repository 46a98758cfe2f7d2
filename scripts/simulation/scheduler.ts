// Simulated time: everything that happens is queued at an instant and runs in the order of instants.

export interface Scheduler {
  /** True time of the simulated world, ms. */
  now(): number;
  after(delayMs: number, run: () => void): void;
  /** Runs everything due until `time`. */
  runUntil(time: number): void;
}

interface Entry {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
}

/** A binary heap by (time, order of scheduling): equal instants keep the order in which they were queued. */
export function createScheduler(): Scheduler {
  const heap: Entry[] = [];
  let now = 0;
  let order = 0;
  return {
    now: () => now,
    after(delayMs, run) {
      push(heap, { time: now + Math.max(0, delayMs), order: order++, run });
    },
    runUntil(time) {
      for (let entry = heap[0]; entry !== undefined && entry.time <= time; entry = heap[0]) {
        pop(heap);
        now = entry.time;
        entry.run();
      }
      now = time;
    },
  };
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}

function push(heap: Entry[], entry: Entry): void {
  heap.push(entry);
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(entry, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = heap[2 * index + 1];
    const right = heap[2 * index + 2];
    if (left === undefined) break;
    const isRight = right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (!isBefore(child, last)) break;
    heap[index] = child;
    index = 2 * index + (isRight ? 2 : 1);
  }
  heap[index] = last;
}
