// `npm run sim -- --count 10000 --from 1` or `--seed 42`: runs histories and prints what they find.
import { parseArgs } from 'node:util';
import { runHistory } from './history.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
  },
});
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.count) : 1;
const startedAt = performance.now();
let failed = 0;
let acts = 0;
let events = 0;
for (let seed = from; seed < from + count; seed += 1) {
  try {
    const result = runHistory(seed);
    acts += result.acts;
    events += result.events;
  } catch (error) {
    failed += 1;
    process.stderr.write(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n`);
    if (count === 1) throw error;
  }
}
const seconds = (performance.now() - startedAt) / 1000;
const perMinute = Math.round((60 * count) / seconds);
process.stdout.write(
  `${count} histories, ${acts} acts, ${events} events, ${failed} failed, ${seconds.toFixed(1)} s (${perMinute} a minute)\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
