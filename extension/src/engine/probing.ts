// When to ask the relay for its time: a burst on join, wake and reconnect, then now and then (design: end to
// end from the context that drives the video). What a suspend did to the clock is measured, never guessed.
import { addSample, beginConnection, sampleFromProbe } from '@sameframe/shared/clock-offset.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { PartyInput } from './observation.ts';
import type { EngineState, Stepped } from './state.ts';
import { ABSENCE_MS, PROBE_BURST, PROBE_PERIOD_MS, PROBE_TIMEOUT_MS, SUSPEND_MS } from './tuning.ts';

export function startBurst(state: EngineState, now: LocalMs): Stepped {
  const probing = { burstLeft: PROBE_BURST, outstandingSince: null, nextAt: now };
  return probeWhenDue({ ...state, probing }, now);
}

export function startConnection(state: EngineState, now: LocalMs): Stepped {
  return startBurst({ ...state, isConnected: true, clock: beginConnection(state.clock) }, now);
}

export function probeWhenDue(state: EngineState, now: LocalMs): Stepped {
  const { probing } = state;
  const isWaiting = probing.outstandingSince !== null && now - probing.outstandingSince < PROBE_TIMEOUT_MS;
  if (!state.isConnected || isWaiting || now < probing.nextAt) return { state, effects: [] };
  const nextAt = (probing.burstLeft > 1 ? now : now + PROBE_PERIOD_MS) as LocalMs;
  const burstLeft = Math.max(0, probing.burstLeft - 1);
  return {
    state: { ...state, probing: { burstLeft, outstandingSince: now, nextAt } },
    effects: [{ kind: 'probe' }],
  };
}

export function foldProbe(
  state: EngineState,
  probe: Extract<PartyInput, { kind: 'probed' }>,
  now: LocalMs,
): Stepped {
  const { sentAt, relayReceivedAt, relaySentAt } = probe;
  const sample = sampleFromProbe({ sentAt, relayReceivedAt, relaySentAt, returnedAt: now });
  const probing = { ...state.probing, outstandingSince: null };
  return probeWhenDue({ ...state, clock: addSample(state.clock, sample), probing }, now);
}

/**
 * Wall and monotonic clock went different ways since the last tick, or nothing ran for long: the machine slept, or
 * somebody set its clock. `performance.now()` stands still meanwhile on some systems and goes on with others (High
 * Resolution Time, section 8): no hint tells which, so the answers to a burst do. They contradict what is believed
 * if our clock stood still, and confirm it if it did not or only the wall clock was set: then nothing moves.
 */
export function noticeSuspend(state: EngineState, now: LocalMs, wallMs: number): Stepped {
  const last = state.lastTick;
  const ticked = { ...state, lastTick: { now, wallMs } };
  if (last === null) return { state: ticked, effects: [] };
  const elapsedMs = now - last.now;
  const hasStood = Math.abs(wallMs - last.wallMs - elapsedMs) >= SUSPEND_MS || elapsedMs >= ABSENCE_MS;
  return hasStood ? startBurst(ticked, now) : probeWhenDue(ticked, now);
}
