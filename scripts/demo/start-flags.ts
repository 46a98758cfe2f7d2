// What `npm start` can be told. Pure: whether there is a display, or anything installed, is found out elsewhere.
import { parseArgs } from 'node:util';
import { fail, type Result, succeed } from '@sameframe/shared/result.ts';

export interface DemoRequest {
  readonly kind: 'demo';
  readonly install: 'when-allowed' | 'never';
  /** `windows` where there is a display to open them on. */
  readonly show: 'windows-if-possible' | 'headless';
  /** Nothing: what the relay takes by itself (PORT, or 8787). */
  readonly port: string | undefined;
  readonly demoSeconds: number;
  readonly afterDemo: 'keep-relay' | 'exit';
  /** Nothing: `extension/dist`. */
  readonly buildDir: string | undefined;
}

export type StartRequest =
  | DemoRequest
  | { readonly kind: 'relay-only'; readonly relayFlags: readonly string[] }
  | { readonly kind: 'help'; readonly text: string };

const DEFAULT_DEMO_SECONDS = 30;
const SHORTEST_DEMO_SECONDS = 6;
const LONGEST_DEMO_SECONDS = 240;

const HELP = `npm start [-- flags]: builds the extension, starts the relay and shows a party in two browsers.

  --relay-only        only the relay, in the foreground; all other flags go to it
                      (npm start -- --relay-only --help lists them)
  --no-install        install no browser and no ffmpeg, even where that is allowed
  --headless          no windows, even on a display: the live table instead
  --port N            port of the relay; 0 picks a free one (default: PORT, or 8787)
  --demo-seconds N    headless: how long the live table runs, ${SHORTEST_DEMO_SECONDS} to ${LONGEST_DEMO_SECONDS} (default ${DEFAULT_DEMO_SECONDS})
  --exit-after-demo   headless: end after the table instead of keeping the relay
  --build-dir DIR     where the two builds go (default: extension/dist)
  --help              this text

Environment: HOST, PORT, DATA_DIR, LOG_LEVEL and all else that the relay reads; SAMEFRAME_CHROMIUM and
SAMEFRAME_FIREFOX name browsers that are not found by themselves.
`;

/** Fails with a sentence for the person who typed the flags. */
export function parseStartFlags(flags: readonly string[]): Result<StartRequest, string> {
  if (flags.includes('--relay-only')) {
    // It installs nothing anyway, so an operator's script may say so.
    const relayFlags = flags.filter((flag) => flag !== '--relay-only' && flag !== '--no-install');
    return succeed({ kind: 'relay-only', relayFlags });
  }
  const given = readFlags(flags);
  if (!given.ok) return given;
  const values = given.value;
  if (values.help === true) return succeed({ kind: 'help', text: HELP });
  const { port } = values;
  if (port !== undefined && !isWholeNumber(port, 0, 65_535)) {
    return fail(`--port is ${JSON.stringify(port)} but must be a whole number from 0 to 65535.`);
  }
  const demoSeconds = values['demo-seconds'] ?? String(DEFAULT_DEMO_SECONDS);
  if (!isWholeNumber(demoSeconds, SHORTEST_DEMO_SECONDS, LONGEST_DEMO_SECONDS)) {
    return fail(
      `--demo-seconds is ${JSON.stringify(demoSeconds)} but must be a whole number ` +
        `from ${SHORTEST_DEMO_SECONDS} to ${LONGEST_DEMO_SECONDS}.`,
    );
  }
  // Both are about the live table, which only exists without windows.
  const isAboutTable = values['demo-seconds'] !== undefined || values['exit-after-demo'] === true;
  return succeed({
    kind: 'demo',
    install: values['no-install'] === true ? 'never' : 'when-allowed',
    show: values.headless === true || isAboutTable ? 'headless' : 'windows-if-possible',
    port,
    demoSeconds: Number(demoSeconds),
    afterDemo: values['exit-after-demo'] === true ? 'exit' : 'keep-relay',
    buildDir: values['build-dir'],
  });
}

function readFlags(flags: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...flags],
      options: {
        'no-install': { type: 'boolean' },
        headless: { type: 'boolean' },
        port: { type: 'string' },
        'demo-seconds': { type: 'string' },
        'exit-after-demo': { type: 'boolean' },
        'build-dir': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return succeed(values);
  } catch (error) {
    // parseArgs throws TypeErrors for what was typed; anything else is a bug.
    if (!(error instanceof TypeError)) throw error;
    return fail(`${error.message.split('. ')[0]}. --help lists all flags.`);
  }
}

function isWholeNumber(text: string, least: number, most: number): boolean {
  return /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most;
}
