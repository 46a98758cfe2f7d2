// The networks that parties are measured on, as numbers. A link is one member's way to the relay and back; up and
// down differ where that is the point, and then in opposite senses for neighbouring members, which is the worst case.

export interface Direction {
  readonly delayMs: number;
  /** Each chunk is delayed by up to this much more or less. */
  readonly jitterMs: number;
}

export interface Link {
  readonly up: Direction;
  readonly down: Direction;
}

export type NetworkName = 'lan' | 'broadband' | 'bad';

const symmetric = (delayMs: number, jitterMs: number): Link => ({
  up: { delayMs, jitterMs },
  down: { delayMs, jitterMs },
});

/**
 * `bad`: 120 ms one way on average, 60 to 180 in all. 30 ms of that in each direction are the lie that no clock can
 * see: two members with opposite ones are put 60 ms apart by it.
 */
const LINKS: Readonly<Record<NetworkName, readonly [even: Link, odd: Link]>> = {
  lan: [symmetric(1, 0), symmetric(1, 0)],
  broadband: [symmetric(20, 5), symmetric(20, 5)],
  bad: [
    { up: { delayMs: 90, jitterMs: 30 }, down: { delayMs: 150, jitterMs: 30 } },
    { up: { delayMs: 150, jitterMs: 30 }, down: { delayMs: 90, jitterMs: 30 } },
  ],
};

export const NETWORK_NAMES: readonly NetworkName[] = ['lan', 'broadband', 'bad'];

/** The link of the member with this number. */
export function linkOf(network: NetworkName, member: number): Link {
  return LINKS[network][member % 2 === 0 ? 0 : 1];
}

/** From one member through the relay to another, without jitter. */
export function oneWayMs(network: NetworkName, from: number, to: number): number {
  return linkOf(network, from).up.delayMs + linkOf(network, to).down.delayMs;
}

/**
 * What the asymmetry of two members' links puts them apart by, though each clock is as right as it can be: an offset
 * errs by half the difference of the ways there and back.
 */
export function unseenApartMs(network: NetworkName, first: number, second: number): number {
  const errorMs = ({ up, down }: Link) => (up.delayMs - down.delayMs) / 2;
  return Math.abs(errorMs(linkOf(network, first)) - errorMs(linkOf(network, second)));
}
