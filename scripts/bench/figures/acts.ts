// What somebody did to the film, and how it reached another screen. Pure: reads two pages' logs. An act begins with
// the actor's own media event, not with the mouse: browsers wait before they believe a click.
import { type ElementEvent, isWithin, type PageLog, type ShownFrame, type Span } from './page-log.ts';

export type ActKind = 'play' | 'resume' | 'pause' | 'seek' | 'speed' | 'late-join' | 'outage';

export interface Act {
  readonly kind: ActKind;
  readonly actor: number;
  /** The speed that was chosen. */
  readonly rate?: number;
  /** From the hand's first move to the next act. */
  readonly span: Span;
}

const EVENT_OF: Readonly<Partial<Record<ActKind, ElementEvent['kind']>>> = {
  play: 'play',
  resume: 'play',
  pause: 'pause',
  seek: 'seeking',
  speed: 'ratechange',
};

/** A follower that lands within this of the actor's target has followed; acts of the bench jump much further. */
const SEEK_LANDING_MS = 5_000;

/**
 * The actor's own event; for a late join the joiner's first frame, for an outage its beginning. Null if it never came.
 */
export function beginningOf(act: Act, logs: readonly PageLog[]): number | null {
  const log = logs[act.actor];
  if (act.kind === 'late-join') return findFirstMotion(log?.frames ?? [], act.span)?.atMs ?? null;
  if (act.kind === 'outage') return act.span.fromMs;
  return findOwn(act, log, act.span)?.atMs ?? null;
}

/**
 * From the actor's event to the follower: its pause event, its first moving frame, its first frame from the new place,
 * its new rate. Null if it never followed, or if the act has no such thing.
 */
export function measurePropagation(act: Act, logs: readonly PageLog[], follower: number): number | null {
  const beganAt = beginningOf(act, logs);
  const log = logs[follower];
  if (beganAt === null || log === undefined) return null;
  const reachedAt = findEffect(act, log, logs[act.actor]);
  return reachedAt === null ? null : reachedAt - beganAt;
}

/** From the element's `seeking` to its first frame from the new place: what a seek costs this browser. */
export function measureSeekCost(log: PageLog, span: Span): number | null {
  const seeking = findEvent(log, 'seeking', span);
  if (seeking === null) return null;
  const landed = findLanding(log.frames, { fromMs: seeking.atMs, toMs: span.toMs }, seeking.positionMs);
  return landed === null ? null : landed - seeking.atMs;
}

function findEffect(act: Act, log: PageLog, actorLog: PageLog | undefined): number | null {
  const { span } = act;
  switch (act.kind) {
    case 'pause':
    case 'speed':
      return findOwn(act, log, span)?.atMs ?? null;
    case 'play':
    case 'resume':
      return findFirstMotion(log.frames, span)?.atMs ?? null;
    case 'seek': {
      const target = findEvent(actorLog, 'seeking', span)?.positionMs;
      return target === undefined ? null : findLanding(log.frames, span, target);
    }
    case 'late-join':
    case 'outage':
      return null;
  }
}

/** Halfway between the speeds that the bench chooses, 1 and 1.25, as a ratio. */
const HALF_A_CHOICE = 0.5 * Math.log(1.25);

/** Whether a rate stands for the speed that was chosen: a follower may take it together with a correction. */
export function standsFor(rate: number, chosen: number): boolean {
  return Math.abs(Math.log(rate / chosen)) < HALF_A_CHOICE;
}

/** The event that an act is on an element: a change of speed is the one to the chosen speed, not a correction. */
function findOwn({ kind, rate }: Act, log: PageLog | undefined, span: Span): ElementEvent | null {
  const isOwn = (event: ElementEvent) =>
    kind !== 'speed' || (rate !== undefined && standsFor(event.rate, rate));
  const events = log?.events ?? [];
  return (
    events.find((event) => event.kind === EVENT_OF[kind] && isOwn(event) && isWithin(span, event.atMs)) ??
    null
  );
}

function findEvent(log: PageLog | undefined, kind: ElementEvent['kind'], span: Span): ElementEvent | null {
  return log?.events.find((event) => event.kind === kind && isWithin(span, event.atMs)) ?? null;
}

/** The first frame that is another one than before, and is followed by a third: a paused seek is no motion. */
function findFirstMotion(frames: readonly ShownFrame[], span: Span): ShownFrame | null {
  const first = frames.findIndex(({ atMs }, index) => {
    const [before, next] = [frames[index - 1], frames[index + 1]];
    if (!isWithin(span, atMs) || next === undefined) return false;
    return next.atMs - atMs < 500 && frames[index]?.filmMs !== before?.filmMs;
  });
  return frames[first] ?? null;
}

function findLanding(frames: readonly ShownFrame[], span: Span, targetMs: number): number | null {
  const landed = frames.find(
    ({ atMs, filmMs }) => isWithin(span, atMs) && Math.abs(filmMs - targetMs) < SEEK_LANDING_MS,
  );
  return landed?.atMs ?? null;
}
