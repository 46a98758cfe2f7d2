// Chromium's little window (picture in picture) is a window of the browser's own: no protocol reaches it, a hand does.
import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { waitFor } from '../wait-for.ts';

const runFile = promisify(execFile);

// Its buttons come when the mouse does, and take no click while they fade in.
const BUTTONS_SHOW_MS = 700;
/** A mouse that moves is one that is there. */
const WAY_PX = 30;

/** Clicks its middle, where the button to play and to pause is. */
export async function clickLittleWindow(display: string): Promise<void> {
  const use = async (...call: readonly string[]) =>
    (await runFile('xdotool', [...call], { env: { ...process.env, DISPLAY: display } })).stdout.trim();
  const window = await waitFor(() => use('search', '--onlyvisible', '--name', '^Picture in picture$'), {
    what: 'the little window to be open',
  });
  const shell = await use('getwindowgeometry', '--shell', window);
  const read = (name: string) => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(shell)?.[1]);
  const [x, y] = [read('X') + read('WIDTH') / 2, read('Y') + read('HEIGHT') / 2];
  for (const fromX of [x - WAY_PX, x]) {
    await use('mousemove', String(Math.round(fromX)), String(Math.round(y)));
    await pause(BUTTONS_SHOW_MS);
  }
  await use('click', '1');
}
