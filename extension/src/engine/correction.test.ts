import type { LocalMs, MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { type Corrected, type CorrectionInput, correct } from './correction.ts';
import { FRESH_MEMORY } from './correction-memory.ts';
import type { Desired } from './desired.ts';
import type { ElementId, VideoFacts } from './observation.ts';
import { PLACE_AFTER_MS, START_SLACK_MS } from './tuning.ts';

const NOW = 50_000 as LocalMs;
const CONVERGING = { ...FRESH_MEMORY, convergeUntil: (NOW + 5_000) as LocalMs };

function look(change: {
  desired?: Partial<Desired>;
  facts?: Partial<VideoFacts>;
  memory?: Partial<typeof FRESH_MEMORY>;
  drift?: number | null;
  seekingTo?: MediaSeconds;
}): CorrectionInput {
  return {
    desired: {
      isPlaying: true,
      position: 100 as MediaSeconds,
      rate: 1,
      startsAt: null,
      isPastEnd: false,
      ...change.desired,
    },
    pictureLagS: 0,
    clockPace: 1,
    facts: {
      element: 1 as ElementId,
      currentTime: 100 as MediaSeconds,
      paused: false,
      rate: 1,
      seeking: false,
      ended: false,
      readyState: 4,
      duration: 600,
      isConnected: true,
      loop: false,
      ...change.facts,
    },
    memory: { ...FRESH_MEMORY, ...change.memory },
    drift: change.drift ?? null,
    seekingTo: change.seekingTo ?? null,
    now: NOW,
  };
}

const kinds = ({ corrections }: Corrected) => corrections.map(({ kind }) => kind);

describe('paused', () => {
  const paused = { isPlaying: false };

  it('[CR3] stops, and then goes to the very position', () => {
    const facts = { currentTime: 100.04 as MediaSeconds };
    expect(correct(look({ desired: paused, facts })).corrections).toEqual([{ kind: 'pause' }]);
    const stopped = correct(look({ desired: paused, facts: { ...facts, paused: true } }));
    expect(stopped.corrections).toEqual([{ kind: 'seek', position: 100 }]);
  });

  it('[CR3] is placed by a seek after it was stopped in motion, also where it stopped by itself', () => {
    const facts = { paused: true };
    const stoppedAgo = (ms: number) =>
      correct(look({ desired: paused, facts, memory: { looseSince: (NOW - ms) as LocalMs } }));
    expect(stoppedAgo(PLACE_AFTER_MS).corrections).toEqual([{ kind: 'seek', position: 100 }]);
    expect(stoppedAgo(20)).toMatchObject({ corrections: [], wakeAt: NOW + PLACE_AFTER_MS - 20 });
    expect(correct(look({ desired: paused, facts })).corrections).toEqual([]);
  });

  it('[CR3] gives up on a position that the element rounds', () => {
    let memory = FRESH_MEMORY;
    let seeks = 0;
    for (let look_ = 0; look_ < 10; look_ += 1) {
      const corrected = correct(
        look({ desired: paused, facts: { paused: true, currentTime: 100.02 as MediaSeconds }, memory }),
      );
      memory = corrected.memory;
      seeks += corrected.corrections.length;
    }
    expect(seeks).toBe(3);
  });

  it('[CR4] lets the media run out by itself at the end', () => {
    const desired = { isPlaying: false, isPastEnd: true, position: 600 as MediaSeconds };
    expect(kinds(correct(look({ desired, facts: { currentTime: 599.9 as MediaSeconds } })))).toEqual([]);
    expect(
      kinds(
        correct(look({ desired, facts: { paused: true, ended: true, currentTime: 600 as MediaSeconds } })),
      ),
    ).toEqual([]);
  });

  it('[CR4] who joins after the end stands paused on the last frame', () => {
    const desired = { isPlaying: false, isPastEnd: true, position: 600 as MediaSeconds };
    const corrected = correct(look({ desired, facts: { paused: true, currentTime: 3 as MediaSeconds } }));
    expect(corrected.corrections).toEqual([{ kind: 'seek', position: 600 }]);
  });
});

describe('playing', () => {
  it('[CR5] starts as it is when it will be in step', () => {
    const currentTime = (100 + FRESH_MEMORY.startCostS) as MediaSeconds;
    expect(kinds(correct(look({ facts: { paused: true, currentTime } })))).toEqual(['play']);
  });

  it('[CR5] starts at its pace and without a seek when it is near, and looks again as soon as it moves', () => {
    const facts = { paused: true, currentTime: 99.9 as MediaSeconds };
    const corrected = correct(look({ facts, memory: CONVERGING }));
    expect(corrected.corrections).toEqual([{ kind: 'play' }]);
    expect(corrected.memory.expectedDriftS).toBeCloseTo(-0.1 - FRESH_MEMORY.startCostS, 9);
    expect(corrected.wakeAt).toBe(NOW + 1_000 * FRESH_MEMORY.startCostS + START_SLACK_MS);
  });

  it('[CR5] sends a seek that is under way elsewhere when the wish is new, and lets it end when not', () => {
    const facts = { seeking: true, currentTime: 300 as MediaSeconds };
    expect(kinds(correct(look({ facts, seekingTo: 300 as MediaSeconds })))).toEqual(['seek']);
    expect(kinds(correct(look({ facts, seekingTo: 100 as MediaSeconds })))).toEqual([]);
    expect(kinds(correct(look({ facts })))).toEqual([]);
  });

  it('[CR5] starts with a seek, aimed ahead, when it is far', () => {
    const corrected = correct(look({ facts: { paused: true, currentTime: 10 as MediaSeconds } }));
    expect(corrected.corrections).toEqual([
      { kind: 'seek', position: 100 + FRESH_MEMORY.seekCostS },
      { kind: 'play' },
    ]);
  });

  it('[CR4] does not start the film anew when it ended a moment before the party did', () => {
    const corrected = correct(
      look({ desired: { position: 599.8 as MediaSeconds }, facts: { paused: true, ended: true } }),
    );
    expect(kinds(corrected)).toEqual([]);
  });

  it('[CR6] leaves alone in calm what it would mend while converging', () => {
    const drifts = [0.02, 0.02];
    expect(kinds(correct(look({ drift: 0.02, memory: { drifts } })))).toEqual([]);
    expect(kinds(correct(look({ drift: 0.02, memory: { ...CONVERGING, drifts } })))).toEqual(['set-rate']);
  });

  it('[CR6] leaves more to an element that rounds rates', () => {
    const drifts = [0.01, 0.01];
    const memory = { ...CONVERGING, drifts };
    expect(kinds(correct(look({ drift: 0.01, memory })))).toEqual(['set-rate']);
    expect(kinds(correct(look({ drift: 0.01, memory: { ...memory, coarseness: 0.02 } })))).toEqual([]);
  });

  it('[CR6] nudges against the drift, and back to the party’s speed when it is closed', () => {
    const desired = { rate: 1.25 };
    const facts = { rate: 1.25 };
    const started = correct(look({ desired, facts, drift: -0.1, memory: CONVERGING }));
    const [nudge] = started.corrections;
    expect(nudge?.kind === 'set-rate' && nudge.rate > 1.25 && nudge.rate <= 1.25 * 1.25).toBe(true);
    const closed = correct(look({ desired, facts: { rate: 1.35 }, drift: 0.001, memory: started.memory }));
    expect(closed.corrections).toEqual([{ kind: 'set-rate', rate: 1.25 }]);
  });

  it('[CR7] seeks in calm only when a second sample confirms it', () => {
    const first = correct(look({ drift: -3 }));
    expect(kinds(first)).toEqual([]);
    expect(kinds(correct(look({ drift: -3, memory: first.memory })))).toContain('seek');
  });

  it('[CR6] converges in calm on what was no drift: a stall that nobody told of, a clock that was set', () => {
    const drifts = [-0.2];
    const shaken = correct(look({ drift: -0.2, memory: { drifts } }));
    expect(kinds(shaken)).toEqual(['set-rate']);
    expect(shaken.memory.convergeUntil).toBeGreaterThan(NOW);
    expect(kinds(correct(look({ drift: -0.5, memory: { drifts } })))).toContain('seek');
    const late = correct(look({ drift: -0.2 }));
    expect(kinds(late)).toEqual([]);
    expect(late.memory.convergeUntil).toBeLessThan(NOW);
  });

  it('[CR7] backs off from seeks that do not help', () => {
    const afterSeek = { ...CONVERGING, lastSeekAt: (NOW - 1_600) as LocalMs };
    const again = correct(look({ drift: -2, memory: afterSeek }));
    expect(kinds(again)).toContain('seek');
    expect(again.memory.seekPauseMs).toBeGreaterThan(FRESH_MEMORY.seekPauseMs);
    const soon = correct(look({ drift: -2, memory: { ...afterSeek, lastSeekAt: (NOW - 200) as LocalMs } }));
    expect(kinds(soon)).not.toContain('seek');
  });

  it('[CR8] seeks, sparingly, on an element that takes no rate', () => {
    const memory = { ...FRESH_MEMORY, drifts: [-0.3], rateIgnoredUntil: (NOW + 1_000) as LocalMs };
    expect(kinds(correct(look({ drift: -0.3, memory })))).toContain('seek');
    expect(kinds(correct(look({ drift: -0.1, memory: { ...memory, drifts: [-0.1] } })))).toEqual([]);
  });

  it('[CR10] back from a nudge it keeps the pace that its own clock asks for, not the bare speed', () => {
    const memory = {
      ownError: { fraction: 0.002, seconds: 60 },
      nudge: { sign: 1, since: NOW, pace: 1 },
    } as const;
    const corrected = correct(look({ facts: { rate: 0.98 }, drift: 0.001, memory }));
    const [back] = corrected.corrections;
    expect(back?.kind === 'set-rate' && back.rate).toBeCloseTo(0.998, 4);
    expect(corrected.memory.trim).toBe(back?.kind === 'set-rate' && back.rate);
  });

  it('[CR9] waits for a scheduled start at its position', () => {
    const desired = { isPlaying: false, startsAt: 1_000 as RelayMs };
    expect(kinds(correct(look({ desired })))).toEqual(['pause']);
  });
});
