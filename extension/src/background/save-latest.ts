// Writes a value that changes faster than storage can follow: one write at a time, always of the newest value.

/** The returned promise resolves when the value given, or a newer one, has been written. */
export function createLatestSaver<Value>(
  write: (value: Value) => Promise<void>,
): (value: Value) => Promise<void> {
  let running: Promise<void> | null = null;
  let waiting: { value: Value; done: Promise<void> } | null = null;

  const start = (value: Value): Promise<void> => {
    running = write(value).finally(() => {
      running = null;
    });
    return running;
  };

  return (value) => {
    if (running === null) return start(value);
    if (waiting !== null) {
      waiting.value = value;
      return waiting.done;
    }
    const next = { value, done: Promise.resolve() };
    waiting = next;
    // A write that failed must not keep the next one from being tried.
    const afterwards = running.then(
      () => undefined,
      () => undefined,
    );
    next.done = afterwards.then(() => {
      waiting = null;
      return start(next.value);
    });
    return next.done;
  };
}
