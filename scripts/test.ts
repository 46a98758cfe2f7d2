// npm test [-- --only unit,imports] [--both] [--full] [--no-install]: every part in turn, then one line that adds up.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { forgetFlows } from './fixture-table/flow-ledger.ts';
import { writeFixtureTable } from './fixture-table/write-table.ts';
import { addCases, formatCases, NO_CASES } from './test-run/count-cases.ts';
import { chooseParts, isOfBrowsers, mostlyWaits, PARTS, type Part } from './test-run/parts.ts';
import { type PartResult, type RunOptions, runPart } from './test-run/run-part.ts';

type Finished = PartResult & { part: Part; seconds: number };

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    both: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    'no-install': { type: 'boolean', default: false },
  },
});

// Long tests look at this, in whatever process they run.
if (values.full) process.env.SAMEFRAME_FULL = '1';
if (values.both) process.env.SAMEFRAME_BOTH = '1';

const { parts, unknown } = chooseParts(values.only);
if (unknown.length > 0) {
  console.error(
    `Unknown: ${unknown.join(', ')}. Parts are: checks, ${PARTS.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(1);
}
await runAll(parts, { install: values['no-install'] ? 'never' : 'when-allowed' });

async function runAll(chosen: readonly Part[], options: RunOptions): Promise<void> {
  const finished: Finished[] = [];
  // In the short run each fixture is met in one browser: only what met them all in both makes a whole table.
  const makesTable =
    (values.full || values.both) &&
    PARTS.every((part) => !isOfBrowsers(part) || chosen.some(({ name }) => name === part.name));
  if (makesTable) forgetFlows();
  const finish = async (part: Part) => {
    const startedAt = performance.now();
    const result = await runPart(part, options);
    finished.push({ part, ...result, seconds: (performance.now() - startedAt) / 1000 });
    return result;
  };
  const finishEach = async (some: Iterable<Part>) => {
    for (const part of some) {
      const { output } = await finish(part);
      console.log(`\n=== ${part.name} ===\n${output ?? ''}`);
    }
  };
  // Most checks use one core: as many at a time as there are cores take the next one from the same iterator.
  const checks = chosen.filter(({ kind }) => kind === 'check').values();
  const checkers = Array.from({ length: availableParallelism() }, () => finishEach(checks));
  await Promise.all([finishEach(chosen.filter(mostlyWaits)), ...checkers]);
  for (const part of chosen.filter((one) => one.kind === 'vitest' && !mostlyWaits(one))) {
    console.log(`\n=== ${part.name} ===`);
    await finish(part);
  }
  const missing = makesTable
    ? writeFixtureTable().problems.map((problem) => `table of fixtures: ${problem}`)
    : [];
  console.log('\n=== summary ===');
  for (const { part, cases, seconds } of finished) {
    console.log(`${part.name.padEnd(17)} ${seconds.toFixed(1).padStart(7)} s  ${formatCases(cases)}`);
  }
  for (const failure of [...finished.flatMap(({ failures }) => failures), ...missing]) {
    console.log(`FAILED ${failure}`);
  }
  const total = finished.reduce((sum, { cases }) => addCases(sum, cases), NO_CASES);
  console.log(formatCases(total));
  process.exitCode = total.failed > 0 || missing.length > 0 ? 1 : 0;
}
