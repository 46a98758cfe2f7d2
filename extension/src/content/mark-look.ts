/** For the bench, which reads it in the page (scripts/bench/discovery.ts). */
export function markLook(startedAt: number, endedAt: number): void {
  const { timeOrigin } = performance;
  performance.measure('sameframe-look', { start: startedAt - timeOrigin, end: endedAt - timeOrigin });
}
