// Something at an even pace, whatever the doing takes.

/** Does it `perSecond` times for `seconds`; resolves when the last is done. Late ones are made up for at once. */
export async function atPace(
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  run: (index: number) => Promise<unknown> | undefined,
): Promise<void> {
  const startedAt = performance.now();
  const total = Math.max(1, Math.round(perSecond * seconds));
  const done: (Promise<unknown> | undefined)[] = [];
  for (let index = 0; index < total; index += 1) {
    const dueAt = startedAt + (1_000 * index) / perSecond;
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    done.push(run(index));
  }
  await Promise.all(done);
}

/** Resolves when the condition holds; rejects with `what` when it does not within `withinMs`. */
export async function until(condition: () => boolean, withinMs: number, what: string): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
