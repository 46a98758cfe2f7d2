// The meter as Prometheus reads it. The only importer of prom-client.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Gauges, Meter } from './meter.ts';

export interface PrometheusMeter extends Meter {
  readonly contentType: string;
  page(): Promise<string>;
}

/** From a commit on a quiet disk (0.1 ms) to a disk that is no longer usable. */
const APPEND_SECONDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];
const LAG_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
const MS_PER_SECOND = 1_000;

export function createPrometheusMeter(gauges: Gauges): PrometheusMeter {
  // Its own registry: two relays in one process do not count for each other.
  const registers = [new Registry()] as const;
  const [registry] = registers;
  // Event-loop delay, processor time, memory and garbage collection, under the names that dashboards know.
  collectDefaultMetrics({ register: registry });

  const appendSeconds = new Histogram({
    name: 'sameframe_append_seconds',
    help: 'Time from asking the store to order an intent until it is kept or refused',
    buckets: APPEND_SECONDS,
    registers: [...registers],
  });
  const events = new Counter({
    name: 'sameframe_events_total',
    help: 'Events that this relay has ordered and kept',
    registers: [...registers],
  });
  const fanOutLagSeconds = new Histogram({
    name: 'sameframe_fan_out_lag_seconds',
    help: 'Time from the stamp of an event until it was handed to the connections',
    buckets: LAG_SECONDS,
    registers: [...registers],
  });
  const digests = new Counter({
    name: 'sameframe_presence_digests_total',
    help: 'Presence digests sent to parties',
    registers: [...registers],
  });
  const rejects = new Counter({
    name: 'sameframe_rejects_total',
    help: 'Refusals and closings by the reason that the member was given',
    labelNames: ['reason'],
    registers: [...registers],
  });
  const slowReaders = new Counter({
    name: 'sameframe_slow_readers_cut_total',
    help: 'Connections ended because they read too slowly',
    registers: [...registers],
  });
  const look = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers: [...registers],
      collect() {
        this.set(value());
      },
    });
  };
  look('sameframe_sockets', 'Open connections', gauges.sockets);
  look('sameframe_members', 'Connections that are in a party', () => gauges.load().members);
  look('sameframe_parties', 'Parties with at least one connection here', () => gauges.load().parties);
  look('sameframe_ready', '1 while the store answers and the relay is not stopping', () =>
    gauges.isReady() ? 1 : 0,
  );

  return {
    appendTook: (ms) => appendSeconds.observe(ms / MS_PER_SECOND),
    eventOrdered: () => events.inc(),
    eventSent: (lagMs) => fanOutLagSeconds.observe(Math.max(0, lagMs) / MS_PER_SECOND),
    presenceSent: () => digests.inc(),
    rejected: (reason) => rejects.inc({ reason }),
    slowReadersCut: (count) => slowReaders.inc(count),
    contentType: registry.contentType,
    page: () => registry.metrics(),
  };
}
