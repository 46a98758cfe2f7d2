// npm run bench:sync: reads the flags, runs the cells, prints each as it ends, and writes figures and plots.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { type Cleanup, createCleanup } from '../demo/cleanup.ts';
import { endOnSignals } from '../demo/end-on-signals.ts';
import { createRandom } from '../simulation/random.ts';
import { type BenchRequest, HELP, parseBenchFlags } from './bench-flags.ts';
import { setBenchStage } from './bench-stage.ts';
import { addEchoes, type Cell } from './describe-cell.ts';
import { beginningOf } from './figures/acts.ts';
import { skewOfAll } from './figures/cell-figures.ts';
import { makeFilms } from './films.ts';
import { serveBench } from './page/bench-server.ts';
import { formatActs, formatPauses, formatPictures } from './report/format-acts.ts';
import { formatTable, formatVerdicts, type TableLine } from './report/format-table.ts';
import { gatherRuns } from './report/over-runs.ts';
import { type PlotTrack, plotSkew } from './report/plot-skew.ts';
import { runBench } from './run-bench.ts';

const OUT_DIR = join(import.meta.dirname, '..', 'out', 'bench');
const EXIT_MISSED = 1;
const EXIT_BAD_FLAGS = 2;

const request = parseBenchFlags(process.argv.slice(2));
if (!request.ok) {
  console.error(request.reason);
  process.exit(EXIT_BAD_FLAGS);
} else if (request.value === 'help') {
  process.stdout.write(HELP);
} else {
  process.exit(await bench(request.value));
}

async function bench(wanted: BenchRequest): Promise<number> {
  const cleanup = createCleanup();
  endOnSignals(cleanup);
  try {
    const { cells, isWhole } = await measure(wanted, cleanup);
    const lines = cells.map(describe);
    const table = formatTable([...lines, ...gatherRuns(cells.map(describeAnyRun))]);
    console.log(`\n${describeMachine()}\n\n${table}\n\n${formatVerdicts(lines)}`);
    write(wanted, cells);
    const isMissed = cells.some(({ verdicts }) => verdicts.some(({ isMet }) => !isMet));
    return !isWhole || (isMissed && wanted.check === 'exit-code') ? EXIT_MISSED : 0;
  } finally {
    for (const problem of await cleanup.end()) console.error('Something did not close by itself:', problem);
  }
}

/** What was measured before something broke is still worth reading. */
async function measure(wanted: BenchRequest, cleanup: Cleanup): Promise<{ cells: Cell[]; isWhole: boolean }> {
  const server = await cleanup.keep(await serveBench(await makeFilms(wanted)));
  const stage = await setBenchStage(server, createRandom(wanted.seed), cleanup);
  console.log(describeMachine());
  const cells: Cell[] = [];
  try {
    for await (const cell of runBench(wanted, stage, console.log)) {
      cells.push(cell);
      console.log(`\n${formatTable([describe(cell)])}`);
      console.log(formatActs(cell.figures.acts));
      console.log(formatPauses(cell.record.pauses, wanted.framesPerSecond));
      console.log(formatPictures(cell));
    }
    const relayDataDir = await stage.stopRelay();
    return { cells: await Promise.all(cells.map((cell) => addEchoes(cell, relayDataDir))), isWhole: true };
  } catch (error) {
    if (!cleanup.signal.aborted) console.error('The bench broke off:', error);
    return { cells, isWhole: false };
  }
}

function describe(cell: Cell): TableLine {
  const line = describeAnyRun(cell);
  return { ...line, label: `${cell.run} ${line.label}` };
}

/** The same label in every run. */
function describeAnyRun({ pair, clocks, row, network, summary, verdicts }: Cell): TableLine {
  const where = [pair, ...(clocks === 'apart' ? ['clocks apart'] : [])];
  const label = [...where, ...(row === 'reference' ? [] : [network]), row].join(' ');
  return { label, summary, verdicts };
}

function describeMachine(): string {
  const [oneMinute = 0, fiveMinutes = 0] = loadavg();
  const [first] = cpus();
  return `${cpus().length} × ${first?.model ?? 'unknown processor'}, load ${oneMinute.toFixed(1)} (1 min) ${fiveMinutes.toFixed(1)} (5 min)`;
}

function write(wanted: BenchRequest, cells: readonly Cell[]): void {
  const jsonPath = resolve(wanted.jsonPath ?? join(OUT_DIR, 'figures.json'));
  const plotPath = join(OUT_DIR, 'skew.svg');
  for (const path of [jsonPath, plotPath]) mkdirSync(dirname(path), { recursive: true });
  const figures = cells.map(({ record, ...cell }) => {
    const { logs, rawLogs: _, ...rest } = record;
    return { ...cell, record: wanted.logs === 'kept' ? { ...rest, logs } : rest };
  });
  const text = { machine: describeMachine(), request: wanted, cells: figures };
  // JSON knows no infinity; here it is what never happened.
  writeFileSync(
    jsonPath,
    JSON.stringify(text, (_, value) => (value === Infinity ? 'never' : value), 2),
  );
  writeFileSync(plotPath, plotSkew(cells.map(trackOf)));
  console.log(
    `\nFigures: ${relative(process.cwd(), jsonPath)}, skew over time: ${relative(process.cwd(), plotPath)}`,
  );
}

function trackOf(cell: Cell): PlotTrack {
  const { logs, acts } = cell.record;
  const span = { fromMs: acts[0]?.span.fromMs ?? 0, toMs: acts.at(-1)?.span.toMs ?? 0 };
  return {
    label: describe(cell).label,
    samples: skewOfAll(logs, span),
    marks: acts.map((act) => ({
      atMs: beginningOf(act, logs) ?? act.span.fromMs,
      label: `${act.kind} by ${act.actor}`,
    })),
  };
}
