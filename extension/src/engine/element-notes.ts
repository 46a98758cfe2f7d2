// What an observation tells about the element itself: its history, its readings, what of it is explained. Decides
// nothing about acts or corrections.
import { assertNever } from '@sameframe/shared/result.ts';
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import { learnCost } from './launch.ts';
import {
  acceptFacts,
  endSeeks,
  isExpectedSeek,
  isExplained,
  noteReportedTarget,
  openLedger,
  settleNoEffect,
  withoutCommand,
} from './ledger.ts';
import { noteRounding } from './nudge.ts';
import type { CommandOutcome, Evidence, MediaEventType, Observation, VideoFacts } from './observation.ts';
import { extendStretch, learnOwnError } from './own-rate.ts';
import { isJump, type PlayheadSample, samplePlayhead } from './playhead.ts';
import type { ElementHistory } from './provenance.ts';
import type { VideoState } from './state.ts';
import {
  CONVERGE_MS,
  MAX_COST_S,
  SETTLE_MS,
  SOURCE_CHANGE_MS,
  STANDS_STILL_MS,
  UNREPORTED_CHANGE_MS,
} from './tuning.ts';

export function noteOutcome(
  video: VideoState,
  command: Extract<Observation, { kind: 'command-outcome' }>['command'],
  outcome: CommandOutcome,
  now: LocalMs,
): VideoState {
  const { facts } = outcome;
  switch (outcome.kind) {
    case 'issued': {
      const ledger = noteReportedTarget(video.ledger, command, facts.currentTime);
      const issued = { ...video, facts, ledger, history: notePlace(video.history, facts) };
      if (ledger.rateCommand !== command || facts.rate === ledger.rate) return issued;
      // A rate that the element clamped or ignored is the element's rate now, not somebody's act.
      const memory = noteRounding(video.memory, ledger.rate, facts.rate, now);
      return { ...issued, memory, ledger: { ...ledger, rate: facts.rate } };
    }
    case 'no-op':
      return { ...video, facts, ledger: settleNoEffect(video.ledger, command, facts) };
    case 'blocked':
      return { ...video, facts, ledger: settleNoEffect(video.ledger, command, facts), isBlocked: true };
    case 'failed':
      return { ...video, facts, ledger: withoutCommand(video.ledger, command) };
    default:
      return assertNever(outcome);
  }
}

export function noteEvent(
  video: VideoState,
  type: MediaEventType,
  facts: VideoFacts,
  evidence: Evidence,
  now: LocalMs,
): VideoState {
  const noted: VideoState = {
    ...video,
    facts,
    evidence,
    history: noteHistory(video, type, facts, now),
    ...noteStarving(video, facts, now),
  };
  switch (type) {
    case 'emptied':
      // Loading drops queued events: nothing that was expected of the old source will come (HTML, media load).
      return converge(
        {
          ...settleLater(noted, now),
          ledger: openLedger(facts),
          sample: null,
          unknown: null,
          jumpedFrom: null,
        },
        now,
      );
    case 'seeking':
      // The `timeupdate` just before `seeked` reads a playhead that does not move yet.
      return { ...settleLater(noted, now, 1000 * MAX_COST_S), sample: null, jumpedFrom: null };
    case 'seeked': {
      const settled = withPicture({ ...settleLater(noted, now), jumpedFrom: null }, null);
      if (facts.seeking) return settled;
      return { ...settled, ledger: endSeeks(noted.ledger), sample: samplePlayhead(facts, now) };
    }
    case 'playing':
      return { ...settleLater(noted, now), isBlocked: false, ledger: { ...noted.ledger, play: null } };
    case 'pause':
      // What stood still in between tells nothing of what it cost to set off.
      return withPicture(disturb({ ...noted, memory: { ...noted.memory, launch: null } }), now);
    case 'waiting':
      return disturb(noted);
    case 'ended':
      // The end explains a pause that was held, and nothing that was commanded outlives it.
      return { ...noted, unknown: null };
    case 'timeupdate':
      return noted.jumpedFrom !== null ? noted : takeReading(noted, samplePlayhead(facts, now), now);
    default:
      return noted;
  }
}

/** A reading of a playhead that has found its pace teaches what the element is like. */
function takeReading(video: VideoState, sample: PlayheadSample | null, now: LocalMs): VideoState {
  if (sample === null) return video;
  if (now < video.memory.settlesAt) return { ...video, sample };
  const stretch = extendStretch(video.memory.stretch, sample);
  const ownError = learnOwnError(video.memory.ownError, stretch);
  return { ...video, sample, memory: { ...learnCost(video.memory, sample), stretch, ownError } };
}

function withPicture(video: VideoState, looseSince: LocalMs | null): VideoState {
  return { ...video, memory: { ...video.memory, looseSince } };
}

function disturb(video: VideoState): VideoState {
  return { ...video, memory: { ...video.memory, stretch: null } };
}

function settleLater(video: VideoState, now: LocalMs, afterMs = SETTLE_MS): VideoState {
  return { ...video, memory: { ...video.memory, stretch: null, settlesAt: (now + afterMs) as LocalMs } };
}

function noteHistory(
  video: VideoState,
  type: MediaEventType,
  facts: VideoFacts,
  now: LocalMs,
): ElementHistory {
  const history = notePlace(video.history, facts);
  // `seeking` has moved the playhead already: where it was before is what a loop wrap is told by.
  if (type === 'seeking') {
    const lastPosition = video.jumpedFrom ?? video.facts.currentTime;
    return { ...history, lastPosition, wasStarved: isStarving(video) };
  }
  const lastPosition = facts.currentTime;
  if (type === 'emptied' || type === 'loadedmetadata') {
    // A player that attaches anew empties the element more than once: the first time it was where it goes back to.
    const { sourceChangedAt } = history;
    const isFollowUp = sourceChangedAt !== null && now - sourceChangedAt < SOURCE_CHANGE_MS;
    const isLeft = type === 'emptied' && !isFollowUp;
    const leftPosition = isLeft ? video.facts.currentTime : history.leftPosition;
    return { ...history, sourceChangedAt: now, leftPosition, lastPosition };
  }
  if (type === 'seeked') return { ...history, seekedAt: now, lastPosition };
  // Whoever was first to set it going, the browser or we.
  if (type === 'playing') return { ...history, isPausedByHiding: false, lastPosition };
  return { ...history, lastPosition };
}

/**
 * What plays out of its document the browser will pause (Chromium and Firefox: after the scripts that see it go). What plays
 * in it has no such pause left to be told.
 */
export function notePlace(
  history: ElementHistory,
  { isConnected, paused }: Pick<VideoFacts, 'isConnected' | 'paused'>,
): ElementHistory {
  return paused ? history : { ...history, isTakenOut: !isConnected };
}

/** Where the playhead was before somebody moved it, until the `seeking` that says so has come; null where nobody has. */
export function jumpOrigin(video: VideoState, facts: VideoFacts, now: LocalMs): MediaSeconds | null {
  const isUnexplainedSeek = facts.seeking && !isExpectedSeek(video.ledger, facts.currentTime);
  const isMoved = isUnexplainedSeek || isJump(video.facts, video.sample, facts, now);
  return video.jumpedFrom ?? (isMoved ? video.facts.currentTime : null);
}

/** Keeps in mind since when the element is not as explained, while no event says why. */
export function noteUnreported(video: VideoState, evidence: Evidence, now: LocalMs): VideoState {
  if (isExplained(video.ledger, video.facts) && video.jumpedFrom === null) {
    return video.unexplained === null ? video : { ...video, unexplained: null };
  }
  return { ...video, unexplained: video.unexplained ?? { since: now, evidence } };
}

/** Its event will not come any more. */
export function isUnreported({ unexplained }: VideoState, now: LocalMs): boolean {
  return unexplained !== null && now - unexplained.since >= UNREPORTED_CHANGE_MS;
}

/** What nobody told of (the source was swapped under it) is the element's own doing in the end. */
export function acceptUnreported(video: VideoState): VideoState {
  const ledger = acceptFacts(video.ledger, video.facts);
  return { ...video, unexplained: null, jumpedFrom: null, sample: null, ledger };
}

function isStarving({ starvedSince, facts }: VideoState): boolean {
  return starvedSince !== null || (!facts.paused && !facts.ended && facts.readyState < 3);
}

/**
 * Whether data is missing, and since when. Firefox's `readyState` stays where it was when a film stops coming: there
 * only the playhead tells, which does not move.
 */
export function noteStarving(
  video: VideoState,
  facts: VideoFacts,
  now: LocalMs,
): Pick<VideoState, 'starvedSince' | 'movedAt'> {
  const shouldMove = !facts.paused && !facts.ended && !facts.seeking;
  const { facts: before } = video;
  const hadToMove = !before.paused && !before.seeking;
  const stands = shouldMove && hadToMove && facts.currentTime === before.currentTime;
  const movedAt = stands ? video.movedAt : now;
  if (shouldMove && facts.readyState < 3) return { starvedSince: video.starvedSince ?? now, movedAt };
  return { starvedSince: now - movedAt >= STANDS_STILL_MS ? movedAt : null, movedAt };
}

export function converge(video: VideoState, now: LocalMs): VideoState {
  const convergeUntil = (now + CONVERGE_MS) as LocalMs;
  const memory = { ...video.memory, convergeUntil, drifts: [], pausedTry: null };
  return { ...video, memory, framesDueAt: now };
}
