// Something happens to a member's film, many times in a row: within three seconds of its end it is with the party again.
import { expect } from 'vitest';
import { waitFor } from '../rig/wait-for.ts';
import type { LightMember } from './light-member.ts';
import { PATIENCE_MS, type Person } from './person.ts';
import { IN_BOTH } from './stage.ts';

const LIMIT_MS = 3_000;
const NEAR_S = 0.3;
/** With the party for that long, it has not only come by, and what was done to it has shown. */
const SETTLED_MS = 1_500;

/** Twenty where every flow is played in both browsers. */
export function timesInARow(short: number): number {
  return IN_BOTH ? 20 : short;
}

export interface Disturbance {
  readonly times: number;
  /** Resolves when it is over, and the film could go on. */
  disturb(count: number): Promise<unknown>;
  isInStep(): Promise<boolean>;
}

/** What counts is from when on it stays in step, by this test's clock. */
export async function isBackWithin3s({ times, disturb, isInStep }: Disturbance): Promise<void> {
  const tookMs: number[] = [];
  for (let count = 0; count < times; count += 1) {
    await disturb(count);
    const overAt = performance.now();
    let inStepSince: number | null = null;
    await waitFor(
      async () => {
        const askedAt = performance.now();
        inStepSince = (await isInStep()) ? (inStepSince ?? askedAt) : null;
        return inStepSince !== null && performance.now() - inStepSince >= SETTLED_MS;
      },
      { what: `the film to stay with the party after disturbance ${count + 1}`, timeoutMs: PATIENCE_MS },
    );
    tookMs.push((inStepSince ?? overAt) - overAt);
  }
  console.log(`in step again after ${tookMs.map(Math.round).join(', ')} ms`);
  expect(tookMs.map(Math.round).filter((ms) => ms >= LIMIT_MS)).toEqual([]);
}

/** By where its film is, whatever its member says. */
export async function isNear(person: Person, lea: LightMember): Promise<boolean> {
  return lea.apartS(await person.video.read()) < NEAR_S;
}
