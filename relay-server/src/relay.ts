// Puts a relay together from a store and a configuration and runs it: HTTP server, sockets, core, timer. Reads no
// environment and ends no process, so that tests and scripts run the very same relay.
import { randomBytes } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import type { Logger } from 'pino';
import type { RelayConfig } from './config.ts';
import { createRateGate } from './door/rate.ts';
import { hashToken } from './member-token.ts';
import { measureOutbox, measureStore } from './metrics/measure.ts';
import { SILENT_METER } from './metrics/meter.ts';
import { createPrometheusMeter } from './metrics/prometheus-meter.ts';
import type { RelayCore } from './party/core-port.ts';
import { andThen } from './party/later.ts';
import type { NodeFeed } from './party/party-feed.ts';
import { createRelayCore } from './party/relay-core.ts';
import { createRelayClock } from './relay-clock.ts';
import { type PartyStore, StoreError } from './store/party-store.ts';
import { createHttpHandler } from './transport/http.ts';
import { type MetricsServer, serveMetrics } from './transport/metrics-server.ts';
import { checkSlowReaders, DEFAULT_BACKLOG_LIMITS } from './transport/slow-readers.ts';
import { createSocketOutbox, createSocketServer, serveMembers } from './transport/socket-io.ts';
import { createTickTimer } from './transport/tick-timer.ts';

export interface RelayParts {
  readonly config: RelayConfig;
  /** The relay closes it when it stops, or when it cannot start. */
  readonly store: PartyStore;
  /** What a node shares with others; left out by a relay that is one process. */
  readonly shared?: { readonly feed: NodeFeed; readonly now: () => RelayMs; readonly rateStore: object };
  readonly log: Logger;
}

export interface RunningRelay {
  readonly port: number;
  /** Where a browser on this computer reaches it. */
  readonly url: string;
  /** Where Prometheus reads, if it may. */
  readonly metricsUrl: string | null;
  /** Says good-bye to everyone, writes out what is due, and ends within five seconds. */
  stop(): Promise<void>;
}

/** Thousands of members may come back at once after a restart. */
const LISTEN_BACKLOG = 4_096;
/** Who opens a connection asks for something soon, or is not there any more. */
const REQUEST_MS = 10_000;
const SILENCE_CHECK_MS = 2_000;
const localNow = () => performance.now() as LocalMs;
const PROCESS_CLOCK = { wallMs: () => Date.now(), monotonicMs: localNow };
const SLOW_READER_CHECK_MS = 1_000;
const DRAIN_MS = 2_000;
const DRAIN_POLL_MS = 20;

/** Rejects with Node's error (`EADDRINUSE`, …) when the address cannot be listened on. */
export async function startRelay({ config, store, shared, log }: RelayParts): Promise<RunningRelay> {
  const now = shared?.now ?? (await startClock(store));
  // The handler is asked only once the core is there: nothing listens before.
  const httpServer = createServer(
    { headersTimeout: REQUEST_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: SILENCE_CHECK_MS },
    createHttpHandler({ health: () => core.health(), readiness: () => core.readiness() }),
  );
  const server = createSocketServer(httpServer);
  const prometheus =
    config.metrics === null
      ? null
      : createPrometheusMeter({
          sockets: () => server.engine.clientsCount,
          load: () => core.load(),
          isReady: () => core.readiness() === 'ok',
        });
  const meter = prometheus ?? SILENT_METER;
  const core: RelayCore = createRelayCore({
    store: measureStore(store, meter),
    ...(shared && { feed: shared.feed }),
    outbox: measureOutbox(createSocketOutbox(server), meter, now),
    now,
    localNow,
    randomBytes,
    hashToken,
    settings: config.settings,
    onProblem: (problem) => logProblem(log, problem),
  });
  const ticker = createTickTimer(core, localNow);
  shared?.feed.listen((party, message) => {
    void andThen(core.hear(party, message), ticker.rearm);
  });
  serveMembers(server, {
    core,
    rates: createRateGate(config.rates, shared?.rateStore ?? null),
    now,
    isProxyTrusted: config.isProxyTrusted,
    maxConnections: config.maxConnections,
    maxConnectionsPerAddress: config.maxConnectionsPerAddress,
    onActivity: ticker.rearm,
    onRejected: meter.rejected,
    onBug: (error) => log.error({ err: error }, 'bug while serving a connection'),
  });
  let metrics: MetricsServer | null = null;
  try {
    if (prometheus !== null && config.metrics !== null)
      metrics = await serveMetrics(prometheus, config.metrics);
    await listen(httpServer, config);
  } catch (error) {
    metrics?.close();
    ticker.stop();
    await store.close();
    throw error;
  }
  ticker.rearm();
  const slowReaderCheck = setInterval(() => {
    const cut = checkSlowReaders(server, DEFAULT_BACKLOG_LIMITS);
    if (cut === 0) return;
    meter.slowReadersCut(cut);
    log.warn({ connections: cut }, 'slow readers were cut off');
  }, SLOW_READER_CHECK_MS);

  const drain = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      httpServer.close(() => resolve());
    });
    core.drain();
    const deadline = performance.now() + DRAIN_MS;
    while (server.engine.clientsCount > 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MS));
    }
    clearInterval(slowReaderCheck);
    ticker.stop();
    server.engine.close();
    httpServer.closeAllConnections();
    metrics?.close();
    await closed;
    await store.close();
  };
  let stopped: Promise<void> | null = null;
  const port = (httpServer.address() as AddressInfo).port;
  return {
    port,
    url: urlOf(config.host, port),
    metricsUrl:
      metrics === null || config.metrics === null
        ? null
        : `${urlOf(config.metrics.host, metrics.port)}/metrics`,
    stop: () => {
      stopped ??= drain();
      return stopped;
    },
  };
}

/** Later than all that was stamped. */
async function startClock(store: PartyStore): Promise<() => RelayMs> {
  try {
    return createRelayClock(PROCESS_CLOCK, await store.latestAt());
  } catch (error) {
    await store.close();
    throw error;
  }
}

function listen(httpServer: HttpServer, { host, port }: RelayConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    httpServer.once('error', reject);
    httpServer.listen({ host, port, backlog: LISTEN_BACKLOG }, () => {
      httpServer.off('error', reject);
      resolve();
    });
  });
}

function urlOf(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function logProblem(log: Logger, problem: unknown): void {
  if (problem === null) log.info('the store works again');
  else if (problem instanceof StoreError) {
    log.error({ code: problem.code, advice: problem.advice }, `the store failed: ${problem.message}`);
  } else log.error({ err: problem }, 'bug while doing what was due');
}
