// One line in a test of a fixture: which flows it goes through, so that its outcome is in the README's table.
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type Flow, type FlowResult, noteFlow } from '../fixture-table/flow-ledger.ts';

/** Call it at the beginning of a test: if that fails, or never ends, all its flows have. `countActs` is asked at its end. */
export function tellFlows(
  of: Pick<FlowResult, 'fixture' | 'browser'>,
  flows: readonly Flow[],
  countActs?: () => FlowResult['acts'],
): void {
  const run = randomUUID();
  for (const flow of flows) noteFlow({ ...of, run, flow, isPassed: false });
  onTestFinished(({ task }) => {
    const isPassed = task.result?.state !== 'fail';
    for (const flow of flows) {
      const acts = flow === 'who did it' ? countActs?.() : undefined;
      noteFlow({ ...of, run, flow, isPassed, ...(acts === undefined ? {} : { acts }) });
    }
  });
}
