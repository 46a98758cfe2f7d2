// `npm run sim -- --count 10000 --from 1` or `--seed 42`: runs histories and prints what they find. With `--long`:
// half an hour of one party per seed, measured against the relay's true time.
import { parseArgs } from 'node:util';
import { runHistory } from './history.ts';
import { runLongParty } from './long-party.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    count: { type: 'string' },
    long: { type: 'boolean', default: false },
    rate: { type: 'string', default: '1.25' },
  },
});
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.count ?? (values.long ? 3 : 1_000)) : 1;

if (values.long) measureLongParties();
else runHistories();

function runHistories(): void {
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
}

/** Drifts are p50/p95/max in ms: true ones, and without what the asymmetry of the line hides from every clock. */
function measureLongParties(): void {
  const round = ({ p50, p95, max }: { p50: number; p95: number; max: number }) =>
    [p50, p95, max].map((ms) => Math.round(ms)).join('/');
  for (let seed = from; seed < from + count; seed += 1) {
    const { members, partyRates } = runLongParty(seed, Number(values.rate));
    process.stdout.write(`\nseed ${seed}, party speeds ${partyRates.join(', ')}\n`);
    const rows = members.map((member) => ({
      member: member.name,
      'device ppm': member.deviceErrorPpm,
      drift: round(member.visibleDriftMs),
      'drift true': round(member.driftMs),
      apart: round(member.apartMs),
      'seeks/10 min': Number(member.seeksPer10Minutes.toFixed(2)),
      'rates/min': Number(member.rateChangesPerMinute.toFixed(2)),
      'largest %': Number((100 * member.largestDeviation).toFixed(2)),
      'clock error': Math.round(member.clockErrorMs),
    }));
    console.table(rows);
  }
}
