// Everything that one cell of the bench (a row, a pair, a network) comes to, from its pages' logs. Pure.
import { type Act, type ActKind, beginningOf, measurePropagation } from './acts.ts';
import { isWithin, type PageLog, type Span } from './page-log.ts';
import { measurePictureLag } from './picture-lag.ts';
import { longestOffRate } from './rates.ts';
import { type SkewSample, sampleSkew, timeToSettle } from './skew.ts';
import { type Spread, spreadOf } from './spread.ts';

/** Together, for the eye and the ear of people who talk to each other. */
export const TOGETHER_MS = 50;

export interface ActFigures {
  readonly kind: ActKind;
  readonly actor: number;
  readonly follower: number;
  /** Until less than 50 ms apart for good, beyond what no clock can see; null: never, before the next act. */
  readonly settleMs: number | null;
  /** From the actor's event to the follower's; null if it has none, or never came. */
  readonly delayMs: number | null;
  /** The same without the way through the relay, and for a seek without its cost on the follower's browser. */
  readonly beyondMs: number | null;
}

export interface CellFigures {
  readonly steadySkewMs: Spread | null;
  /** Worst member, per minute of steady state. */
  readonly steadySeeksPerMinute: number | null;
  readonly steadyRateChangesPerMinute: number | null;
  /** Of each member, in the steady part. */
  readonly pictureLagMs: readonly (number | null)[];
  readonly acts: readonly ActFigures[];
  /** Longest stretch at a speed more than 2 % away from the party's, in the whole cell. */
  readonly longestOffRateMs: number;
}

export interface CellInput {
  readonly logs: readonly PageLog[];
  readonly steady: readonly Span[];
  readonly acts: readonly Act[];
  readonly oneWayMs: (from: number, to: number) => number;
  /** What two members are apart by that no clock can see. */
  readonly unseenApartMs: (first: number, second: number) => number;
  /** What a seek costs each member's browser, measured in the same run; 0 where that was not measured. */
  readonly seekCostMs: readonly number[];
}

export function computeCell({ logs, steady, acts, seekCostMs, ...ways }: CellInput): CellFigures {
  const minutes = steady.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / 60_000;
  const isSteady = (atMs: number) => steady.some((stretch) => isWithin(stretch, atMs));
  const countPerMinute = (kind: string) => {
    if (minutes === 0) return null;
    const counts = logs.map(
      ({ events }) => events.filter((event) => event.kind === kind && isSteady(event.atMs)).length,
    );
    return Math.max(...counts) / minutes;
  };
  const figuresOf = (act: Act, follower: number): ActFigures => {
    const delayMs = measurePropagation(act, logs, follower);
    const costMs = act.kind === 'seek' ? (seekCostMs[follower] ?? 0) : 0;
    return {
      kind: act.kind,
      actor: act.actor,
      follower,
      settleMs: measureSettling(act, logs, follower, TOGETHER_MS + ways.unseenApartMs(act.actor, follower)),
      delayMs,
      beyondMs: delayMs === null ? null : delayMs - ways.oneWayMs(act.actor, follower) - costMs,
    };
  };
  const others = (actor: number) => logs.flatMap((_, member) => (member === actor ? [] : [member]));
  return {
    steadySkewMs: spreadOf(
      steady.flatMap((stretch) => skewOfAll(logs, stretch)).map(({ skewMs }) => Math.abs(skewMs)),
    ),
    steadySeeksPerMinute: countPerMinute('seeking'),
    steadyRateChangesPerMinute: countPerMinute('ratechange'),
    pictureLagMs: logs.map((log) => measurePictureLag(log, steady)),
    acts: acts.flatMap((act) => others(act.actor).map((follower) => figuresOf(act, follower))),
    longestOffRateMs: Math.max(...logs.map((log) => longestOffRate(log, acts))),
  };
}

/** Every member against the first one. */
export function skewOfAll(logs: readonly PageLog[], span: Span): SkewSample[] {
  const [first, ...others] = logs;
  return others.flatMap((other) => sampleSkew(first?.frames ?? [], other.frames, span));
}

function measureSettling(
  act: Act,
  logs: readonly PageLog[],
  follower: number,
  togetherMs: number,
): number | null {
  const beganAt = beginningOf(act, logs);
  const [mine, theirs] = [logs[act.actor], logs[follower]];
  if (beganAt === null || mine === undefined || theirs === undefined) return null;
  const samples = sampleSkew(mine.frames, theirs.frames, { fromMs: beganAt, toMs: act.span.toMs });
  return timeToSettle(samples, beganAt, togetherMs);
}
