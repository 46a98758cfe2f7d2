// What `npm run bench:relay` can be told. Pure.
import { parseArgs } from 'node:util';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';

export const RELAY_PARTS = ['steady', 'burst', 'parties', 'nodes'] as const;
export type RelayPart = (typeof RELAY_PARTS)[number];

export interface RelayBenchRequest {
  readonly parts: readonly RelayPart[];
  readonly sizes: readonly number[];
  readonly partyCount: number;
  readonly seconds: number;
  readonly jsonPath: string | undefined;
  readonly check: 'exit-code' | 'print-only';
}

export const RELAY_BENCH_HELP = `npm run bench:relay [-- flags]: what the relay costs, next to the same work without it.

  --only LIST      of ${RELAY_PARTS.join(',')} (default: all; nodes needs redis-server)
  --sizes LIST     members of the one party (default: 100,1000,5000)
  --parties N      of four members each (default: 2500)
  --seconds N      of steady work (default: 10)
  --json FILE      where the figures go (default: scripts/out/bench/relay.json)
  --check          exit code 1 if a limit is missed
`;

/** Fails with a sentence for the person who typed the flags. */
export function parseRelayBenchFlags(flags: readonly string[]): Result<RelayBenchRequest | 'help', string> {
  try {
    return readRequest(flags);
  } catch (error) {
    // parseArgs throws TypeErrors for what was typed; anything else is a bug.
    if (!(error instanceof TypeError)) throw error;
    return fail(`${error.message.split('. ')[0]}. --help lists all flags.`);
  }
}

function readRequest(flags: readonly string[]): Result<RelayBenchRequest | 'help', string> {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      only: { type: 'string', default: RELAY_PARTS.join() },
      sizes: { type: 'string', default: '100,1000,5000' },
      parties: { type: 'string', default: '2500' },
      seconds: { type: 'string', default: '10' },
      json: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return succeed('help');
  const parts = values.only.split(',').map((part) => {
    const known = RELAY_PARTS.find((name) => name === part);
    if (known === undefined) throw new TypeError(`--only knows ${RELAY_PARTS.join(', ')}`);
    return known;
  });
  return succeed({
    parts,
    sizes: values.sizes.split(',').map((size) => count('--sizes', size, 2, 20_000)),
    partyCount: count('--parties', values.parties, 1, 10_000),
    seconds: count('--seconds', values.seconds, 1, 3_600),
    jsonPath: values.json,
    check: values.check ? 'exit-code' : 'print-only',
  });
}

function count(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new TypeError(`${flag} takes whole numbers from ${least} to ${most}`);
}
