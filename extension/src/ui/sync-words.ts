// Turns how a member stands to the timeline into words, for the person themselves and for the others.
// The numbers are measured elsewhere; here they are only rounded.
import type { SyncReport, SyncState } from '@sameframe/shared/presence.ts';

export type Tone = 'good' | 'busy' | 'problem' | 'quiet';

export interface SyncWords {
  readonly text: string;
  /** The measurement, apart from the words: it changes all the time and is not to be read aloud each time. */
  readonly measured: string | null;
  readonly tone: Tone;
}

const TONES: Record<SyncState, Tone> = {
  idle: 'quiet',
  'in-step': 'good',
  'catching-up': 'busy',
  buffering: 'busy',
  waiting: 'busy',
  'needs-click': 'problem',
  'other-page': 'problem',
  'no-video': 'problem',
  'in-ad': 'busy',
  'stepped-out': 'quiet',
  away: 'problem',
};

const OWN_WORDS: Record<SyncState, string> = {
  idle: 'Nothing is playing yet',
  'in-step': 'In step',
  'catching-up': 'Catching up',
  buffering: 'Your video is buffering',
  waiting: 'Waiting for someone',
  'needs-click': 'Click the page, then it plays',
  'other-page': 'You are on another page',
  'no-video': 'No video on this page',
  'in-ad': 'An ad is on: you come back after it',
  'stepped-out': 'You stepped out',
  away: 'The page was reloaded: click to come back',
};

const MEMBER_WORDS: Record<SyncState, string> = {
  idle: 'nothing playing yet',
  'in-step': 'in step',
  'catching-up': 'catching up',
  buffering: 'buffering',
  waiting: 'waiting for someone',
  'needs-click': 'has to click to play',
  'other-page': 'on another page',
  'no-video': 'no video found',
  'in-ad': 'in an ad',
  'stepped-out': 'stepped out',
  away: 'away from the page',
};

export function describeOwnSync(report: SyncReport | null): SyncWords {
  if (report === null) return { text: 'Looking at the page…', measured: null, tone: 'quiet' };
  return {
    text: liveWords(report) ?? OWN_WORDS[report.state],
    measured: measuredIn(report),
    tone: TONES[report.state],
  };
}

export function describeMemberSync(report: SyncReport | null): SyncWords {
  if (report === null) return { text: 'not heard from lately', measured: null, tone: 'quiet' };
  const measured = [measuredIn(report), bufferOf(report)].filter((part) => part !== null);
  return {
    text: liveWords(report)?.toLowerCase() ?? MEMBER_WORDS[report.state],
    measured: measured.length === 0 ? null : measured.join(', '),
    tone: TONES[report.state],
  };
}

/** What cannot be aligned, or not better than that, is said. */
function liveWords({ state, live }: SyncReport): string | null {
  if (live === undefined || (state !== 'in-step' && state !== 'catching-up')) return null;
  if (live === 'apart') return 'Live: play, pause and speed are shared';
  return state === 'in-step' ? 'Live: in step to within a segment' : 'Live: catching up';
}

function measuredIn({ state, driftMs, uncertaintyMs }: SyncReport): string | null {
  if (driftMs === null) return null;
  if (state === 'in-step') {
    const drift = formatDrift(driftMs);
    return uncertaintyMs === null ? drift : `${drift} ± ${formatDrift(uncertaintyMs)}`;
  }
  // drift = playhead − expected position: positive is ahead.
  if (state === 'catching-up') return `${formatDrift(driftMs)} ${driftMs < 0 ? 'behind' : 'ahead'}`;
  return null;
}

/** Of somebody who watches something else, or nothing, it would be a riddle. */
function bufferOf({ state, bufferedAheadS }: SyncReport): string | null {
  const isWatching = state === 'in-step' || state === 'catching-up' || state === 'buffering';
  return isWatching && bufferedAheadS !== null ? `${formatBuffer(bufferedAheadS)} loaded` : null;
}

/** `0.4 s`, `42 s`, `3 min`: precise where a stall is near. */
export function formatBuffer(bufferedAheadS: number): string {
  if (bufferedAheadS < 9.95) return `${bufferedAheadS.toFixed(1)} s`;
  return bufferedAheadS < 59.5 ? `${Math.round(bufferedAheadS)} s` : `${Math.round(bufferedAheadS / 60)} min`;
}

/** `12 ms`, `1.4 s`, `2 min`: no more digits than mean something. */
export function formatDrift(driftMs: number): string {
  const ms = Math.abs(driftMs);
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}
