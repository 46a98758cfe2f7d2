// Answers that may have to be waited for. A store that answers at once keeps everything above it synchronous, so the
// simulation and its invented time drive the same core as sockets and a store across the network do.

/** A value that is there, or one that is on its way. */
export type Later<Value> = Value | Promise<Value>;

/** The same port where nothing has to be waited for. */
export type Prompt<Port> = {
  readonly [Name in keyof Port]: Port[Name] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Exclude<Answer, Promise<unknown>>
    : Port[Name];
};

/** Goes on at once with a value that is there. */
export function andThen<Value, Next>(value: Later<Value>, next: (value: Value) => Later<Next>): Later<Next> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** What `work` gives, or what `recover` makes of its failure, now or later. */
export function orElse<Value, Other>(
  work: () => Later<Value>,
  recover: (error: unknown) => Other,
): Later<Value | Other> {
  try {
    const value = work();
    return value instanceof Promise ? value.catch(recover) : value;
  } catch (error) {
    return recover(error);
  }
}

/** Tells when `work` has ended, well or not. */
export function settled<Value>(work: () => Later<Value>, onEnd: () => void): Later<Value> {
  const ended = orElse(work, (error) => {
    onEnd();
    throw error;
  });
  return andThen(ended, (value) => {
    onEnd();
    return value;
  });
}

/** Does `work` until it has worked once. Who asks while it is under way waits for it. */
export function untilDone(work: () => Later<void>): () => Later<void> {
  let isDone = false;
  let underWay: Promise<void> | null = null;
  return () => {
    if (isDone || underWay !== null) return underWay ?? undefined;
    const doing = andThen(work(), () => {
      isDone = true;
    });
    if (!(doing instanceof Promise)) return;
    underWay = doing.finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

/** When all have ended; they have been contained before. */
export function allDone(works: readonly Later<void>[]): Later<void> {
  const pending = works.filter((work) => work instanceof Promise);
  if (pending.length > 0) return Promise.all(pending).then(() => undefined);
}
