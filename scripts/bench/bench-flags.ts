// What `npm run bench:sync` can be told. Pure.
import { parseArgs } from 'node:util';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';
import { NETWORK_NAMES, type NetworkName } from './network/networks.ts';

export type RowName = 'reference' | 'naive' | 'product';

export interface BenchRequest {
  readonly networks: readonly NetworkName[];
  readonly pairs: readonly PairName[];
  readonly rows: readonly RowName[];
  readonly clocks: readonly ClocksName[];
  readonly memberCount: number;
  readonly framesPerSecond: number;
  /** The party's speed in the steady part. */
  readonly rate: 1 | 1.25;
  readonly steadySeconds: number;
  readonly parts: readonly PartName[];
  readonly runs: number;
  readonly seed: number;
  /** How much later one member's pictures are than their times say. */
  readonly errorMs: number;
  readonly jsonPath: string | undefined;
  /** Whether the file with the figures also has what every page wrote down. */
  readonly logs: 'kept' | 'dropped';
  readonly check: 'exit-code' | 'print-only';
}

export const PAIRS = { cc: ['chromium', 'chromium'], cf: ['chromium', 'firefox'] } as const;
export type PairName = keyof typeof PAIRS;
const ROWS: readonly RowName[] = ['reference', 'naive', 'product'];
/** `apart`: every second member's wall clock is 7 s off. */
export type ClocksName = 'same' | 'apart';
const CLOCKS: readonly ClocksName[] = ['same', 'apart'];
export type PartName = 'steady' | 'acts';
const PARTS: readonly PartName[] = ['steady', 'acts'];

export const HELP = `npm run bench:sync [-- flags]: how far apart real browsers in a party are, measured on their frames.

  --networks LIST       of ${NETWORK_NAMES.join(',')} (default: all)
  --pairs LIST          of ${Object.keys(PAIRS).join(',')}: Chromium–Chromium, Chromium–Firefox (default: both)
  --rows LIST           of ${ROWS.join(',')} (default: all)
  --clocks LIST         of ${CLOCKS.join(',')}: whether every second member's wall clock is 7 s off (default: same)
  --members N           2 to 4; more than two take turns of the pair's browsers (default 2)
  --fps N               of the film, 30 or 60 (default 30)
  --rate N              the party's speed in the steady part, 1 or 1.25 (default 1)
  --only LIST           of ${PARTS.join(',')} (default: both)
  --seconds N           of steady playing per cell (default 30)
  --runs N              of everything (default 1)
  --seed N              of the networks' jitter (default 1)
  --inject-error-ms N   gives one member a film whose pictures are that late: the bench must notice
  --json FILE           where the figures go (default: scripts/out/bench/figures.json)
  --logs                keeps what every page wrote down in that file too, some MB per cell
  --check               exit code 1 if the product misses a limit (always so with --inject-error-ms)
`;

/** Fails with a sentence for the person who typed the flags. */
export function parseBenchFlags(flags: readonly string[]): Result<BenchRequest | 'help', string> {
  try {
    return readRequest(flags);
  } catch (error) {
    // parseArgs and the readers below throw TypeErrors for what was typed; anything else is a bug.
    if (!(error instanceof TypeError)) throw error;
    return fail(`${error.message.split('. ')[0]}. --help lists all flags.`);
  }
}

function readRequest(flags: readonly string[]): Result<BenchRequest | 'help', string> {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      networks: { type: 'string', default: NETWORK_NAMES.join() },
      pairs: { type: 'string', default: Object.keys(PAIRS).join() },
      rows: { type: 'string', default: ROWS.join() },
      clocks: { type: 'string', default: 'same' },
      members: { type: 'string', default: '2' },
      fps: { type: 'string', default: '30' },
      rate: { type: 'string', default: '1' },
      only: { type: 'string', default: PARTS.join() },
      seconds: { type: 'string', default: '30' },
      runs: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      'inject-error-ms': { type: 'string', default: '0' },
      json: { type: 'string' },
      logs: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return succeed('help');
  const errorMs = readNumber('inject-error-ms', values['inject-error-ms']);
  return succeed({
    networks: readList('networks', values.networks, NETWORK_NAMES),
    pairs: readList('pairs', values.pairs, Object.keys(PAIRS) as PairName[]),
    rows: readList('rows', values.rows, ROWS),
    clocks: readList('clocks', values.clocks, CLOCKS),
    memberCount: readOneOf('members', values.members, [2, 3, 4]),
    framesPerSecond: readOneOf('fps', values.fps, [30, 60]),
    rate: readOneOf('rate', values.rate, [1, 1.25]),
    parts: readList('only', values.only, PARTS),
    steadySeconds: readNumber('seconds', values.seconds),
    runs: readNumber('runs', values.runs),
    seed: readNumber('seed', values.seed),
    errorMs,
    jsonPath: values.json,
    logs: values.logs ? 'kept' : 'dropped',
    check: values.check || errorMs !== 0 ? 'exit-code' : 'print-only',
  });
}

function readList<Name extends string>(flag: string, text: string, known: readonly Name[]): readonly Name[] {
  const names = text.split(',');
  const unknown = names.find((name) => !known.some((one) => one === name));
  if (unknown !== undefined) throw new TypeError(`--${flag} knows ${known.join(', ')} and not “${unknown}”`);
  return known.filter((one) => names.includes(one));
}

function readNumber(flag: string, text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new TypeError(`--${flag} takes a whole number and not “${text}”`);
  return Number(text);
}

function readOneOf<Value extends number>(flag: string, text: string, known: readonly Value[]): Value {
  const value = known.find((one) => String(one) === text);
  if (value === undefined) throw new TypeError(`--${flag} takes ${known.join(', ')} and not “${text}”`);
  return value;
}
