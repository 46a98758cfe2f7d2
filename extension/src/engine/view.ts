// What a person may know of the engine: their own sync state, measured. Derived, never stored.

import { uncertaintyAt } from '@sameframe/shared/clock-offset.ts';
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { SyncReport, SyncState } from '@sameframe/shared/presence.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { waitingFor } from '@sameframe/shared/timeline-fold.ts';
import { effectiveTimeline, isOnPartyPage } from './desired.ts';
import { driftNow } from './drift.ts';
import { isComparable } from './live.ts';
import { ownDesiredAt } from './output-delay.ts';
import type { Change } from './provenance.ts';
import type { EngineState } from './state.ts';
import { relayTime } from './state.ts';
import { IN_STEP_S } from './tuning.ts';
import { isStalled } from './video-events.ts';

/** A report as far as the engine knows it: what is loaded is the shell's to read, as nothing is decided by it. */
export type EngineReport = Omit<SyncReport, 'bufferedAheadS'>;

export interface EngineView {
  readonly report: EngineReport;
  /** Whom the party waits for. */
  readonly waitingFor: readonly MemberId[];
  /** A change of this element that the person is asked about. */
  readonly question: Change | null;
}

export function viewEngine(state: EngineState, now: LocalMs): EngineView {
  const relayNow = relayTime(state, now);
  const waiting = relayNow === null ? [] : waitingFor(effectiveTimeline(state), relayNow);
  const driftS = driftNow(state, now);
  const syncState = syncStateOf(state, waiting, driftS, now);
  const live = liveOf(state);
  // By the edge nobody knows it better than to within a piece.
  const isExact = live === null || live === 'programme';
  const isMeasured = syncState === 'catching-up' || (syncState === 'in-step' && isExact);
  const estimate = state.clock.estimate;
  return {
    report: {
      state: syncState,
      driftMs: isMeasured && driftS !== null ? driftS * 1000 : null,
      uncertaintyMs: estimate === null || !isExact ? null : uncertaintyAt(estimate, now),
      ...(live === null ? {} : { live }),
    },
    waitingFor: waiting,
    question: state.video?.unknown?.isAsked === true ? state.video.unknown.change : null,
  };
}

function liveOf(state: EngineState): EngineReport['live'] | null {
  const isLive =
    state.video !== null && (state.live !== null || effectiveTimeline(state).playback?.media?.live);
  if (!isLive || !isOnPartyPage(state)) return null;
  return isComparable(state) && state.live !== null ? state.live.by : 'apart';
}

function absenceOf({ isSteppedOut, isInAd, video }: EngineState): 'stepped-out' | 'in-ad' | null {
  if (isSteppedOut) return 'stepped-out';
  return isInAd && video !== null ? 'in-ad' : null;
}

function syncStateOf(
  state: EngineState,
  waiting: readonly MemberId[],
  driftS: number | null,
  now: LocalMs,
): SyncState {
  const { video } = state;
  const timeline = effectiveTimeline(state);
  const relayNow = relayTime(state, now);
  const absence = absenceOf(state);
  if (absence !== null) return absence;
  if (timeline.playback === null || relayNow === null) return video === null ? 'no-video' : 'idle';
  if (!isOnPartyPage(state)) return 'other-page';
  if (video === null) return 'no-video';
  if (video.unknown?.isAsked === true) return 'away';
  const desired = ownDesiredAt(state, now);
  if (video.isBlocked && desired?.isPlaying === true) return 'needs-click';
  // Who is waited for has no data, also while everyone's video is stopped.
  const isWaitedFor = state.self !== null && waiting.includes(state.self);
  if (isWaitedFor || isStalled(video, now)) return 'buffering';
  if (waiting.length > 0) return 'waiting';
  const isStill = video.facts.paused || video.facts.ended;
  const isRightlyStill = desired?.isPlaying !== isStill || desired.isPastEnd;
  const isClose = driftS !== null && Math.abs(driftS) <= IN_STEP_S;
  return isClose && isRightlyStill ? 'in-step' : 'catching-up';
}
