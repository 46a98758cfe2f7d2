import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { foldProbe, noticeSuspend, startBurst, startConnection } from './probing.ts';
import { createEngine, relayTime, type Stepped } from './state.ts';

const RTT_MS = 40;

/** A machine whose monotonic and wall clock can go apart from true time, probing a relay whose clock is true. */
function setup() {
  let trueMs = 0;
  let stoodMs = 0;
  let wallStepMs = 0;
  let sent = 0;
  let state = { ...createEngine('a'), isConnected: true };
  const now = () => (1_000_000 + trueMs - stoodMs) as LocalMs;
  const take = (stepped: Stepped) => {
    state = stepped.state;
    for (const effect of stepped.effects) {
      if (effect.kind !== 'probe') continue;
      sent += 1;
      const sentAt = now();
      trueMs += RTT_MS / 2;
      const relay = trueMs as RelayMs;
      trueMs += RTT_MS / 2;
      take(foldProbe(state, { kind: 'probed', sentAt, relayReceivedAt: relay, relaySentAt: relay }, now()));
    }
  };
  const tick = () => take(noticeSuspend(state, now(), 5_000_000 + trueMs + wallStepMs));
  take(startBurst(state, now()));
  tick();
  return {
    wait(ms: number) {
      for (const end = trueMs + ms; trueMs < end; ) {
        trueMs = Math.min(end, trueMs + 1_000);
        tick();
      }
    },
    /** Nothing runs for a while; a monotonic clock may stand still meanwhile. */
    sleep(ms: number, { doesClockStop }: { readonly doesClockStop: boolean }) {
      trueMs += ms;
      if (doesClockStop) stoodMs += ms;
    },
    stepWallClock(ms: number) {
      wallStepMs += ms;
    },
    /** Relay time as the engine has it, less what it is. */
    error: () => (relayTime(state, now()) ?? Number.NaN) - trueMs,
    tick,
    sent: () => sent,
  };
}

describe('the machine slept', () => {
  it('[CO4] with a clock that stood still: the first burst says so', () => {
    const machine = setup();
    machine.wait(60_000);
    machine.sleep(120_000, { doesClockStop: true });
    expect(machine.error()).toBeCloseTo(-120_000, 0);
    machine.tick();
    expect(machine.error()).toBeCloseTo(0, 0);
  });

  it('[CO4] with a clock that went on: it is measured anew, and nothing moves', () => {
    const machine = setup();
    machine.wait(60_000);
    machine.sleep(120_000, { doesClockStop: false });
    expect(machine.error()).toBeCloseTo(0, 0);
    const before = machine.sent();
    machine.tick();
    expect(machine.sent() - before).toBe(8);
    expect(machine.error()).toBeCloseTo(0, 0);
  });
});

describe('somebody sets the wall clock', () => {
  it.each([10_000, -10_000])('[CO4] by %i ms: it is measured anew, and nothing moves', (stepMs) => {
    const machine = setup();
    machine.wait(60_000);
    const before = machine.sent();
    machine.stepWallClock(stepMs);
    machine.tick();
    expect(machine.sent() - before).toBe(8);
    expect(machine.error()).toBeCloseTo(0, 0);
    machine.wait(60_000);
    expect(machine.error()).toBeCloseTo(0, 0);
  });
});

it('[CO2] a new connection measures anew and loses nothing of what was known', () => {
  const engine = { ...createEngine('a'), isConnected: true };
  const answer = (state: typeof engine, rttMs: number, at: number) =>
    foldProbe(
      state,
      {
        kind: 'probed',
        sentAt: (at - rttMs) as LocalMs,
        relayReceivedAt: at as RelayMs,
        relaySentAt: at as RelayMs,
      },
      at as LocalMs,
    ).state;
  const known = answer(engine, 10, 1_000);
  const reconnected = answer(startConnection(known, 2_000 as LocalMs).state, 300, 2_300);
  expect(reconnected.clock.estimate?.uncertaintyMs).toBeLessThan(10);
});
