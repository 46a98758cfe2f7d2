// A drag as a hand makes it: on the way there are places between.
import type { Page } from 'puppeteer-core';
import type { Place } from './rig.ts';

const STEPS = 8;

export async function dragOn({ mouse }: Page, from: Place, to: Place): Promise<void> {
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, to.y, { steps: STEPS });
  await mouse.up();
}
