// People who step out for a while and come back, in the middle of everything else. While somebody is out, nothing
// drives their element; what they do to it then is recorded nowhere, so that any act of it counts as an echo.
import { checkPlayhead, fail, type Weather } from './invariants.ts';
import type { PartyWorld, SimMember } from './party-world.ts';
import type { Random } from './random.ts';

/** Whoever has just done something has not yet looked for the button, ms: their act is still everyone's. */
const HANDS_FREE_MS = 1_200;
/** SPEC SO3, ms. */
const BACK_IN_STEP_MS = 2_000;
/** Seeks that take longer than this cannot be aimed before they have been learned, ms. */
const QUICK_SEEK_MS = 150;

export function schedulePersonalPauses(
  world: PartyWorld,
  random: Random,
  endsAt: number,
  weather: Weather,
): void {
  const { scheduler } = world;
  const stepOutLater = () => {
    scheduler.after(random.between(1_000, 8_000), () => {
      if (scheduler.now() >= endsAt) return;
      const [first, ...others] = world.members;
      if (first !== undefined) {
        stepOutForAWhile(world, random.pick([first, ...others]), random, weather);
      }
      stepOutLater();
    });
  };
  stepOutLater();
}

function stepOutForAWhile(world: PartyWorld, member: SimMember, random: Random, weather: Weather): void {
  const { page } = member;
  if (page.state.isSteppedOut || page.inputAgeMs() < HANDS_FREE_MS) return;
  page.stepOut();
  const commands = page.state.commandCount;
  world.scheduler.after(random.between(1_000, 6_000), () => {
    if (!page.state.isSteppedOut) return;
    if (page.state.commandCount !== commands) fail('SO1', `${member.name} was driven while out`);
    // A last change, whose events come when they are back already.
    if (random.chance(0.5)) changeSomething(world, member, random);
    world.scheduler.after(random.between(0, 30), () => {
      page.comeBack();
      if (weather === 'calm') checkReturn(world, member);
    });
  });
}

function changeSomething(world: PartyWorld, member: SimMember, random: Random): void {
  const { video } = member.page;
  if (random.chance(0.5)) world.act(member, 'seek', Math.round(random.between(0, 3_000)));
  else world.act(member, video?.paused === true ? 'play' : 'pause', 0);
}

/** Where nothing else happens meanwhile, whoever came back is in step in time. */
function checkReturn(world: PartyWorld, member: SimMember): void {
  const { page, traits } = member;
  const before = { events: world.relay.log.length, acts: world.acts.length };
  if (page.state.clock.estimate === null || traits.video.seekMs[1] > QUICK_SEEK_MS) return;
  // An act on its way to them is closed like any other, and takes its own time.
  if (page.state.replica?.head?.id !== world.relay.log.at(-1)?.id) return;
  world.scheduler.after(BACK_IN_STEP_MS, () => {
    const isQuiet = world.relay.log.length === before.events && world.acts.length === before.acts;
    if (isQuiet && !page.state.isSteppedOut) checkPlayhead(world, member, 'SO3');
  });
}
