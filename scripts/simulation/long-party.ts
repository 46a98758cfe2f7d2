// Half an hour of one party, on a bad network, with devices whose clocks are off: how well it really holds together,
// measured against the relay's true time, which no member can see.

import { positionAt } from '@sameframe/shared/timeline.ts';
import { timelineAt } from '@sameframe/shared/timeline-fold.ts';
import type { FakeVideoTraits } from './fake-video.ts';
import { listActs } from './invariants.ts';
import { PartyWorld, type SimMember } from './party-world.ts';
import { open } from './plain-seal.ts';
import { createRandom, type Random } from './random.ts';

const LONG_PARTY_MINUTES = 30;
/** Of a device's own clock, in millionths: 0.3 % is the worst that users of real sound devices report. */
const DEVICE_ERRORS_PPM = { alice: 40, bob: 3_000, carol: -3_000, dave: -80 } as const;
const MINUTE_MS = 60_000;
const SAMPLE_MS = 1_000;
/** After an act, a stall or an arrival nobody's drift counts for so long, ms. */
const CONVERGENCE_MS = 15_000;
/** A device's own rate is only known after a while, ms. */
const ARRIVAL_MS = 90_000;

interface LongRun {
  readonly name: string;
  readonly deviceErrorPpm: number;
  /** Against true relay time, absolute, ms. */
  readonly driftMs: Spread;
  /** The same without what the asymmetry of the line hides from every clock. */
  readonly visibleDriftMs: Spread;
  /** Ahead of or behind the member who is furthest away, without the asymmetries, ms. */
  readonly apartMs: Spread;
  readonly seeksPer10Minutes: number;
  readonly rateChangesPerMinute: number;
  /** Largest distance from the party's speed outside convergence, a fraction. */
  readonly largestDeviation: number;
  /** Largest error of the member's idea of relay time, and whether it ever lay outside the stated uncertainty. */
  readonly clockErrorMs: number;
  readonly hasLiedAboutClock: boolean;
}

interface LongPartyResult {
  readonly members: readonly LongRun[];
  /** Every speed that the party ever had, by its log. */
  readonly partyRates: readonly number[];
}

interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

interface Reading {
  readonly at: number;
  /** Of each member, s; without the line's asymmetry. */
  readonly visible: readonly number[];
  readonly true: readonly number[];
}

/** `partyRate`: the speed that somebody sets in the first minute. */
export function runLongParty(seed: number, partyRate: number): LongPartyResult {
  const random = createRandom(seed);
  const world = new PartyWorld(random.fork());
  const { scheduler } = world;
  const names = Object.keys(DEVICE_ERRORS_PPM) as (keyof typeof DEVICE_ERRORS_PPM)[];
  for (const [index, name] of names.entries())
    scheduler.after(2_000 * index, () => joinOnBadLine(world, name, random.fork()));
  const disturbances = scheduleEvening(world, partyRate, names.length * 2_000 + 2_000);
  const readings: Reading[] = [];
  const clockErrors = names.map(() => ({ largestMs: 0, hasLied: false }));
  const endsAt = LONG_PARTY_MINUTES * MINUTE_MS;
  while (scheduler.now() < endsAt) {
    scheduler.runUntil(scheduler.now() + SAMPLE_MS);
    if (scheduler.now() < ARRIVAL_MS) continue;
    for (const [index, member] of world.members.entries()) noteClock(world, member, clockErrors[index]);
    const isSteady = disturbances.every(
      (at) => scheduler.now() < at || scheduler.now() > at + CONVERGENCE_MS,
    );
    if (isSteady) readings.push(readDrifts(world));
  }
  const steadyMinutes = (readings.length * SAMPLE_MS) / MINUTE_MS;
  const members = world.members.map((member, index): LongRun => {
    const own = commandsWhileSteady(member, readings);
    const rates = own.flatMap(({ command }) => (command.kind === 'set-rate' ? [command.rate] : []));
    const seeks = own.filter(({ command }) => command.kind === 'seek').length;
    const errors = clockErrors[index];
    return {
      name: member.name,
      deviceErrorPpm: DEVICE_ERRORS_PPM[member.name as keyof typeof DEVICE_ERRORS_PPM],
      driftMs: spreadOf(readings.map((reading) => reading.true[index] ?? Number.NaN)),
      visibleDriftMs: spreadOf(readings.map(({ visible }) => visible[index] ?? Number.NaN)),
      apartMs: spreadOf(readings.map(({ visible }) => furthest(visible, index))),
      seeksPer10Minutes: (10 * seeks) / steadyMinutes,
      rateChangesPerMinute: rates.length / steadyMinutes,
      largestDeviation: Math.max(0, ...rates.map((each) => Math.abs(each / partyRate - 1))),
      clockErrorMs: errors?.largestMs ?? Number.NaN,
      hasLiedAboutClock: errors?.hasLied ?? true,
    };
  });
  const acts = listActs(world.relay.log.map(open));
  return { members, partyRates: [...new Set(acts.map(({ act }) => act.rate))] };
}

function joinOnBadLine(world: PartyWorld, name: keyof typeof DEVICE_ERRORS_PPM, random: Random): void {
  const upMs = random.between(60, 180);
  world.join({
    name,
    clock: { offsetMs: random.between(-1e7, 1e7), rate: 1 + random.between(-100, 100) / 1_000_000 },
    line: {
      upMs,
      downMs: 240 - upMs,
      jitterMs: 40,
      lossChance: 0,
      duplicateChance: 0,
      overtakingChance: 0,
      overtakingMs: 0,
    },
    video: videoTraits(1 + DEVICE_ERRORS_PPM[name] / 1_000_000, random),
    isAutoplayBlocked: false,
    outputDelayMs: 0,
  });
}

/** As Chromium and Firefox were measured (platform facts, part 5). */
function videoTraits(deviceRate: number, random: Random): FakeVideoTraits {
  const isChromium = random.chance(0.5);
  return {
    durationS: 7_200,
    deviceRate,
    seekMs: isChromium ? [15, 90] : [22, 150],
    startMs: isChromium ? [50, 80] : [10, 40],
    rateEntryCostS: isChromium ? 0.022 : 0,
    rateGrain: 0,
    readingLagS: isChromium ? 0.01 : 0,
    reportsOvertakenSeeks: isChromium,
    hidesStalls: !isChromium,
    pictureLagMs: isChromium ? 0 : 8,
  };
}

/** What happens: play, a speed, a seek, a pause, a stall. Returns when. */
function scheduleEvening(world: PartyWorld, partyRate: number, startsAt: number): number[] {
  const acts: [number, (members: readonly SimMember[]) => void][] = [
    [startsAt, ([alice]) => alice && world.act(alice, 'play', 0)],
    [startsAt + 10_000, ([, bob]) => bob && world.act(bob, 'rate', partyRate)],
    [10 * MINUTE_MS, ([alice]) => alice && world.act(alice, 'seek', 3_000)],
    [17 * MINUTE_MS, ([, , carol]) => carol?.page.video?.stall(900)],
    [20 * MINUTE_MS, ([, bob]) => bob && world.act(bob, 'pause', 0)],
    [20 * MINUTE_MS + 5_000, ([alice]) => alice && world.act(alice, 'play', 0)],
  ];
  for (const [at, act] of acts) world.scheduler.after(at, () => act(world.members));
  return acts.map(([at]) => at);
}

function readDrifts(world: PartyWorld): Reading {
  const now = world.relay.now();
  const drifts = world.members.map(({ page, traits }) => {
    const vector = timelineAt(page.timeline(), now);
    if (vector === null || page.video === null) return { true: Number.NaN, visible: Number.NaN };
    const drift = page.video.shownPosition - positionAt(vector, now);
    // A longer way up makes the relay's clock seem ahead, and the member with it.
    const hidden = (vector.velocity * (traits.line.upMs - traits.line.downMs)) / 2_000;
    return { true: drift, visible: drift - hidden };
  });
  return {
    at: world.scheduler.now(),
    true: drifts.map((drift) => drift.true),
    visible: drifts.map(({ visible }) => visible),
  };
}

function noteClock(
  world: PartyWorld,
  { page }: SimMember,
  errors: { largestMs: number; hasLied: boolean } | undefined,
): void {
  const { errorMs, uncertaintyMs } = page.clockError(world.relay.now());
  if (errors === undefined) return;
  errors.largestMs = Math.max(errors.largestMs, errorMs);
  errors.hasLied ||= errorMs > uncertaintyMs;
}

function commandsWhileSteady({ page }: SimMember, readings: readonly Reading[]) {
  const steady = new Set(readings.map(({ at }) => Math.floor(at / SAMPLE_MS)));
  return page.commands.filter(({ at }) => steady.has(Math.ceil(at / SAMPLE_MS)));
}

function furthest(values: readonly number[], index: number): number {
  const own = values[index] ?? Number.NaN;
  return Math.max(...values.map((value) => Math.abs(value - own)));
}

function spreadOf(seconds: readonly number[]): Spread {
  const sorted = seconds.map((value) => Math.abs(1000 * value)).sort((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
