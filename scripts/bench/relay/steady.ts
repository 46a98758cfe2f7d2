// A party that lives: acts at an even pace, each delivered to everybody.
import { quantile } from '../figures/spread.ts';
import type { BenchServer } from './bench-server.ts';
import { act, type Crowd, gatherCrowd, mintParty } from './crowd.ts';
import { atPace, until } from './pacing.ts';

export interface SteadyFigures {
  readonly deliveries: number;
  /** Of all servers together, ms of processor per 1,000 deliveries. */
  readonly cpuPer1000Ms: number;
  readonly latencyP50Ms: number;
  readonly latencyP99Ms: number;
  /** Resident memory that came with the members, of all servers together, KB per connection; warmed up before. */
  readonly kbPerConnection: number;
}

/** As many deliveries at any size: the crowd's own cost stays the same. */
const DELIVERIES_PER_SECOND = 10_000;
const WARM_UP_SECONDS = 1;
/** Few: what they leave free is used by those who are measured. */
const WARM_UP_MEMBERS = 10;
/** A relay runs for months: its code is compiled by then, which takes a path some thousand times. */
const WARM_UP_ACTS = { perSecond: 500, seconds: 5 };
/** Who acts: some of the party, in turn. */
const ACTORS = 10;
const ARRIVAL_MS = 20_000;

export async function measureSteady(
  servers: readonly BenchServer[],
  { memberCount, seconds }: { readonly memberCount: number; readonly seconds: number },
): Promise<SteadyFigures> {
  await warmUp(servers);
  const emptyBytes = await rssOf(servers);
  const crowd = await gatherCrowd(servers, { parties: [mintParty()], size: memberCount });
  try {
    const fullBytes = await rssOf(servers);
    const perSecond = DELIVERIES_PER_SECOND / memberCount;
    await actAll(crowd, { perSecond, seconds: WARM_UP_SECONDS });
    crowd.tally.latenciesMs.length = 0;
    const startedMs = await cpuOf(servers);
    const deliveries = await actAll(crowd, { perSecond, seconds });
    const cpuMs = (await cpuOf(servers)) - startedMs;
    const latenciesMs = crowd.tally.latenciesMs;
    return {
      deliveries,
      cpuPer1000Ms: (1_000 * cpuMs) / deliveries,
      latencyP50Ms: quantile(latenciesMs, 0.5) ?? Number.NaN,
      latencyP99Ms: quantile(latenciesMs, 0.99) ?? Number.NaN,
      kbPerConnection: (fullBytes - emptyBytes) / 1_024 / memberCount,
    };
  } finally {
    crowd.close();
  }
}

/**
 * Others come, act and go before: what a process takes to get going (compiled code, room for what is new, a cache of
 * the file) it takes once, and the more connections share it the less of it is each one's.
 */
async function warmUp(servers: readonly BenchServer[]): Promise<void> {
  const crowd = await gatherCrowd(servers, { parties: [mintParty()], size: WARM_UP_MEMBERS });
  await actAll(crowd, WARM_UP_ACTS);
  crowd.close();
}

/** Resolves with how many deliveries there were, once every one has come. */
async function actAll(crowd: Crowd, pace: { perSecond: number; seconds: number }): Promise<number> {
  const before = crowd.tally.latenciesMs.length;
  let acts = 0;
  await atPace(pace, async (index) => {
    const actor = crowd.members[index % Math.min(ACTORS, crowd.members.length)];
    if (actor === undefined || !(await act(actor))) throw new Error('An act was refused.');
    acts += 1;
  });
  const expected = acts * crowd.members.length;
  await until(
    () => crowd.tally.latenciesMs.length - before >= expected,
    ARRIVAL_MS,
    `all ${expected} deliveries`,
  );
  return expected;
}

/** Of all of them together, ms. */
export async function cpuOf(servers: readonly BenchServer[]): Promise<number> {
  return sum(await Promise.all(servers.map((server) => server.cpuMs())));
}

/** Of all of them together, bytes. */
export async function rssOf(servers: readonly BenchServer[]): Promise<number> {
  return sum((await Promise.all(servers.map((server) => server.held()))).map(({ rssBytes }) => rssBytes));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
