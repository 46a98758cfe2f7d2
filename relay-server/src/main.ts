// The relay's composition root: environment and flags → configuration → store → running relay → exit code.
import { styleText } from 'node:util';
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { ConfigError, type LogLevel, type RelayConfig, readConfig } from './config.ts';
import { type RunningRelay, startRelay } from './relay.ts';
import { StoreError } from './store/party-store.ts';
import { openSharedState } from './store/redis-store.ts';
import { createSqliteStore } from './store/sqlite-store.ts';

const EXIT_FAILED = 1;
const EXIT_BAD_CONFIG = 2;
/** As a shell reports a process that SIGINT has ended. */
const EXIT_FORCED = 130;

const config = readConfigOrExit();
const log = createLogger(config.logLevel);
try {
  const relay = await startRelay({ config, log, ...(await openStore(config, log)) });
  announceReady(relay);
  stopOnSignals(relay, log);
} catch (error) {
  exitWithAdvice(error, config);
}

async function openStore({ redis, dataDir, settings }: RelayConfig, log: Logger) {
  if (redis === null) return { store: createSqliteStore(dataDir) };
  const { store, weaknesses, ...shared } = await openSharedState({
    ...redis,
    memberLeaseMs: settings.memberLeaseMs,
    onClockSetBack: (byMs) =>
      log.warn({ byMs }, 'the clock of Redis was set back: parties that are on stand still for as long'),
  });
  for (const weakness of weaknesses) log.warn(`this Redis promises less than it could: ${weakness}`);
  return { store, shared };
}

function readConfigOrExit(): RelayConfig {
  try {
    const request = readConfig(process.env, process.argv.slice(2));
    if (request.kind === 'run') return request.config;
    process.stdout.write(request.text);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`sameframe relay: ${error.message}\n`);
    process.exit(EXIT_BAD_CONFIG);
  }
}

/** No host name or process id: a log may be pasted into an issue as it is. */
function createLogger(level: LogLevel): Logger {
  const options = { level, base: null };
  return process.stdout.isTTY ? pino(options, pretty({ ignore: 'pid,hostname' })) : pino(options);
}

/** On a pipe this one line is for programs: with PORT=0 only it says where the relay is. */
function announceReady({ url, port }: RunningRelay): void {
  const line = process.stdout.isTTY
    ? `${styleText('bold', 'Sameframe relay')} at ${styleText('cyan', url)} (Ctrl-C stops it)`
    : JSON.stringify({ ready: { url, port } });
  process.stdout.write(`${line}\n`);
}

function stopOnSignals(relay: RunningRelay, log: Logger): void {
  let isStopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(EXIT_FORCED);
    isStopping = true;
    log.info({ signal }, 'stopping; once more forces it');
    try {
      await relay.stop();
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, 'could not stop cleanly');
      process.exit(EXIT_FAILED);
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function exitWithAdvice(error: unknown, config: RelayConfig): never {
  const [problem, advice] = explainStartError(error, config);
  process.stderr.write(`sameframe relay: ${problem}\n${advice}\n`);
  process.exit(EXIT_FAILED);
}

function explainStartError(error: unknown, config: RelayConfig): [problem: string, advice: string] {
  if (error instanceof StoreError) return [error.message, error.advice];
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const isMetrics = config.metrics !== null && 'port' in error && error.port === config.metrics.port;
  const { host, port } = isMetrics && config.metrics !== null ? config.metrics : config;
  const prefix = isMetrics ? 'METRICS_' : '';
  switch (error.code) {
    case 'EADDRINUSE':
      return [
        `port ${port} on ${host} is in use`,
        `Stop what uses it, or set ${prefix}PORT, or its flag, to another one.`,
      ];
    case 'EACCES':
      return [`port ${port} may not be used by this user`, `Set ${prefix}PORT to one above 1023.`];
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return [
        `this computer has no address ${host}`,
        `Set ${prefix}HOST to one of its addresses, or to 0.0.0.0 for all.`,
      ];
    default:
      throw error;
  }
}
