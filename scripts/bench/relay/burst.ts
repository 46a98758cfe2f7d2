// Everybody at once, as after a talk's "here is the code", or a relay's restart.
import type { BenchServer } from './bench-server.ts';
import { act, type Member, mintParty, report, seat, type Tally } from './crowd.ts';
import { until } from './pacing.ts';

export interface BurstFigures {
  /** Until the last one was in and had said how it stands, s. */
  readonly seconds: number;
  readonly joinsPerSecond: number;
  readonly refused: number;
  /** Who did not get the act that came after. */
  readonly unreached: number;
}

const ARRIVAL_MS = 20_000;

export async function measureBurst(
  server: BenchServer,
  { memberCount, isReporting }: { readonly memberCount: number; readonly isReporting: boolean },
): Promise<BurstFigures> {
  const party = mintParty();
  const hostTally: Tally = { latenciesMs: [] };
  const host = await seat(server, party, 'create', hostTally);
  const tally: Tally = { latenciesMs: [] };
  const startedAt = performance.now();
  const arrivals = await Promise.allSettled(
    Array.from({ length: memberCount }, async (): Promise<Member> => {
      const member = await seat(server, party, 'join', tally);
      if (isReporting) report(member);
      return member;
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  const members = arrivals.flatMap((arrival) => (arrival.status === 'fulfilled' ? [arrival.value] : []));
  try {
    await act(host);
    const isReached = () => tally.latenciesMs.length >= members.length;
    await until(isReached, ARRIVAL_MS, 'the act after the burst reaches everybody').catch(() => undefined);
    return {
      seconds,
      joinsPerSecond: members.length / seconds,
      refused: memberCount - members.length,
      unreached: members.length - tally.latenciesMs.length,
    };
  } finally {
    for (const { client } of [host, ...members]) client.close();
  }
}
