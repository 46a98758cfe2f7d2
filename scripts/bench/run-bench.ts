// All cells of a run, one after the other: for each pair of browsers the reference first (its figures are what the
// others are read against), then each network with the rows that have one.
import { type BenchRequest, PAIRS, type PairName, type RowName } from './bench-flags.ts';
import type { BenchStage, StageMember } from './bench-stage.ts';
import { planCell } from './cell/cell-plan.ts';
import { type BenchSession, type CellRecord, runCell } from './cell/run-cell.ts';
import { measureSeekCost } from './figures/acts.ts';
import { type CellFigures, computeCell } from './figures/cell-figures.ts';
import { countEchoes } from './figures/echoes.ts';
import { quantile } from './figures/spread.ts';
import { TRUE_FILM, WRONG_FILM } from './films.ts';
import { type NetworkName, oneWayMs } from './network/networks.ts';
import { judge, type Verdict } from './report/limits.ts';
import { type Summary, summarise } from './report/summary.ts';
import { openNaiveSession } from './rows/naive-session.ts';
import { readPlaybackEvents } from './rows/party-log.ts';
import { openProductSession, type ProductSession } from './rows/product-session.ts';
import { openReferenceSession } from './rows/reference-session.ts';

export interface Cell {
  readonly run: number;
  readonly pair: PairName;
  readonly row: RowName;
  /** The reference has none; it counts as the best. */
  readonly network: NetworkName;
  readonly record: CellRecord;
  readonly figures: CellFigures;
  /** Without the calibration of what browsers say about their frames. */
  readonly rawFigures: CellFigures;
  readonly summary: Summary;
  /** The product's, for what the relay has kept of it. */
  readonly party: PartyTrace | null;
  /** Of the product only. */
  readonly verdicts: readonly Verdict[];
}

export interface PartyTrace {
  readonly code: string;
  readonly joiners: readonly number[];
}

interface Reference {
  readonly p95Ms: number | null;
  readonly seekCostMs: readonly number[];
}

const NO_REFERENCE: Reference = { p95Ms: null, seekCostMs: [] };

export async function* runBench(
  request: BenchRequest,
  stage: BenchStage,
  framesPerSecond: number,
): AsyncGenerator<Cell> {
  for (let run = 1; run <= request.runs; run += 1) {
    for (const pair of request.pairs) {
      const members: StageMember[] = [];
      for (const [index, kind] of PAIRS[pair].entries()) {
        const film = request.errorMs !== 0 && index === 1 ? WRONG_FILM : TRUE_FILM;
        members.push(await stage.launch({ kind, index, film }));
      }
      yield* runPair({ ...request, framesPerSecond }, members, { run, pair });
      for (const member of members) await member.close();
    }
  }
}

async function* runPair(
  request: BenchRequest & { readonly framesPerSecond: number },
  members: readonly StageMember[],
  where: Pick<Cell, 'run' | 'pair'>,
): AsyncGenerator<Cell> {
  let reference = NO_REFERENCE;
  for (const row of request.rows) {
    for (const network of row === 'reference' ? (['lan'] as const) : request.networks) {
      for (const member of members) member.setNetwork(network);
      const session = await openSession(row, members, `${where.run}-${where.pair}-${network}`);
      try {
        const plan = planCell({ row, network, members: members.length, ...request });
        const record = await runCell(session, plan);
        const party = 'code' in session ? { code: session.code, joiners: session.joiners } : null;
        const cell = describeCell(record, { ...where, row, network, party }, reference);
        if (row === 'reference') reference = readReference(cell);
        yield cell;
      } finally {
        await session.close();
      }
    }
  }
}

function openSession(
  row: RowName,
  members: readonly StageMember[],
  board: string,
): Promise<BenchSession | ProductSession> {
  const open = members.map((member) => member.open);
  switch (row) {
    case 'reference':
      return openReferenceSession(open);
    case 'naive':
      return openNaiveSession(
        open,
        members.map((member) => member.boardUrl(board)),
      );
    case 'product':
      return openProductSession(open);
  }
}

function describeCell(
  record: CellRecord,
  where: Pick<Cell, 'run' | 'pair' | 'row' | 'network' | 'party'>,
  { p95Ms, seekCostMs }: Reference,
): Cell {
  const compute = (logs: CellRecord['logs']) =>
    computeCell({
      ...record,
      logs,
      seekCostMs,
      oneWayMs: (from, to) => (where.row === 'reference' ? 0 : oneWayMs(where.network, from, to)),
    });
  const figures = compute(record.logs);
  const summary = summarise({ ...record, figures, referenceP95Ms: p95Ms, echoes: null });
  return {
    ...where,
    record,
    figures,
    rawFigures: compute(record.rawLogs),
    summary,
    verdicts: where.row === 'product' ? judge(summary, where.network) : [],
  };
}

/** The relay's log tells of echoes, and can be read only once the relay has stopped. */
export async function addEchoes(cell: Cell, relayDataDir: string): Promise<Cell> {
  const { party, record, network } = cell;
  if (party === null) return cell;
  const events = await readPlaybackEvents(relayDataDir, party.code, party.joiners);
  // An empty log would make every party look clean.
  if (events.length === 0) throw new Error(`the relay has kept no playback event of ${party.code}`);
  const summary = { ...cell.summary, echoes: countEchoes(events, record.acts) };
  return { ...cell, summary, verdicts: judge(summary, network) };
}

function readReference({ record, summary }: Cell): Reference {
  const seeks = record.acts.filter(({ kind }) => kind === 'seek');
  return {
    p95Ms: summary.steadyP95Ms,
    seekCostMs: record.logs.map((log) => {
      const costs = seeks.map(({ span }) => measureSeekCost(log, span)).filter((cost) => cost !== null);
      return quantile(costs, 0.95) ?? 0;
    }),
  };
}
