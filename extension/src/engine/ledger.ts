// What has been explained about one element: the state we commanded or somebody else was found to have caused.
// An event that reads the explained state is nobody's act; a difference has an author (SPEC PV1). Nothing here
// is consumed by counting or by time, so no expectation can be left over to swallow a later act.
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import type { CommandId, ElementId, VideoFacts } from './observation.ts';
import { SEEK_MATCH_S } from './tuning.ts';

export interface Expectation {
  /** Null for a seek that somebody else made and that has been attributed: it explains its repetitions. */
  readonly command: CommandId | null;
  readonly target: MediaSeconds;
}

export interface Ledger {
  readonly element: ElementId;
  readonly paused: boolean;
  readonly rate: number;
  /** Commanded seeks whose `seeked` has not come; they end together, as an element does one seek at a time. */
  readonly seeks: readonly Expectation[];
  /** The newest rate command: what the element reports right after it is what it made of it. */
  readonly rateCommand: CommandId | null;
  /** Outstanding play command: its rejection, and no event, tells that it came to nothing. */
  readonly play: CommandId | null;
}

/**
 * As the element is now, it is explained: also a seek that is under way, whose `seeking` is still to come. It may be our
 * own, of before we let the element go for a moment.
 */
export function openLedger(facts: VideoFacts): Ledger {
  return {
    element: facts.element,
    paused: facts.paused,
    rate: facts.rate,
    seeks: facts.seeking ? [{ command: null, target: facts.currentTime }] : [],
    rateCommand: null,
    play: null,
  };
}

export function expectPlay(ledger: Ledger, command: CommandId): Ledger {
  return { ...ledger, paused: false, play: command };
}

export function expectPause(ledger: Ledger): Ledger {
  return { ...ledger, paused: true };
}

export function expectRate(ledger: Ledger, command: CommandId, rate: number): Ledger {
  return { ...ledger, rate, rateCommand: command };
}

export function expectSeek(ledger: Ledger, command: CommandId, target: MediaSeconds): Ledger {
  return { ...ledger, seeks: [...ledger.seeks, { command, target }] };
}

/** Whether a running seek is one of ours: by where it goes, never by order (Chrome's and Firefox's differ). */
export function isExpectedSeek(ledger: Ledger, position: MediaSeconds): boolean {
  return ledger.seeks.some((seek) => Math.abs(seek.target - position) < SEEK_MATCH_S);
}

export function endSeeks(ledger: Ledger): Ledger {
  return ledger.seeks.length === 0 ? ledger : { ...ledger, seeks: [] };
}

/** Two seeks in one task give two `seeking`, both reading the last target: one act (facts 4a). */
function explainSeek(ledger: Ledger, target: MediaSeconds): Ledger {
  return { ...ledger, seeks: [...ledger.seeks, { command: null, target }] };
}

/** A seek goes where the element says after the assignment, which may clamp or round it. */
export function noteReportedTarget(ledger: Ledger, command: CommandId, reported: MediaSeconds): Ledger {
  const seeks = ledger.seeks.map((seek) => (seek.command === command ? { command, target: reported } : seek));
  return { ...ledger, seeks };
}

/** The command caused nothing and never will: what was read is what is true. */
export function settleNoEffect(ledger: Ledger, command: CommandId, facts: VideoFacts): Ledger {
  return { ...withoutCommand(ledger, command), paused: facts.paused, rate: facts.rate };
}

/**
 * The command broke off. Somebody may have paused the element meanwhile, and that event is still to come: so
 * the explained state stays as it is.
 */
export function withoutCommand(ledger: Ledger, command: CommandId): Ledger {
  return {
    ...ledger,
    seeks: ledger.seeks.filter((seek) => seek.command !== command),
    play: ledger.play === command ? null : ledger.play,
  };
}

/**
 * One change has been attributed: only that aspect is explained by it. The rest of what was read may be another
 * change, whose own event is still to come (a native timeline's click is pause, seek and play in one go).
 */
export function acceptChange(
  ledger: Ledger,
  change: 'play' | 'pause' | 'rate' | 'seek',
  facts: VideoFacts,
): Ledger {
  switch (change) {
    case 'play':
    case 'pause':
      return { ...ledger, paused: facts.paused };
    case 'rate':
      return { ...ledger, rate: facts.rate };
    case 'seek':
      return explainSeek(ledger, facts.currentTime);
  }
}

/** What was read is taken as the element's own doing. */
export function acceptFacts(ledger: Ledger, facts: VideoFacts): Ledger {
  return { ...ledger, paused: facts.paused, rate: facts.rate };
}

/** Whether the element is as explained, so that a correction would not undo somebody's unseen act. */
export function isExplained(ledger: Ledger, facts: VideoFacts): boolean {
  return ledger.paused === facts.paused && ledger.rate === facts.rate;
}
