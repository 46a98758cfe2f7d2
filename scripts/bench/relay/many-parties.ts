// An evening: many small parties, an act now and then, and everybody saying every five seconds how they stand.
import { quantile } from '../figures/spread.ts';
import type { BenchServer } from './bench-server.ts';
import { act, gatherCrowd, mintParty, report } from './crowd.ts';
import { atPace, until } from './pacing.ts';
import { cpuOf, rssOf } from './steady.ts';

export interface ManyPartiesFigures {
  /** Of a core. */
  readonly cpuShare: number;
  /** What came with the members. */
  readonly rssMb: number;
  readonly latencyP50Ms: number;
  readonly latencyP99Ms: number;
}

const PARTY_SIZE = 4;
const ACT_PERIOD_SECONDS = 10;
const REPORT_PERIOD_SECONDS = 5;
const ARRIVAL_MS = 20_000;

export async function measureManyParties(
  servers: readonly BenchServer[],
  { partyCount, seconds }: { readonly partyCount: number; readonly seconds: number },
): Promise<ManyPartiesFigures> {
  const parties = Array.from({ length: partyCount }, mintParty);
  const emptyBytes = await rssOf(servers);
  const crowd = await gatherCrowd(servers, { parties, size: PARTY_SIZE });
  try {
    // The first of each party come first.
    const hosts = crowd.members.slice(0, partyCount);
    crowd.tally.latenciesMs.length = 0;
    const startedMs = await cpuOf(servers);
    const startedAt = performance.now();
    const acts = atPace({ perSecond: partyCount / ACT_PERIOD_SECONDS, seconds }, async (index) => {
      const host = hosts[index % hosts.length];
      if (host === undefined || !(await act(host))) throw new Error('An act was refused.');
    });
    const reports = atPace({ perSecond: crowd.members.length / REPORT_PERIOD_SECONDS, seconds }, (index) => {
      const member = crowd.members[index % crowd.members.length];
      if (member !== undefined) report(member);
      return undefined;
    });
    await Promise.all([acts, reports]);
    const elapsedMs = performance.now() - startedAt;
    const cpuMs = (await cpuOf(servers)) - startedMs;
    const fullBytes = await rssOf(servers);
    const expected = Math.round((partyCount / ACT_PERIOD_SECONDS) * seconds) * PARTY_SIZE;
    await until(() => crowd.tally.latenciesMs.length >= expected, ARRIVAL_MS, `all ${expected} deliveries`);
    return {
      cpuShare: cpuMs / elapsedMs,
      rssMb: (fullBytes - emptyBytes) / 1_024 / 1_024,
      latencyP50Ms: quantile(crowd.tally.latenciesMs, 0.5) ?? Number.NaN,
      latencyP99Ms: quantile(crowd.tally.latenciesMs, 0.99) ?? Number.NaN,
    };
  } finally {
    crowd.close();
  }
}
