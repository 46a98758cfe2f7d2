// npm start: reads the flags, then either becomes the relay (--relay-only) or shows a party. Owns the end of it
// all: exit codes and Ctrl-C.
import { BuildError } from './build/build-error.ts';
import { createCleanup } from './demo/cleanup.ts';
import { endOnSignals } from './demo/end-on-signals.ts';
import { startDemo } from './demo/start-demo.ts';
import { type DemoRequest, parseStartFlags } from './demo/start-flags.ts';
import { PlaygroundError } from './playground/serve-playground.ts';
import { RelayStartError } from './relay/relay-process.ts';
import { RigError } from './rig/rig-error.ts';

const EXIT_FAILED = 1;
const EXIT_BAD_FLAGS = 2;

const request = parseStartFlags(process.argv.slice(2));
if (!request.ok) {
  console.error(request.reason);
  process.exit(EXIT_BAD_FLAGS);
}
switch (request.value.kind) {
  case 'help':
    process.stdout.write(request.value.text);
    break;
  case 'relay-only':
    // The relay's own main reads its flags, answers Ctrl-C and writes its logs: nothing of ours stands between.
    process.argv.splice(2, Infinity, ...request.value.relayFlags);
    await import('../relay-server/src/main.ts');
    break;
  case 'demo':
    process.exit(await runDemo(request.value));
}

async function runDemo(demo: DemoRequest): Promise<number> {
  const cleanup = createCleanup();
  endOnSignals(cleanup);
  let exitCode = 0;
  try {
    await startDemo(demo, cleanup, console.log);
  } catch (error) {
    // Once the end has begun, everything that was under way fails: that is how it stops.
    if (!cleanup.signal.aborted) {
      console.error(explain(error));
      exitCode = EXIT_FAILED;
    }
  }
  for (const problem of await cleanup.end()) {
    console.error('Something did not close by itself and was killed:', problem);
    exitCode = EXIT_FAILED;
  }
  return exitCode;
}

/** These say in their messages what to do next; anything else is a bug and needs its stack. */
function explain(error: unknown): string {
  const isExplained =
    error instanceof RelayStartError ||
    error instanceof BuildError ||
    error instanceof PlaygroundError ||
    error instanceof RigError;
  return isExplained ? error.message : String(error instanceof Error ? error.stack : error);
}
