// Events in the relay's log that nobody meant: an engine's own doing taken for a person's. Pure.
import type { Act } from './acts.ts';
import { isWithin } from './page-log.ts';

export interface PlaybackEvent {
  /** Which member of the cell sent it. */
  readonly member: number;
  readonly atMs: number;
}

/**
 * Events of members who did not act at the time. What an actor's own hand makes is not counted: a click on Chromium's
 * timeline is a pause, a seek and a play.
 */
export function countEchoes(events: readonly PlaybackEvent[], acts: readonly Act[]): number {
  const [first] = acts;
  if (first === undefined) return 0;
  const isMeant = ({ member, atMs }: PlaybackEvent) =>
    acts.some(({ actor, span, kind }) => actor === member && kind !== 'late-join' && isWithin(span, atMs));
  // Before the first act the party was being set up.
  return events.filter((event) => event.atMs >= first.span.fromMs && !isMeant(event)).length;
}
