// What a person's hands do to a film: real clicks on the browser's own controls.

import type { Person } from '../../e2e/person.ts';
import type { ActToDo } from '../cell/run-cell.ts';

export async function actByHand(
  { video, tab }: Person,
  { kind, rate = 1, fraction = 0 }: ActToDo,
): Promise<number> {
  const beganAtMs = performance.now();
  switch (kind) {
    case 'play':
    case 'resume':
    case 'pause':
      await video.clickPlayButton();
      break;
    case 'seek':
      await video.clickTimeline(fraction);
      break;
    case 'speed':
      // Controls hide while the mouse rests; the menu is found only while they show.
      await tab.moveMouse(300, 200);
      await tab.moveMouse(310, 210);
      await video.chooseRate(rate);
      break;
    case 'late-join':
    case 'outage':
      throw new Error(`${kind} is not done with the video`);
  }
  return beganAtMs;
}
