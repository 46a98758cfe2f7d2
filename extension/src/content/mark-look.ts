/** The frame has another video, or none. For the bench. */
export function markFound(): void {
  performance.mark('sameframe-found');
}

/** For the bench, which reads it in the page (scripts/bench/discovery.ts). */
export function markLook(startedAt: number, endedAt: number): void {
  const { timeOrigin } = performance;
  performance.measure('sameframe-look', { start: startedAt - timeOrigin, end: endedAt - timeOrigin });
}
