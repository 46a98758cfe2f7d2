// One line in a test of a fixture: which flows it goes through, so that its outcome is in the README's table.
import { onTestFinished } from 'vitest';
import { type Flow, type FlowResult, noteFlow } from '../fixture-table/flow-ledger.ts';

/** Call it at the beginning of a test: if that fails, all its flows have. */
export function tellFlows(of: Pick<FlowResult, 'fixture' | 'browser'>, flows: readonly Flow[]): void {
  onTestFinished(({ task }) => {
    const isPassed = task.result?.state !== 'fail';
    for (const flow of flows) noteFlow({ ...of, flow, isPassed });
  });
}
