// Brings the element towards the wish: asks correction.ts, registers what each command will cause in the ledger
// in the same step, and hands the commands to the shell (SPEC PV2: expectation before effect).
import { offsetAt } from '@sameframe/shared/clock-offset.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import { type LocalMs, type RelayMs, toLocal } from '@sameframe/shared/time.ts';
import { type Correction, correct } from './correction.ts';
import type { CorrectionMemory, Launch } from './correction-memory.ts';
import { isWithParty } from './desired.ts';
import type { Command, Effect } from './effect.ts';
import { launchRateFrom } from './launch.ts';
import { expectPause, expectPlay, expectRate, expectSeek, isExplained } from './ledger.ts';
import type { CommandId } from './observation.ts';
import { ownDesiredAt } from './output-delay.ts';
import { turnStretch } from './own-rate.ts';
import { pictureLagOf } from './picture-lag.ts';
import { changeSampleRate } from './playhead.ts';
import type { EngineState, Stepped, VideoState } from './state.ts';
import { isUnstretched, pitchAt } from './stretch.ts';

/** How the caller came to look: only a fresh reading of a moving playhead may start a nudge. */
export interface Look {
  readonly drift: number | null;
  /** The party, or its person, wants something else than before. */
  readonly isNewWish?: true;
}

export function reconcile(state: EngineState, now: LocalMs, look: Look): Stepped {
  const { video } = state;
  if (video === null || !mayCorrect(state, video)) return { state, effects: [] };
  const desired = ownDesiredAt(state, now);
  if (desired === null) return { state, effects: [] };
  const { memory, facts } = video;
  const seekingTo = look.isNewWish && facts.seeking ? (video.ledger.seeks.at(-1)?.target ?? null) : null;
  const pictureLagS = pictureLagOf(video) / 1000;
  const clockPace = 1 + (state.clock.estimate?.rate.ppm ?? 0) / 1_000_000;
  const corrected = correct({
    desired,
    facts,
    memory,
    drift: look.drift,
    seekingTo,
    pictureLagS,
    clockPace,
    now,
  });
  // What may not play is left alone: placing it would only have it seek after a party that goes on without it.
  if (corrected.corrections.some(({ kind }) => kind === 'play') && !mayPlay(video)) {
    return { state, effects: [] };
  }
  let stepped: Stepped = {
    state: { ...state, video: { ...video, memory: corrected.memory } },
    effects: [],
  };
  for (const correction of corrected.corrections) stepped = issue(stepped, correction, now);
  return {
    state: stepped.state,
    effects: [...stepped.effects, ...wakes(state, now, corrected.wakeAt, desired.startsAt)],
  };
}

function mayCorrect(state: EngineState, video: VideoState): boolean {
  return (
    state.undated.length === 0 &&
    video.unknown === null &&
    video.pressed === null &&
    video.jumpedFrom === null &&
    isWithParty(state) &&
    isExplained(video.ledger, video.facts)
  );
}

/** Blocked elements wait for the person, hidden muted ones for the page to be shown. */
function mayPlay({ history, evidence, isBlocked }: VideoState): boolean {
  return !isBlocked && !(history.isPausedByHiding && evidence?.isHidden === true);
}

/** One command, with what it will cause written down. */
export function issue(stepped: Stepped, correction: Correction, now: LocalMs): Stepped {
  const { state } = stepped;
  const { video } = state;
  if (video === null) return stepped;
  const command = (state.commandCount + 1) as CommandId;
  const next = { ...state, commandCount: command };
  return {
    state: { ...next, video: register(video, correction, command, now) },
    effects: [...stepped.effects, commandOf(correction, command)],
  };
}

function commandOf(correction: Correction, command: CommandId): Command {
  if (correction.kind !== 'set-rate') return { ...correction, command };
  return { ...correction, command, pitch: pitchAt(correction.rate) };
}

/** Writes down what the command will make the element report, before the shell touches it. */
function register(video: VideoState, correction: Correction, command: CommandId, now: LocalMs): VideoState {
  const { ledger, facts, sample, memory } = video;
  switch (correction.kind) {
    case 'play': {
      const isWithSeek = memory.launch?.kind === 'seek' && memory.launch.at === now;
      const start: Launch = { kind: 'start', position: facts.currentTime, at: now };
      return {
        ...video,
        ledger: expectPlay(ledger, command),
        facts: { ...facts, paused: false },
        movedAt: now,
        memory: isWithSeek ? memory : { ...memory, launch: facts.seeking ? null : start },
      };
    }
    case 'pause':
      return {
        ...video,
        ledger: expectPause(ledger),
        facts: { ...facts, paused: true },
        memory: { ...memory, looseSince: now },
        sample: null,
      };
    case 'seek':
      return {
        ...video,
        ledger: expectSeek(ledger, command, correction.position),
        facts: { ...facts, seeking: true },
        memory: { ...memory, launch: { kind: 'seek', position: correction.position, at: now } },
        sample: null,
      };
    case 'set-rate':
      return {
        ...video,
        ledger: expectRate(ledger, command, correction.rate),
        facts: { ...facts, rate: correction.rate },
        sample: changeSampleRate(sample, correction.rate, now),
        memory: {
          ...launchRate(video, correction.rate, now),
          stretch: turnStretch(memory.stretch, correction.rate, now),
        },
      };
    default:
      return assertNever(correction);
  }
}

/** Taking up stretching teaches what it costs. On the way to a party's new speed nothing is read, a nudge has its drift to go by. */
function launchRate({ facts, sample, memory }: VideoState, rate: number, now: LocalMs): CorrectionMemory {
  const others =
    memory.launch?.kind === 'stretch' || memory.launch?.kind === 'unstretch' ? null : memory.launch;
  const isCostly = isUnstretched(facts.rate) && !isUnstretched(rate) && !facts.paused;
  if (!isCostly || others !== null) return { ...memory, launch: others };
  const launched = launchRateFrom(memory, sample, now);
  return memory.nudge === null ? launched : { ...launched, settlesAt: memory.settlesAt };
}

/** A timer cannot be finer, ms; rounding between two clocks must not make an instant of waking come again. */
const WAKE_GRAIN_MS = 1;

function wakes(state: EngineState, now: LocalMs, wakeAt: LocalMs | null, startsAt: RelayMs | null): Effect[] {
  const { estimate } = state.clock;
  const start = startsAt === null || estimate === null ? null : toLocal(startsAt, offsetAt(estimate, now));
  return [wakeAt, start].flatMap((at) =>
    at === null ? [] : [{ kind: 'wake', at: Math.max(at, now + WAKE_GRAIN_MS) as LocalMs }],
  );
}
