// PURE. When members who are sent away shall come back: few notice nothing, and thousands do not come all at once.

const STEP_MS = 2;
const LONGEST_MS = 2_000;

/** For so many members, in ms from now, one after the other. */
export function planReturns(count: number): number[] {
  const stepMs = Math.min(STEP_MS, LONGEST_MS / count);
  return Array.from({ length: count }, (_, index) => Math.round(index * stepMs));
}
