// Two people who pause, play and jump in turn, one of them with a late output: what they see is the same, and the
// party goes as it would without any delay.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calmTraits } from './calm-traits.ts';
import { checkPlayhead } from './invariants.ts';
import { PartyWorld, type SimMember } from './party-world.ts';
import { open } from './plain-seal.ts';
import { createRandom } from './random.ts';

/** An act and its way to everyone's playhead. */
const SETTLE_MS = 5_000;
/**
 * What is no delay's doing, s: drift that is left alone (40 ms), a busy page that tells of a seek late (120 ms), and
 * what a seek costs (120 ms). No delay here is as short.
 */
const TOLERANCE_S = 0.3;

interface Turn {
  readonly actor: 'alice' | 'bob';
  readonly playMs: number;
  readonly jumpTo: number | null;
}

/** Plays, perhaps jumps, and pauses; gives what the party has advanced by then, and what it should have. */
function takeTurn(world: PartyWorld, actor: SimMember, turn: Turn) {
  const { scheduler } = world;
  const settle = (ms: number) => scheduler.runUntil(scheduler.now() + ms);
  const startPosition = actor.page.video?.currentTime ?? 0;
  const startedAt = scheduler.now();
  world.act(actor, 'play', 0);
  settle(turn.playMs);
  let expected = startPosition + (scheduler.now() - startedAt) / 1_000;
  if (turn.jumpTo !== null) {
    const seenAt = scheduler.now() + actor.traits.outputDelayMs;
    world.act(actor, 'seek', turn.jumpTo);
    settle(SETTLE_MS);
    expected = turn.jumpTo + (scheduler.now() - seenAt) / 1_000;
  }
  for (const member of world.members) checkPlayhead(world, member, 'OD1');
  world.act(actor, 'pause', 0);
  settle(1_500);
  return { position: actor.page.timeline().playback?.vector.position ?? Number.NaN, expected };
}

const turns = fc.array(
  fc.record({
    actor: fc.constantFrom('alice' as const, 'bob' as const),
    playMs: fc.integer({ min: SETTLE_MS, max: 9_000 }),
    jumpTo: fc.option(fc.integer({ min: 10, max: 3_000 })),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('a late output', () => {
  it('[OD1 OD2] moves the party nowhere, and makes nobody else do anything', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.integer({ min: 350, max: 1_000 }), turns, (seed, outputDelayMs, plan) => {
        const world = new PartyWorld(createRandom(seed));
        const alice = world.join(calmTraits('alice', 5_000));
        world.scheduler.runUntil(1_500);
        const bob = world.join({ ...calmTraits('bob', -9_000), outputDelayMs });
        world.scheduler.runUntil(4_000);
        for (const turn of plan) {
          const { position, expected } = takeTurn(world, turn.actor === 'alice' ? alice : bob, turn);
          expect(Math.abs(position - expected)).toBeLessThan(TOLERANCE_S);
          // Paused, everyone stands on the same frame.
          expect(bob.page.video?.currentTime).toBeCloseTo(position, 2);
          expect(alice.page.video?.currentTime).toBeCloseTo(position, 2);
        }
        const acts = world.relay.log.map(open).filter((event) => event.from === 'member');
        const made = plan.reduce((sum, { jumpTo }) => sum + (jumpTo === null ? 2 : 3), 0);
        const inLog = acts.filter(({ meaning }) => meaning?.channel === 'playback').length;
        expect(inLog).toBe(made + 1);
      }),
      { numRuns: 60 },
    );
  });
});
