// Commands that have to wait until a page has heard of an event, in a task of their own; but for no longer than until
// something else is to be read or decided, which would find the element as it no longer is meant to be.

export interface LateCommands<Command> {
  add(command: Command): void;
  /** Carries out what waits, in its order. To be called before the element is read for anything else. */
  catchUp(): void;
}

/** `runSoon` runs what it is given in another task; no timer, as those of hidden pages come late. */
export function createLateCommands<Command>(
  carryOut: (command: Command) => void,
  runSoon: (run: () => void) => void,
): LateCommands<Command> {
  const waiting: Command[] = [];
  const catchUp = () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) carryOut(next);
  };
  return {
    add(command) {
      waiting.push(command);
      if (waiting.length === 1) runSoon(catchUp);
    },
    catchUp,
  };
}

export function runInOwnTask(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    run();
  };
  port2.postMessage(null);
}
