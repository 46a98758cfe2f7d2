// A drag as a hand makes it: on the way there are places between.
import type { Page } from 'puppeteer-core';
import type { Place } from './rig.ts';
import { waitFor } from './wait-for.ts';

const STEPS = 8;
const HELD_AT_MOST_MS = 20_000;

export async function dragOn(
  { mouse }: Page,
  from: Place,
  to: Place,
  isThere?: () => Promise<boolean>,
): Promise<void> {
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, to.y, { steps: STEPS });
  if (isThere !== undefined)
    await waitFor(isThere, { what: 'what is dragged to be where it is to go', timeoutMs: HELD_AT_MOST_MS });
  await mouse.up();
}
