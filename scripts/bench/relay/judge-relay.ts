// What the relay must reach, as ratios to what was measured in the same run. Pure.
import type { BurstFigures } from './burst.ts';
import type { ManyPartiesFigures } from './many-parties.ts';
import type { ServerKind } from './server-kind.ts';
import type { SteadyFigures } from './steady.ts';
import type { TwoNodesFigures } from './two-nodes.ts';

export interface RelayFigures {
  readonly steady: readonly {
    readonly kind: ServerKind;
    readonly memberCount: number;
    readonly figures: SteadyFigures;
  }[];
  readonly bursts: readonly {
    readonly kind: ServerKind;
    readonly memberCount: number;
    readonly figures: BurstFigures;
  }[];
  readonly manyParties: readonly { readonly kind: ServerKind; readonly figures: ManyPartiesFigures }[];
  readonly twoNodes: TwoNodesFigures | null;
}

export interface RelayVerdict {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly isMet: boolean;
}

/** The size at which latency, memory and bursts are judged. */
const JUDGED_SIZE = 1_000;

/** One verdict for each limit of which both sides were measured. */
export function judgeRelay({ steady, bursts, manyParties, twoNodes }: RelayFigures): RelayVerdict[] {
  const steadyOf = (kind: ServerKind, memberCount: number) =>
    steady.find((each) => each.kind === kind && each.memberCount === memberCount)?.figures;
  const burstOf = (kind: ServerKind) =>
    bursts.find((each) => each.kind === kind && each.memberCount === JUDGED_SIZE)?.figures;
  const partiesOf = (kind: ServerKind) => manyParties.find((each) => each.kind === kind)?.figures;
  const sizes = [...new Set(steady.map(({ memberCount }) => memberCount))];
  const relay = steadyOf('relay', JUDGED_SIZE);
  const bare = steadyOf('bare-ws', JUDGED_SIZE);
  const relayParties = partiesOf('relay');
  const plainParties = partiesOf('plain-socket-io');
  return [
    ...sizes.map((size) =>
      ratio(
        `CPU per delivery at ${size}, to plain Socket.IO`,
        steadyOf('relay', size)?.cpuPer1000Ms,
        steadyOf('plain-socket-io', size)?.cpuPer1000Ms,
        1.15,
      ),
    ),
    ratio(`p50 at ${JUDGED_SIZE}, to bare ws`, relay?.latencyP50Ms, bare?.latencyP50Ms, 1.4),
    ratio(`p99 at ${JUDGED_SIZE}, to bare ws`, relay?.latencyP99Ms, bare?.latencyP99Ms, 1.7),
    limit(`KB per connection at ${JUDGED_SIZE}`, relay?.kbPerConnection, 40),
    ratio(
      `burst of ${JUDGED_SIZE}, to plain Socket.IO without announcements`,
      burstOf('relay')?.seconds,
      burstOf('plain-socket-io')?.seconds,
      1.2,
    ),
    ...bursts
      .filter(({ kind }) => kind === 'relay')
      .map(({ memberCount, figures: { refused, unreached } }) =>
        limit(`refused or unreached in a burst of ${memberCount}`, refused + unreached, 0),
      ),
    ratio('CPU of many parties, to plain Socket.IO', relayParties?.cpuShare, plainParties?.cpuShare, 1.5),
    ratio('memory of many parties, to plain Socket.IO', relayParties?.rssMb, plainParties?.rssMb, 1.5),
    limit('p99 of many parties, ms', relayParties?.latencyP99Ms, 50),
    ratio(
      'CPU per delivery of two nodes, to one',
      twoNodes?.two.cpuPer1000Ms,
      twoNodes?.one.cpuPer1000Ms,
      1.4,
    ),
    limit(
      'CPU of a node for a party that it does not serve, to that of the one that does',
      twoNodes?.bystanderShare,
      0.1,
    ),
  ].flatMap((verdict) => verdict ?? []);
}

function ratio(
  name: string,
  value: number | undefined,
  to: number | undefined,
  most: number,
): RelayVerdict | null {
  return value === undefined || to === undefined ? null : limit(name, value / to, most);
}

function limit(name: string, value: number | undefined, most: number): RelayVerdict | null {
  return value === undefined ? null : { name, value, limit: most, isMet: value <= most };
}
