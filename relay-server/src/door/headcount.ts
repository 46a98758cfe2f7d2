// How many connections of one address there are at a time.

export interface Headcount {
  /** False when there are as many as there may be; then nothing is counted. */
  enter(address: string): boolean;
  exit(address: string): void;
}

export function createHeadcount(most: number): Headcount {
  const counts = new Map<string, number>();
  return {
    enter(address) {
      const count = counts.get(address) ?? 0;
      if (count >= most) return false;
      counts.set(address, count + 1);
      return true;
    },
    exit(address) {
      const left = (counts.get(address) ?? 0) - 1;
      // Nothing is kept of an address that nobody is connected from.
      if (left > 0) counts.set(address, left);
      else counts.delete(address);
    },
  };
}
