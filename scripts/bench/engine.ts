// `npm run bench:engine`: what one `step` of the engine costs, and whether an hour of it leaves anything behind. The
// inputs are those of a real party: an hour of media events, ticks, probes and acts, recorded from the simulation.
import type { EngineInput } from '../../extension/src/engine/observation.ts';
import { createEngine, type EngineState } from '../../extension/src/engine/state.ts';
import { step } from '../../extension/src/engine/step.ts';
import { collectGarbage } from '../../relay-server/src/testing/collect-garbage.ts';
import { recordInputs } from './engine-inputs.ts';
import { writeResult } from './write-result.ts';

const MINUTES = 60;
/** Runs before the measured one, so that the compiler has had its say. */
const WARM_UPS = 2;
const MEDIAN_TARGET_US = 20;
/** What the state and the heap may grow by between the tenth minute and the last. */
const GROWTH_TARGET_BYTES = 64 * 1024;

interface Measured {
  readonly kind: EngineInput['kind'];
  readonly microseconds: number;
}

const inputs = recordInputs(MINUTES);
for (let run = 0; run < WARM_UPS; run += 1) replay(null);
const measured: Measured[] = [];
const sizes = replay(measured);

const all = spreadOf(measured);
const kinds = [...new Set(measured.map(({ kind }) => kind))];
const byKind = Object.fromEntries(
  kinds.map((kind) => [kind, spreadOf(measured.filter((each) => each.kind === kind))]),
);
const stateGrowth = sizes.last.stateBytes - sizes.early.stateBytes;
const heapGrowth = sizes.last.heapBytes - sizes.early.heapBytes;
const isMet =
  all.p50 < MEDIAN_TARGET_US && stateGrowth < GROWTH_TARGET_BYTES && heapGrowth < GROWTH_TARGET_BYTES;

console.table({ 'all steps': all, ...byKind });
console.table({
  'state as JSON': { 'after 10 min': sizes.early.stateBytes, 'after 60 min': sizes.last.stateBytes },
  'heap after gc': { 'after 10 min': sizes.early.heapBytes, 'after 60 min': sizes.last.heapBytes },
});
writeResult('engine', { minutes: MINUTES, microseconds: { all, byKind }, sizes, isMet });
process.stdout.write(isMet ? 'Within its targets.\n' : `Not within ${MEDIAN_TARGET_US} µs, or it grows.\n`);
process.exitCode = isMet ? 0 : 1;

/** Feeds all inputs to a new engine, timing each step if somebody wants to know. */
function replay(into: Measured[] | null) {
  let state: EngineState = createEngine('bench');
  const tenthMinute = Math.floor((inputs.length * 10) / MINUTES);
  let early = null;
  // Room for the figures is made before the heap is looked at, or they would be taken for the engine's.
  const times = new Float64Array(inputs.length);
  for (const [index, { input, now }] of inputs.entries()) {
    const startedAt = performance.now();
    state = step(state, input, now).state;
    times[index] = performance.now() - startedAt;
    if (index === tenthMinute) early = sizeOf(state);
  }
  const last = sizeOf(state);
  into?.push(
    ...inputs.map(({ input }, index) => ({ kind: input.kind, microseconds: 1000 * (times[index] ?? 0) })),
  );
  return { early: early ?? last, last };
}

function sizeOf(state: EngineState) {
  collectGarbage();
  return { stateBytes: JSON.stringify(state).length, heapBytes: process.memoryUsage().heapUsed };
}

function spreadOf(steps: readonly Measured[]) {
  const sorted = steps.map(({ microseconds }) => microseconds).sort((a, b) => a - b);
  const at = (part: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0).toFixed(1));
  return { steps: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
