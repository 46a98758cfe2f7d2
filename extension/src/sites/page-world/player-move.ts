// PURE. A seek of a site's player, whoever asked for it, told by looks at the player: no event of the element does.
import type { PageReading } from './page-player.ts';

export interface Move {
  readonly fromS: number;
  /** Null until the player shows where it goes. */
  readonly targetS: number | null;
  readonly since: number;
  /** It has been told that the film has jumped. */
  readonly isTold: boolean;
  /** The player was seen to be at it. */
  readonly hasStirred: boolean;
  /** Since when it has all that it needs. */
  readonly readySince: number | null;
}

export interface MoveLook {
  readonly reading: PageReading;
  readonly readyState: number;
  readonly seeking: boolean;
  /** It plays, or does not, as it was told. */
  readonly isPlayStateTold: boolean;
  /** ms */
  readonly now: number;
}

/** Film that plays until the element is taken away is no jump, and what the player tells comes in steps, s. */
const JUMP_S = 0.75;
const REACHED_S = 0.5;
/** A player that has its data plays by then, if it will, ms. */
const RESUMES_WITHIN_MS = 700;
/** What takes longer is a stall, or came to nothing, ms. */
const OVER_AFTER_MS = 4_000;

export function beginMove(fromS: number, targetS: number | null, now: number): Move {
  return { fromS, targetS, since: now, isTold: false, hasStirred: false, readySince: null };
}

export interface MoveNews {
  /** Null when it is over. */
  readonly move: Move | null;
  readonly hasBegun: boolean;
  readonly hasEnded: boolean;
}

export function followMove(before: Move, look: MoveLook): MoveNews {
  const { reading, readyState, now } = look;
  const hasJumped = Math.abs(reading.positionS - before.fromS) > JUMP_S;
  const targetS = before.targetS ?? (hasJumped ? reading.positionS : null);
  const isReached = targetS === null || isNear(reading.positionS, targetS, now - before.since);
  const isAtIt = reading.isSeeking || readyState === 0;
  const hasStirred = before.hasStirred || isAtIt || (isReached && hasJumped);
  const isReady = hasStirred && isReached && !isAtIt && readyState >= 2 && !look.seeking;
  const readySince = isReady ? (before.readySince ?? now) : null;
  const isCalm = look.isPlayStateTold || (readySince !== null && now - readySince >= RESUMES_WITHIN_MS);
  const hasEnded = (isReady && isCalm) || now - before.since >= OVER_AFTER_MS;
  const hasBegun = targetS !== null && !before.isTold;
  const move = { ...before, targetS, isTold: before.isTold || hasBegun, hasStirred, readySince };
  return { move: hasEnded ? null : move, hasBegun, hasEnded };
}

/** It may have played on from there meanwhile, at twice its pace at most. */
function isNear(positionS: number, targetS: number, elapsedMs: number): boolean {
  const pastS = positionS - targetS;
  return pastS > -REACHED_S && pastS < REACHED_S + (2 * elapsedMs) / 1_000;
}
