// What a start and a seek cost on this element: the time until the playhead moves. Known only from the element and
// this machine's clock, so neither the party nor the network comes into it.
import type { CorrectionMemory } from './correction-memory.ts';
import type { PlayheadSample } from './playhead.ts';
import { COST_LEARNING, MAX_COST_S } from './tuning.ts';

/** Folds the first settled reading after a launch into the learned cost. */
export function learnCost(memory: CorrectionMemory, sample: PlayheadSample): CorrectionMemory {
  const { launch } = memory;
  if (launch === null) return memory;
  const settled = { ...memory, launch: null };
  const cost = (sample.at - launch.at) / 1000 - (sample.position - launch.position) / sample.rate;
  // A stall is no cost, and neither is a jump that somebody made meanwhile.
  if (Math.abs(cost) > MAX_COST_S) return settled;
  const learned = (known: number, seen: number) => Math.max(0, known + COST_LEARNING * (seen - known));
  if (launch.kind === 'start') return { ...settled, startCostS: learned(memory.startCostS, cost) };
  const miss = Math.abs(cost - memory.seekCostS);
  return {
    ...settled,
    seekCostS: learned(memory.seekCostS, cost),
    seekMissS: learned(memory.seekMissS, miss),
  };
}
