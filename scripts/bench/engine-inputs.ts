// Everything that one member's engine was fed in a long simulated party, with the time that came with each.
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { EngineInput } from '../../extension/src/engine/observation.ts';
import { type MemberTraits, PartyWorld, type SimMember } from '../simulation/party-world.ts';
import { createRandom } from '../simulation/random.ts';

export interface TimedInput {
  readonly input: EngineInput;
  readonly now: LocalMs;
}

const MINUTE_MS = 60_000;
/** Somebody does something so often. */
const ACT_MS = 45_000;

export function recordInputs(minutes: number): readonly TimedInput[] {
  const random = createRandom(1);
  const world = new PartyWorld(random.fork());
  const { scheduler } = world;
  const inputs: TimedInput[] = [];
  world.join(traitsOf('alice'));
  scheduler.after(2_000, () => {
    const { page } = world.join(traitsOf('bob'));
    const feed = page.feed.bind(page);
    page.feed = (input) => {
      inputs.push({ input, now: page.now() });
      feed(input);
    };
  });
  for (let at = 5_000; at < minutes * MINUTE_MS; at += ACT_MS) {
    scheduler.after(at, () => actSomehow(world, random.pick([0, 1]), random.next()));
  }
  scheduler.runUntil(minutes * MINUTE_MS);
  return inputs;
}

function actSomehow(world: PartyWorld, index: number, wish: number): void {
  const member: SimMember | undefined = world.members[index];
  const video = member?.page.video ?? null;
  if (member === undefined || video === null) return;
  if (video.paused) world.act(member, 'play', 0);
  else if (wish < 0.2) world.act(member, 'pause', 0);
  else if (wish < 0.3) world.act(member, 'rate', wish < 0.25 ? 1.25 : 1);
  else world.act(member, 'seek', Math.round(6_000 * wish));
}

function traitsOf(name: string): MemberTraits {
  return {
    name,
    clock: { offsetMs: 1_000_000, rate: 1.000_02 },
    line: {
      upMs: 20,
      downMs: 20,
      jitterMs: 5,
      lossChance: 0,
      duplicateChance: 0,
      overtakingChance: 0,
      overtakingMs: 0,
    },
    video: {
      durationS: 7_200,
      deviceRate: 1.000_1,
      seekMs: [30, 120],
      startMs: [20, 80],
      rateEntryCostS: 0.022,
      rateGrain: 0,
      readingLagS: 0.01,
      reportsOvertakenSeeks: true,
      hidesStalls: false,
      pictureLagMs: 0,
    },
    isAutoplayBlocked: false,
    outputDelayMs: 0,
  };
}
