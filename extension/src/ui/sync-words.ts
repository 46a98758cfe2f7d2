// Turns how a member stands to the timeline into words, for the person themselves and for the others.
// The numbers are measured elsewhere; here they are only rounded.
import type { SyncReport, SyncState } from '@sameframe/shared/presence.ts';
import { formatNumber, type TextKey, text } from './text.ts';

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

const OWN_WORDS: Record<SyncState, TextKey> = {
  idle: 'syncIdle',
  'in-step': 'syncInStep',
  'catching-up': 'syncCatchingUp',
  buffering: 'syncBuffering',
  waiting: 'syncWaiting',
  'needs-click': 'syncNeedsClick',
  'other-page': 'syncOtherPage',
  'no-video': 'syncNoVideo',
  'in-ad': 'syncInAd',
  'stepped-out': 'syncSteppedOut',
  away: 'syncAway',
};

const MEMBER_WORDS: Record<SyncState, TextKey> = {
  idle: 'memberIdle',
  'in-step': 'memberInStep',
  'catching-up': 'memberCatchingUp',
  buffering: 'memberBuffering',
  waiting: 'memberWaiting',
  'needs-click': 'memberNeedsClick',
  'other-page': 'memberOtherPage',
  'no-video': 'memberNoVideo',
  'in-ad': 'memberInAd',
  'stepped-out': 'memberSteppedOut',
  away: 'memberAway',
};

type LiveWords = Record<'apart' | 'in-step' | 'by-programme' | 'catching-up', TextKey>;

const OWN_LIVE_WORDS: LiveWords = {
  apart: 'syncLiveApart',
  'in-step': 'syncLiveInStep',
  'by-programme': 'syncLiveByProgramme',
  'catching-up': 'syncLiveCatchingUp',
};

const MEMBER_LIVE_WORDS: LiveWords = {
  apart: 'memberLiveApart',
  'in-step': 'memberLiveInStep',
  'by-programme': 'memberLiveByProgramme',
  'catching-up': 'memberLiveCatchingUp',
};

export function describeOwnSync(report: SyncReport | null): SyncWords {
  if (report === null) return { text: text('syncUnknown'), measured: null, tone: 'quiet' };
  return {
    text: text(liveWords(report, OWN_LIVE_WORDS) ?? OWN_WORDS[report.state]),
    measured: measuredIn(report),
    tone: TONES[report.state],
  };
}

export function describeMemberSync(report: SyncReport | null): SyncWords {
  if (report === null) return { text: text('memberUnknown'), measured: null, tone: 'quiet' };
  const measured = [measuredIn(report), bufferOf(report)].filter((part) => part !== null);
  return {
    text: text(liveWords(report, MEMBER_LIVE_WORDS) ?? MEMBER_WORDS[report.state]),
    measured: measured.length === 0 ? null : measured.join(text('listComma')),
    tone: TONES[report.state],
  };
}

/** By what it is aligned, or that it cannot be, is said (SPEC LV4). */
function liveWords({ state, live }: SyncReport, words: LiveWords): TextKey | null {
  if (live === undefined || (state !== 'in-step' && state !== 'catching-up')) return null;
  if (live === 'apart') return words.apart;
  return live === 'programme' && state === 'in-step' ? words['by-programme'] : words[state];
}

function measuredIn({ state, driftMs, uncertaintyMs }: SyncReport): string | null {
  if (driftMs === null) return null;
  if (state === 'in-step') {
    const drift = formatDrift(driftMs);
    return uncertaintyMs === null ? drift : `${drift} ± ${formatDrift(uncertaintyMs)}`;
  }
  // drift = playhead − expected position: positive is ahead.
  if (state === 'catching-up') return text(driftMs < 0 ? 'syncBehind' : 'syncAhead', formatDrift(driftMs));
  return null;
}

/** Of somebody who watches something else, or nothing, it would be a riddle. */
function bufferOf({ state, bufferedAheadS }: SyncReport): string | null {
  const isWatching = state === 'in-step' || state === 'catching-up' || state === 'buffering';
  return isWatching && bufferedAheadS !== null ? text('syncLoaded', formatBuffer(bufferedAheadS)) : null;
}

/** `0.4 s`, `42 s`, `3 min`: precise where a stall is near. */
export function formatBuffer(bufferedAheadS: number): string {
  if (bufferedAheadS < 9.95) return text('unitS', formatNumber(bufferedAheadS, TENTHS));
  if (bufferedAheadS < 59.5) return text('unitS', Math.round(bufferedAheadS));
  return text('unitMin', Math.round(bufferedAheadS / 60));
}

/** `12 ms`, `1.4 s`, `2 min`: no more digits than mean something. */
export function formatDrift(driftMs: number): string {
  const ms = Math.abs(driftMs);
  if (ms < 999.5) return text('unitMs', Math.round(ms));
  if (ms < 59_950) return text('unitS', formatNumber(ms / 1_000, TENTHS));
  return text('unitMin', Math.round(ms / 60_000));
}

const TENTHS = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
