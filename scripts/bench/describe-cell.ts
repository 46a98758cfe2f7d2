// From the record of a cell to its figures, its summary and the verdict on it. Pure, but for the relay's log, which is
// read from its folder.
import type { ClocksName, PairName, RowName } from './bench-flags.ts';
import type { CellRecord } from './cell/run-cell.ts';
import { measureSeekCost } from './figures/acts.ts';
import { type CellFigures, computeCell } from './figures/cell-figures.ts';
import { countEchoes } from './figures/echoes.ts';
import { quantile } from './figures/spread.ts';
import { type NetworkName, oneWayMs, unseenApartMs } from './network/networks.ts';
import { judge, type Verdict } from './report/limits.ts';
import { type Summary, summarise } from './report/summary.ts';
import { readPlaybackEvents } from './rows/party-log.ts';

/** What a cell is about. */
export interface CellSetting {
  readonly run: number;
  readonly pair: PairName;
  readonly clocks: ClocksName;
  readonly row: RowName;
  /** The reference has none; it counts as the best. */
  readonly network: NetworkName;
}

export interface Cell extends CellSetting {
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

/** What the other rows of the same browsers are read against. */
export interface Reference {
  readonly p95Ms: number | null;
  readonly seekCostMs: readonly number[];
}

export function describeCell(
  record: CellRecord,
  where: CellSetting & Pick<Cell, 'party'>,
  { p95Ms, seekCostMs }: Reference,
): Cell {
  const compute = (logs: CellRecord['logs']) =>
    computeCell({
      ...record,
      logs,
      seekCostMs,
      oneWayMs: (from, to) => (where.row === 'reference' ? 0 : oneWayMs(where.network, from, to)),
      unseenApartMs: (first, second) =>
        where.row === 'reference' ? 0 : unseenApartMs(where.network, first, second),
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

export function readReference({ record, summary }: Cell): Reference {
  const seeks = record.acts.filter(({ kind }) => kind === 'seek');
  return {
    p95Ms: summary.steadyP95Ms,
    seekCostMs: record.logs.map((log) => {
      const costs = seeks.map(({ span }) => measureSeekCost(log, span)).filter((cost) => cost !== null);
      return quantile(costs, 0.95) ?? 0;
    }),
  };
}
