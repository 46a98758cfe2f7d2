// All cells of a run, one after the other: for each pair of browsers the reference first (its figures are what the
// others are read against), then each network with the rows that have one.
import { shiftWallClock } from '../rig/wall-clock/shifted-clock.ts';
import { type BenchRequest, type ClocksName, PAIRS, type PairName, type RowName } from './bench-flags.ts';
import type { BenchStage, StageMember } from './bench-stage.ts';
import { planCell } from './cell/cell-plan.ts';
import { type BenchSession, runCell } from './cell/run-cell.ts';
import { type Cell, describeCell, type Reference, readReference } from './describe-cell.ts';
import { TRUE_FILM, WRONG_FILM } from './films.ts';
import { openNaiveSession } from './rows/naive-session.ts';
import { openProductSession, type ProductSession } from './rows/product-session.ts';
import { openReferenceSession } from './rows/reference-session.ts';

const NO_REFERENCE: Reference = { p95Ms: null, seekCostMs: [] };
/** Of every second member, where clocks are to be apart: enough that no film hides it. */
const CLOCK_SHIFT_MS = 7_000;

export async function* runBench(
  request: BenchRequest,
  stage: BenchStage,
  say: (line: string) => void,
): AsyncGenerator<Cell> {
  for (let run = 1; run <= request.runs; run += 1) {
    for (const pair of request.pairs) {
      for (const clocks of request.clocks) {
        const members = await launchMembers(request, stage, pair, clocks);
        if (typeof members === 'string') say(`Left out, ${pair} with clocks ${clocks}: ${members}`);
        else {
          yield* runMembers(request, members, { run, pair, clocks });
          for (const member of members) await member.close();
        }
      }
    }
  }
}

/** Or why they cannot be. */
async function launchMembers(
  { memberCount }: BenchRequest,
  stage: BenchStage,
  pair: PairName,
  clocks: ClocksName,
): Promise<StageMember[] | string> {
  const shifted = await shiftWallClock(CLOCK_SHIFT_MS);
  if (clocks === 'apart' && !shifted.ok) return shifted.reason.advice;
  const members: StageMember[] = [];
  for (let index = 0; index < memberCount; index += 1) {
    const kind = PAIRS[pair][index % 2 === 0 ? 0 : 1];
    const env = clocks === 'apart' && index % 2 === 1 && shifted.ok ? shifted.value : {};
    members.push(await stage.launch({ kind, index, env }));
  }
  return members;
}

async function* runMembers(
  request: BenchRequest,
  members: readonly StageMember[],
  where: Pick<Cell, 'run' | 'pair' | 'clocks'>,
): AsyncGenerator<Cell> {
  let reference = NO_REFERENCE;
  for (const row of request.rows) {
    for (const network of row === 'reference' ? (['lan'] as const) : request.networks) {
      for (const member of members) member.setNetwork(network);
      const board = [where.run, where.pair, where.clocks, network].join('-');
      const session = await openSession(row, members, board, request.errorMs);
      try {
        const record = await runCell(session, planCell({ ...request, row, network }));
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
  errorMs: number,
): Promise<BenchSession | ProductSession> {
  // An error that the reference had too would not be one.
  const hasError = (index: number) => errorMs !== 0 && row === 'product' && index === 1;
  const people = members.map((member, index) => ({
    ...member,
    open: () => member.open(hasError(index) ? WRONG_FILM : TRUE_FILM),
  }));
  const open = people.map((person) => person.open);
  switch (row) {
    case 'reference':
      return openReferenceSession(open);
    case 'naive':
      return openNaiveSession(
        open,
        members.map((member) => member.boardUrl(board)),
      );
    case 'product':
      return openProductSession(people);
  }
}
