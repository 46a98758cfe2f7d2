// A calm party on which only stalls happen: everyone plays, and what the party does about a stall can be watched.
import type { HoldAct } from '@sameframe/shared/hold-act.ts';
import type { StallPolicy } from '@sameframe/shared/party.ts';
import { positionAt } from '@sameframe/shared/timeline.ts';
import { timelineAt } from '@sameframe/shared/timeline-fold.ts';
import { calmTraits } from './calm-traits.ts';
import { PartyWorld, type SimMember } from './party-world.ts';
import { open } from './plain-seal.ts';
import { createRandom } from './random.ts';

const NAMES = ['alice', 'bob', 'carol', 'dave', 'erin'] as const;

export interface StallStage {
  readonly world: PartyWorld;
  readonly members: readonly SimMember[];
  readonly host: SimMember;
  readonly straggler: SimMember;
  runFor(ms: number): void;
  /** Where this member is against what the party wants, s. */
  driftOf(member: SimMember): number;
  /** What the log says about waiting, in its order. */
  holds(): readonly HoldAct['kind'][];
  /** Kinds of the acts in the log. */
  acts(): readonly string[];
  /** The furthest that anybody but the straggler was from the party while it moved, s. */
  worstDriftOfOthers(): number;
  /** How long the party has stood still in all, looking every 10 ms while `runFor` runs, ms. */
  stoodMs(): number;
}

export interface StallStageOptions {
  readonly policy: StallPolicy;
  readonly count?: number;
  readonly seed?: number;
  readonly browser?: 'chromium' | 'firefox';
}

/** Everyone plays since a while. The first is the host, the last the one to stall. */
export function setStallStage({
  policy,
  count = 3,
  seed = 1,
  browser = 'chromium',
}: StallStageOptions): StallStage {
  const random = createRandom(seed);
  const world = new PartyWorld(random.fork());
  let stoodMs = 0;
  let worstDrift = 0;

  const stands = (): boolean => {
    const [host] = world.members;
    const vector = host === undefined ? null : timelineAt(host.page.timeline(), world.relay.now());
    return vector === null || vector.velocity === 0 || vector.timestamp > world.relay.now();
  };
  const runFor = (ms: number): void => {
    const end = world.scheduler.now() + ms;
    while (world.scheduler.now() < end) {
      const stepMs = Math.min(10, end - world.scheduler.now());
      world.scheduler.runUntil(world.scheduler.now() + stepMs);
      if (stands()) stoodMs += stepMs;
      else for (const member of world.members.slice(0, -1)) noteDrift(Math.abs(driftOf(member)));
    }
  };
  const noteDrift = (drift: number): void => {
    worstDrift = Math.max(worstDrift, drift);
  };
  const driftOf = ({ page }: SimMember): number => {
    const vector = timelineAt(page.timeline(), world.relay.now());
    return (page.video?.currentTime ?? 0) - (vector === null ? 0 : positionAt(vector, world.relay.now()));
  };
  for (const name of NAMES.slice(0, count)) {
    world.join(calmTraits(name, random.between(-1e6, 1e6), browser));
    runFor(1_500);
  }
  const [host] = world.members;
  const straggler = world.members.at(-1);
  if (host === undefined || straggler === undefined) throw new Error('a stage has members');
  host.background.feed({ kind: 'stall-policy', policy });
  world.act(host, 'play', 0);
  runFor(6_000);
  stoodMs = 0;
  worstDrift = 0;
  const opened = () => world.relay.log.map(open);
  return {
    world,
    members: world.members,
    host,
    straggler,
    runFor,
    driftOf,
    holds: () =>
      opened().flatMap((event) =>
        event.from === 'member' && event.meaning?.channel === 'hold' ? [event.meaning.act.kind] : [],
      ),
    acts: () =>
      opened().flatMap((event) =>
        event.from === 'member' && event.meaning?.channel === 'playback' ? [event.meaning.act.kind] : [],
      ),
    worstDriftOfOthers: () => worstDrift,
    stoodMs: () => stoodMs,
  };
}
