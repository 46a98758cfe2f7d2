// The seeds that every run plays, in batches: half of them in each of two test files, as files run side by side.
import { runHistory } from './history.ts';

/** A thousand in the short run, ten thousand in the full one. */
const BATCH = process.env.SAMEFRAME_FULL === undefined ? 250 : 500;
const BATCHES = process.env.SAMEFRAME_FULL === undefined ? 4 : 20;
/** Different seeds from run to run would make a failure somebody else's; these are everybody's. */
const FIRST_SEED = 1;

/** What went wrong in those histories, by seed; empty when nothing did. */
export function findFailures(from: number, count: number): string[] {
  const failures: string[] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    try {
      runHistory(seed);
    } catch (error) {
      failures.push(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failures;
}

/** First seeds of one half of the batches. */
export function batchesOf(
  half: 'first' | 'second',
): readonly { readonly from: number; readonly count: number }[] {
  const all = Array.from({ length: BATCHES }, (_, batch) => ({
    from: FIRST_SEED + batch * BATCH,
    count: BATCH,
  }));
  return half === 'first' ? all.slice(0, BATCHES / 2) : all.slice(BATCHES / 2);
}
