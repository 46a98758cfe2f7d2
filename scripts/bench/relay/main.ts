// npm run bench:relay: reads the flags, measures one server after the other, prints tables and writes the figures.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type BenchServer, startBenchServer } from './bench-server.ts';
import { measureBurst } from './burst.ts';
import { judgeRelay, type RelayFigures } from './judge-relay.ts';
import { measureManyParties } from './many-parties.ts';
import { parseRelayBenchFlags, RELAY_BENCH_HELP, type RelayBenchRequest } from './relay-bench-flags.ts';
import type { ServerKind } from './server-kind.ts';
import { measureSteady } from './steady.ts';
import { measureTwoNodes } from './two-nodes.ts';

const OUT_FILE = join(import.meta.dirname, '../../out/bench/relay.json');
const EXIT_MISSED = 1;
const EXIT_BAD_FLAGS = 2;
/** Two nodes share out a party of this size. */
const NODES_SIZE = 1_000;

const request = parseRelayBenchFlags(process.argv.slice(2));
if (!request.ok) {
  console.error(request.reason);
  process.exit(EXIT_BAD_FLAGS);
} else if (request.value === 'help') {
  process.stdout.write(RELAY_BENCH_HELP);
} else {
  process.exit(await bench(request.value));
}

async function bench(wanted: RelayBenchRequest): Promise<number> {
  const machine = { node: process.version, processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  console.log(
    `${machine.cores} × ${machine.processor}, load ${loadavg()[0]?.toFixed(1)}, Node ${machine.node}`,
  );
  const figures: RelayFigures = {
    steady: wanted.parts.includes('steady') ? await steady(wanted) : [],
    bursts: wanted.parts.includes('burst') ? await bursts(wanted) : [],
    manyParties: wanted.parts.includes('parties') ? await parties(wanted) : [],
    twoNodes: wanted.parts.includes('nodes')
      ? await measureTwoNodes({ memberCount: NODES_SIZE, seconds: wanted.seconds })
      : null,
  };
  if (figures.twoNodes !== null) {
    const { one, two, bystanderShare } = figures.twoNodes;
    show(`Party of ${NODES_SIZE} on Redis`, { 'one node': one, 'two nodes': two });
    console.log(
      `A node that does not serve the party: ${(100 * bystanderShare).toFixed(1)} % of the other's processor time.`,
    );
  }
  const verdicts = judgeRelay(figures);
  for (const { name, value, limit, isMet } of verdicts) {
    console.log(`${isMet ? 'met   ' : 'MISSED'}  ${name}: ${round(value)}, limit ${limit}`);
  }
  const path = wanted.jsonPath ?? OUT_FILE;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ machine, request: wanted, figures, verdicts }, null, 2)}\n`);
  console.log(`Figures: ${relative(process.cwd(), path)}`);
  return wanted.check === 'exit-code' && verdicts.some(({ isMet }) => !isMet) ? EXIT_MISSED : 0;
}

async function steady({ sizes, seconds }: RelayBenchRequest): Promise<RelayFigures['steady']> {
  const kinds: readonly ServerKind[] = ['bare-ws', 'plain-socket-io', 'relay-in-memory', 'relay'];
  const measured: RelayFigures['steady'][number][] = [];
  for (const memberCount of sizes) {
    for (const kind of kinds) {
      const figures = await withServer(kind, (server) => measureSteady([server], { memberCount, seconds }));
      measured.push({ kind, memberCount, figures });
    }
    const ofSize = measured.filter((each) => each.memberCount === memberCount);
    show(
      `Party of ${memberCount}, 10,000 deliveries/s`,
      Object.fromEntries(ofSize.map((each) => [each.kind, each.figures])),
    );
  }
  return measured;
}

async function bursts({ sizes }: RelayBenchRequest): Promise<RelayFigures['bursts']> {
  const measured: RelayFigures['bursts'][number][] = [];
  for (const memberCount of sizes.filter((size) => size >= NODES_SIZE)) {
    for (const kind of ['bare-ws', 'plain-socket-io', 'relay'] as const) {
      const isReporting = kind === 'relay';
      const figures = await withServer(kind, (server) => measureBurst(server, { memberCount, isReporting }));
      measured.push({ kind, memberCount, figures });
    }
    const ofSize = measured.filter((each) => each.memberCount === memberCount);
    show(`${memberCount} joins at once`, Object.fromEntries(ofSize.map((each) => [each.kind, each.figures])));
  }
  return measured;
}

async function parties({ partyCount, seconds }: RelayBenchRequest): Promise<RelayFigures['manyParties']> {
  const measured: RelayFigures['manyParties'][number][] = [];
  for (const kind of ['plain-socket-io', 'relay'] as const) {
    const figures = await withServer(kind, (server) => measureManyParties([server], { partyCount, seconds }));
    measured.push({ kind, figures });
  }
  show(
    `${partyCount} parties of four`,
    Object.fromEntries(measured.map((each) => [each.kind, each.figures])),
  );
  return measured;
}

async function withServer<T>(kind: ServerKind, measure: (server: BenchServer) => Promise<T>): Promise<T> {
  const server = await startBenchServer(kind);
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}

function show(title: string, rows: Readonly<Record<string, object>>): void {
  console.log(`\n${title}`);
  console.table(
    Object.fromEntries(
      Object.entries(rows).map(([name, figures]) => [
        name,
        Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, round(value as number)])),
      ]),
    ),
  );
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
