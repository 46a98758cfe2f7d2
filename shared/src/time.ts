// The three kinds of time. The only place where one turns into another.
import * as v from 'valibot';

/**
 * Milliseconds of the context that drives the video: `performance.timeOrigin + performance.now()`.
 * Monotonic within a context; another context's LocalMs is another clock.
 */
export type LocalMs = number & { readonly __brand: 'LocalMs' };
/** Milliseconds of the party's one clock, kept by the relay. Never goes back within a party. */
export type RelayMs = number & { readonly __brand: 'RelayMs' };
/** Seconds on the media's own timeline (`HTMLMediaElement.currentTime`). */
export type MediaSeconds = number & { readonly __brand: 'MediaSeconds' };

/** offset = relay − local: positive means that the relay is ahead. */
export type OffsetMs = number & { readonly __brand: 'OffsetMs' };

export function toRelay(local: LocalMs, offset: OffsetMs): RelayMs {
  return (local + offset) as RelayMs;
}

export function toLocal(relay: RelayMs, offset: OffsetMs): LocalMs {
  return (relay - offset) as LocalMs;
}

export const relayMsSchema = v.pipe(
  v.number(),
  v.finite(),
  v.minValue(0),
  v.transform((ms) => ms as RelayMs),
);

/** A year of media is more than anybody watches together, and keeps arithmetic well within doubles. */
const MAX_MEDIA_SECONDS = 366 * 24 * 3600;

/** Live streams are in seconds of the party's clock, which count from 1970: until the year 2286, s. */
const LATEST_POSITION_S = 10_000_000_000;

/** So long before its beginning a timeline may set out, s: nothing takes longer to start (SPEC CR11). */
const EARLIEST_POSITION_S = -2;

/** Where a timeline stands: on its way to the beginning, too, as what starts there is moving only a moment later. */
export const timelinePositionSchema = v.pipe(
  v.number(),
  v.finite(),
  v.minValue(EARLIEST_POSITION_S),
  v.maxValue(LATEST_POSITION_S),
  v.transform((seconds) => seconds as MediaSeconds),
);

export const mediaSecondsSchema = v.pipe(
  v.number(),
  v.finite(),
  v.minValue(0),
  v.maxValue(MAX_MEDIA_SECONDS),
  v.transform((seconds) => seconds as MediaSeconds),
);
