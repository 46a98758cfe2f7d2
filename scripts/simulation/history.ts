// One seeded history: who is there, what the network and the machines do to them, and what people do. Ends with
// quiet, one more act by everyone, and quiet again, so that what must hold then can be looked at.

import { STALL_POLICIES } from '@sameframe/shared/party.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import type { FakeVideoTraits } from './fake-video.ts';
import { checkAlways, checkPassed, checkQuiet, type Weather } from './invariants.ts';
import { type MemberTraits, PartyWorld, type SimMember } from './party-world.ts';
import { schedulePersonalPauses } from './personal-pauses.ts';
import { createRandom, type Random } from './random.ts';

const NAMES = ['alice', 'bob', 'carol', 'dave', 'erin'] as const;
const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;
const QUIET_MS = 30_000;
/** Long enough for an act to travel and take effect on the worst line, ms. */
const SETTLE_MS = 6_000;
const AMBIGUOUS_MS = 1_200;
const PAUSING_STREAM = 0x9e37_79b9;
/** Sets the host's choices of a seed apart from the rest of its history. */
const HOST_STREAM = 1_000_000_007;

export interface HistoryResult {
  readonly seed: number;
  readonly weather: Weather;
  readonly members: number;
  readonly acts: number;
  readonly events: number;
}

/** Runs one history and throws what it finds wrong. The same seed is the same history. */
export function runHistory(seed: number): HistoryResult {
  const random = createRandom(seed);
  const weather: Weather = random.chance(0.3) ? 'calm' : 'rough';
  const world = new PartyWorld(random.fork());
  const count = 2 + Math.floor(random.next() * 4);
  const names = NAMES.slice(0, count);
  const lateJoins = planArrivals(world, names, random, weather);
  const endsAt = lateJoins + random.between(8_000, 25_000);
  scheduleActs(world, random.fork(), endsAt, weather);
  if (weather === 'rough') scheduleTrouble(world, random.fork(), endsAt);
  // A stream of its own: histories from before there were personal pauses stay what they were.
  const pausing = createRandom(seed + PAUSING_STREAM);
  if (pausing.chance(0.4)) schedulePersonalPauses(world, pausing, endsAt, weather);
  // A stream of its own: what else happens stays what it was before there were holds.
  scheduleHost(world, createRandom(seed + HOST_STREAM), endsAt);
  world.scheduler.runUntil(endsAt);
  calmDown(world);
  world.scheduler.runUntil(endsAt + QUIET_MS);
  checkAlways(world, weather);
  checkQuiet(world);
  actOnceMore(world, random.fork());
  checkAlways(world, weather);
  checkQuiet(world);
  return { seed, weather, members: count, acts: world.acts.length, events: world.relay.log.length };
}

function planArrivals(world: PartyWorld, names: readonly string[], random: Random, weather: Weather): number {
  let arrival = 0;
  for (const name of names) {
    const traits = drawTraits(name, random.fork(), weather);
    if (arrival === 0) world.join(traits);
    else joinWhenThereIsAParty(world, traits, arrival);
    arrival += random.chance(0.7) ? random.between(1_500, 3_000) : random.between(3_000, 12_000);
  }
  return arrival;
}

/** A friend gets the code from the host, so the party exists by then. */
function joinWhenThereIsAParty(world: PartyWorld, traits: MemberTraits, delayMs: number): void {
  world.scheduler.after(delayMs, () => {
    const isThere = world.members[0]?.background.session.self != null;
    if (isThere) world.join(traits);
    else joinWhenThereIsAParty(world, traits, 500);
  });
}

function drawTraits(name: string, random: Random, weather: Weather): MemberTraits {
  const isRough = weather === 'rough';
  const isBadLine = isRough && random.chance(0.3);
  return {
    name,
    clock: {
      offsetMs: random.between(-10_000_000, 10_000_000),
      rate: 1 + random.between(-200, 200) / 1_000_000,
    },
    line: {
      ...drawDelays(random, isBadLine),
      jitterMs: random.between(0, isBadLine ? 80 : 10),
      lossChance: isRough && random.chance(0.3) ? 0.02 : 0,
      duplicateChance: isRough && random.chance(0.3) ? 0.05 : 0,
      overtakingChance: isRough && random.chance(0.3) ? 0.1 : 0,
      overtakingMs: 250,
    },
    video: {
      durationS: 3_600,
      deviceRate: 1 + random.between(-1, 1) * random.pick([0.000_3, 0.003]),
      seekMs: random.pick([
        [15, 120],
        [15, 120],
        [15, 120],
        [200, 900],
        [600, 1_500],
      ]),
      startMs: [0, random.between(5, 80)],
      rateEntryCostS: random.chance(0.5) ? 0.022 : 0,
      rateGrain: random.pick([0, 0, 0, 0, 0, 0, 0, 0, 0.05, 0.25]),
      readingLagS: random.chance(0.5) ? 0.01 : 0,
      ...drawBrand(random),
    },
    isAutoplayBlocked: isRough && random.chance(0.15),
    outputDelayMs: random.chance(0.25) ? Math.round(random.between(20, 500)) : 0,
  };
}

/** Chromium's habits or Firefox's. */
function drawBrand(
  random: Random,
): Pick<FakeVideoTraits, 'reportsOvertakenSeeks' | 'hidesStalls' | 'pictureLagMs'> {
  const isChromium = random.chance(0.5);
  return { reportsOvertakenSeeks: isChromium, hidesStalls: !isChromium, pictureLagMs: isChromium ? 0 : 8 };
}

/** Some lines are slow one way only: no clock can see that. */
function drawDelays(random: Random, isBadLine: boolean): { readonly upMs: number; readonly downMs: number } {
  if (random.chance(0.15)) return random.chance(0.5) ? { upMs: 20, downMs: 180 } : { upMs: 180, downMs: 20 };
  return { upMs: random.between(1, isBadLine ? 180 : 60), downMs: random.between(1, isBadLine ? 180 : 60) };
}

function scheduleActs(world: PartyWorld, random: Random, endsAt: number, weather: Weather): void {
  const { scheduler } = world;
  const actLater = () => {
    const isBurst = weather === 'rough' && random.chance(0.25);
    // In calm, one act has reached everyone before the next is made: then each must be in the log.
    const pauseMs =
      weather === 'calm' ? random.between(1_500, 4_000) : random.between(5, isBurst ? 150 : 4_000);
    scheduler.after(pauseMs, () => {
      if (scheduler.now() >= endsAt) return;
      actSomehow(world, random);
      actLater();
    });
  };
  scheduler.after(2_000, actLater);
}

function actSomehow(world: PartyWorld, random: Random): void {
  const [first, ...others] = world.members;
  if (first === undefined) return;
  const member = random.pick([first, ...others]);
  if (random.chance(0.15)) {
    world.clickTimeline(member, Math.round(random.between(0, 3_000)), random.between(0, 60));
  } else {
    actOf(world, member, random);
  }
}

function actOf(world: PartyWorld, member: SimMember, random: Random): void {
  const wish = random.next();
  if (wish < 0.3) world.act(member, 'seek', Math.round(random.between(0, 3_000)) as MediaSeconds);
  else if (wish < 0.42) world.act(member, 'rate', random.pick(RATES));
  else world.act(member, member.page.video?.paused === true ? 'play' : 'pause', 0);
}

function scheduleTrouble(world: PartyWorld, random: Random, endsAt: number): void {
  const { scheduler } = world;
  const troubleLater = () => {
    scheduler.after(random.between(300, 6_000), () => {
      if (scheduler.now() >= endsAt) return;
      const [first, ...others] = world.members;
      if (first !== undefined) makeTrouble(world, random.pick([first, ...others]), random);
      troubleLater();
    });
  };
  troubleLater();
}

function makeTrouble(world: PartyWorld, member: SimMember, random: Random): void {
  const { scheduler } = world;
  const { page, background, line } = member;
  const kind = random.next();
  if (kind < 0.3) {
    const cutMs = random.between(500, 12_000);
    line.isCut = true;
    scheduler.after(random.between(0, Math.min(cutMs, 3_000)), () => background.disconnect());
    scheduler.after(cutMs, () => {
      line.isCut = false;
    });
  } else if (kind < 0.5) {
    background.die();
    scheduler.after(random.between(20, 2_000), () => background.revive());
  } else if (kind < 0.68) {
    page.video?.stall(stallOf(random.next()));
  } else if (kind < 0.78) {
    world.replaceVideo(member);
  } else if (kind < 0.83) {
    page.wallStepMs += random.pick([-10_000, 10_000]);
  } else if (kind < 0.87) {
    world.failOver(random.pick([-10_000, 0, 10_000]));
  } else if (page.inputAgeMs() > AMBIGUOUS_MS) {
    if (kind > 0.95) page.openMenu();
    // Sooner after a person's input nobody could tell the page's script from the person.
    page.actAsSite((video) => (video.paused ? void video.play() : video.pause()));
  }
}

/** Most are short; some last longer than anybody is waited for, ms. */
function stallOf(drawn: number): number {
  return drawn < 0.85 ? 100 + (drawn / 0.85) * 3_900 : 4_000 + ((drawn - 0.85) / 0.15) * 31_000;
}

/** The host has chosen one of the policies, and now and then will not wait for anybody. */
function scheduleHost(world: PartyWorld, random: Random, endsAt: number): void {
  const { scheduler } = world;
  const [host] = world.members;
  host?.background.feed({ kind: 'stall-policy', policy: random.pick(STALL_POLICIES) });
  const decideLater = () => {
    scheduler.after(random.between(1_000, 15_000), () => {
      if (scheduler.now() >= endsAt) return;
      host?.background.sayWaiting({ kind: 'go-on' });
      decideLater();
    });
  };
  decideLater();
}

/** The network heals, machines wake, people answer what they are asked; then nothing happens any more. */
function calmDown(world: PartyWorld): void {
  for (const member of world.members) {
    // No connection goes on as before over a line that swallowed a part of it.
    if (member.line.isCut) member.background.disconnect();
    member.line.heal();
    member.background.revive();
    member.page.video?.endStall();
    world.scheduler.after(6_000, () => settlePerson(member));
    world.scheduler.after(12_000, () => settlePerson(member));
  }
}

function settlePerson({ page }: SimMember): void {
  if (page.video !== null) page.video.isPlayAllowed = true;
  // What nobody was known to have done was meant for themselves alone; and then they join in again.
  if (page.state.video?.unknown?.isAsked === true) page.stepOut();
  page.comeBack();
  page.feed({ kind: 'answer', answer: 'play-here' });
}

/** No guard may have leaked: the next act of each member passes, whatever happened before (SPEC PV5). */
function actOnceMore(world: PartyWorld, random: Random): void {
  for (const member of world.members) {
    const before = world.acts.length;
    const eventsBefore = world.relay.log.length;
    actOf(world, member, random);
    const isMade = world.acts.slice(before).some((act) => act.isWish);
    world.scheduler.runUntil(world.scheduler.now() + SETTLE_MS);
    checkPassed(world, member, isMade ? 1 : 0, eventsBefore);
  }
  world.scheduler.runUntil(world.scheduler.now() + QUIET_MS);
}
