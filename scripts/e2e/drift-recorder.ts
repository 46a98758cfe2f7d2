// Measures a video from outside the product: what the element says of itself, against the party's timeline. The
// page writes the samples down, so that a slow test process blames nobody. Page, relay and test share this
// machine's clock.
import type { Playback } from '@sameframe/shared/playback.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { positionAt } from '@sameframe/shared/timeline.ts';
import type { RigFrame } from '../rig/rig.ts';
import { RigError } from '../rig/rig-error.ts';
import { waitFor } from '../rig/wait-for.ts';
import type { LightMember } from './light-member.ts';
import { PATIENCE_MS } from './person.ts';

/** What the product itself calls "in step". */
export const IN_STEP_MS = 50;

export interface Sample {
  /** The media event in whose handler it was read: there the playhead is exact to a millisecond. */
  readonly type: string;
  readonly currentTime: number;
  /** Milliseconds since the epoch, by the page's monotonic clock. */
  readonly atMs: number;
  readonly paused: boolean;
  readonly rate: number;
}

export interface Convergence {
  readonly tookMs: number;
  /** Each sample in words. */
  readonly course: readonly string[];
}

export interface Drift {
  readonly atMs: number;
  /** playhead − timeline */
  readonly driftMs: number;
}

/**
 * From now on the page writes down how its videos move; what was written before is forgotten. `aheadMs`: by how much
 * the browser's wall clock was ahead of this machine's when the page came.
 */
export async function startRecording(frame: RigFrame, { aheadMs = 0 } = {}): Promise<void> {
  await frame.evaluate((pageAheadMs: number) => {
    const page = window as unknown as { samples?: unknown[] };
    const isRecording = page.samples !== undefined;
    const samples: unknown[] = [];
    page.samples = samples;
    if (isRecording) return;
    for (const type of ['timeupdate', 'playing', 'seeked']) {
      const note = ({ target }: Event) => {
        const { currentTime, paused, playbackRate: rate } = target as HTMLVideoElement;
        page.samples?.push({
          type,
          currentTime,
          paused,
          rate,
          atMs: performance.timeOrigin - pageAheadMs + performance.now(),
        });
      };
      document.addEventListener(type, note, { capture: true });
    }
  }, aheadMs);
}

export function readRecording(frame: RigFrame): Promise<readonly Sample[]> {
  return frame.evaluate(() => (window as unknown as { samples: Sample[] }).samples);
}

/** The drift at each sample of a moving playhead. */
export function driftsOf(samples: readonly Sample[], { vector }: Playback): readonly Drift[] {
  return samples
    .filter(({ type, paused }) => type === 'timeupdate' && !paused)
    .map(({ atMs, currentTime }) => ({
      atMs,
      driftMs: (currentTime - positionAt(vector, atMs as RelayMs)) * 1_000,
    }));
}

/** Waits until the recorded video is in step with the party; gives how long after `fromMs` it was. */
export async function waitUntilInStep(
  frame: RigFrame,
  witness: LightMember,
  fromMs = 0,
): Promise<Convergence> {
  const inStepAtMs = await waitFor(
    async () => findInStepMs(await readRecording(frame), witness.playback(), fromMs),
    { what: 'the video to be in step', timeoutMs: PATIENCE_MS, intervalMs: 200 },
  );
  const course = (await readRecording(frame))
    .filter(({ atMs }) => atMs > fromMs - 1_000 && atMs <= inStepAtMs)
    .map((sample) => describeSample(sample, witness.playback(), fromMs));
  return { tookMs: inStepAtMs - fromMs, course };
}

const TRIES = 3;

/**
 * In step within the limit, at least once in three tries: a busy machine is slow now and then, a slow product each
 * time. What must never happen is for `converge` itself to check.
 */
export async function expectPrompt(limitMs: number, converge: () => Promise<Convergence>): Promise<void> {
  const late: string[] = [];
  while (late.length < TRIES) {
    const { tookMs, course } = await converge();
    if (tookMs <= limitMs) return;
    late.push(`in step only after ${Math.round(tookMs)} ms:\n${course.join('\n')}`);
  }
  throw new RigError(
    'timed-out',
    `${late.join('\n')}\n`,
    'Each line: when, which event, how far from the timeline, at which rate.',
  );
}

function describeSample(sample: Sample, { vector }: Playback, fromMs: number): string {
  const driftMs = (sample.currentTime - positionAt(vector, sample.atMs as RelayMs)) * 1_000;
  const state = sample.paused ? 'paused' : `${sample.rate}×`;
  return `${Math.round(sample.atMs - fromMs)} ms: ${sample.type}, ${Math.round(driftMs)} ms, ${state}`;
}

/** The first sample in step whose next one is in step too. */
function findInStepMs(samples: readonly Sample[], playback: Playback, fromMs: number): number | null {
  const drifts = driftsOf(samples, playback).filter(({ atMs }) => atMs >= fromMs);
  const isClose = (drift: Drift | undefined) => drift !== undefined && Math.abs(drift.driftMs) <= IN_STEP_MS;
  return drifts.find((drift, index) => isClose(drift) && isClose(drifts[index + 1]))?.atMs ?? null;
}
