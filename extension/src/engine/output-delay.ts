// What this member sees and hears comes late (Bluetooth, a TV): then the element runs ahead by as much, and what
// comes out of it is in step. outputDelayMs ≥ 0: "my sound and picture come so many ms late". It shifts in time and
// not in position, so while the party is paused it shifts nothing (SPEC OD).
import type { LocalMs, MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { type Desired, desiredAt, effectiveTimeline } from './desired.ts';
import { isComparable, withinReach } from './live.ts';
import { pictureLagOf } from './picture-lag.ts';
import { type EngineState, relayTime } from './state.ts';

/** What this member's own element should do at `now`: what the party does when its output is seen and heard. */
export function ownDesiredAt(state: EngineState, now: LocalMs): Desired | null {
  const relayNow = relayTime(state, now);
  if (relayNow === null) return null;
  const delayMs = seenDelayMs(state);
  const at = (seenAt: RelayMs) => desiredHere(state, seenAt);
  const desired = at((relayNow + delayMs) as RelayMs);
  if (desired === null || desired.startsAt === null) return desired;
  // Who shows early would wait for what somebody did just now: nobody stops a film for that.
  if (desired.startsAt <= relayNow) return at(desired.startsAt);
  return { ...desired, startsAt: (desired.startsAt - delayMs) as RelayMs };
}

/**
 * Where positions mean nothing to each other, an element is right wherever it is (SPEC LV3). One that begins later in the
 * film waits there until the party comes by (SPEC TM6).
 */
function desiredHere(state: EngineState, seenAt: RelayMs): Desired | null {
  const facts = state.video?.facts ?? null;
  const isKnown = isComparable(state);
  const desired = desiredAt(effectiveTimeline(state), seenAt, isKnown ? facts : null);
  if (desired === null || facts === null) return desired;
  const position = isKnown ? withinReach(desired.position, facts.reach ?? null) : facts.currentTime;
  const { beginsAt = position } = facts;
  if (position >= beginsAt) return { ...desired, position };
  const setsOutAt = desired.isPlaying ? seenAt : desired.startsAt;
  const awayMs = (1000 * (beginsAt - position)) / desired.rate;
  const startsAt = setsOutAt === null ? null : ((setsOutAt + awayMs) as RelayMs);
  return { ...desired, isPlaying: false, position: beginsAt, startsAt };
}

/** How much later than the playhead says its person sees it: by their own word and by what was learned of the browser. */
export function seenDelayMs({ outputDelayMs, video }: EngineState): number {
  return outputDelayMs + (video === null ? 0 : pictureLagOf(video));
}

/**
 * What its person sees of an element at `position` that moves with `velocity`: position − velocity × delay. This is
 * what an act means, as it is what the others see.
 */
export function seenPosition(position: MediaSeconds, velocity: number, outputDelayMs: number): MediaSeconds {
  return Math.max(0, position - (velocity * outputDelayMs) / 1000) as MediaSeconds;
}
