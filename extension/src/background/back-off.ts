// PURE. How long to wait before the next try to connect: at once after a hiccup, ever longer after that, and
// never all members at the same time.

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;

/** `failures` in a row so far; `random` in [0, 1) spreads members over half of the delay. */
export function backOffMs(failures: number, random: number): number {
  const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
  return longest * (1 - random / 2);
}
