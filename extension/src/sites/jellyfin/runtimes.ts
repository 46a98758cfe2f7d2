// How long films are, as their server says. A server that does not answer, or does not know, is asked again, but not at
// every look: that is several for each event of the element.

/** Between two questions about one film, ms. */
const ASK_AGAIN_MS = 10_000;
const TICKS_PER_S = 10_000_000;

interface Asked {
  readonly at: number;
  /** Null while there is no answer, or none that says it. */
  readonly runtimeS: number | null;
}

/** Gives how long a film is, s; null where that is not known, or not yet. */
export function createRuntimes(
  ask: (item: string) => Promise<{ readonly RunTimeTicks?: number | null }>,
  readClock: () => number,
): (item: string) => number | null {
  const films = new Map<string, Asked>();
  return (item) => {
    const known = films.get(item);
    const at = readClock();
    if (known !== undefined && (known.runtimeS !== null || at - known.at < ASK_AGAIN_MS))
      return known.runtimeS;
    films.set(item, { at, runtimeS: null });
    ask(item).then(
      ({ RunTimeTicks: ticks }) => {
        if (ticks) films.set(item, { at, runtimeS: ticks / TICKS_PER_S });
      },
      () => undefined,
    );
    return null;
  };
}
