// What a start, a seek and another speed cost on this element: the time until the playhead moves. Known only from the element and
// this machine's clock, so neither the party nor the network comes into it.
import { assertNever } from '@sameframe/shared/result.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { CorrectionMemory } from './correction-memory.ts';
import { type PlayheadSample, playheadAt } from './playhead.ts';
import { COST_LEARNING, MAX_COST_S, MAX_RATE_COST_S, SETTLE_MS } from './tuning.ts';

/** Folds the first settled reading after a launch into the learned cost. */
export function learnCost(memory: CorrectionMemory, sample: PlayheadSample): CorrectionMemory {
  const { launch } = memory;
  if (launch === null) return memory;
  const isOfRate = launch.kind === 'stretch' || launch.kind === 'unstretch';
  if (isOfRate && sample.at - launch.at < SETTLE_MS) return memory;
  const settled = { ...memory, launch: null };
  const cost = (sample.at - launch.at) / 1000 - (sample.position - launch.position) / sample.rate;
  // A stall is no cost, and neither is a jump that somebody made meanwhile.
  if (Math.abs(cost) > (isOfRate ? MAX_RATE_COST_S : MAX_COST_S)) return settled;
  const mix = (known: number, seen: number) => known + COST_LEARNING * (seen - known);
  const learned = (known: number, seen: number) => Math.max(0, mix(known, seen));
  switch (launch.kind) {
    case 'start':
      return { ...settled, startCostS: learned(memory.startCostS, cost) };
    case 'stretch':
      return { ...settled, stretchCostS: learned(memory.stretchCostS, cost) };
    case 'unstretch':
      return { ...settled, unstretchCostS: Math.min(0, mix(memory.unstretchCostS, cost)) };
    case 'seek': {
      const miss = Math.abs(cost - memory.seekCostS);
      return {
        ...settled,
        seekCostS: learned(memory.seekCostS, cost),
        seekMissS: learned(memory.seekMissS, miss),
      };
    }
    default:
      return assertNever(launch.kind);
  }
}

/** A rate is left now for one that costs film, or gains some. What a random reading says is too rough (facts 5a), so it needs a motion to go on from. */
export function launchRateFrom(
  memory: CorrectionMemory,
  sample: PlayheadSample | null,
  now: LocalMs,
  kind: 'stretch' | 'unstretch' = 'stretch',
): CorrectionMemory {
  const position = playheadAt(sample, now);
  const settlesAt = Math.max(memory.settlesAt, now + SETTLE_MS) as LocalMs;
  return { ...memory, settlesAt, launch: position === null ? null : { kind, position, at: now } };
}
