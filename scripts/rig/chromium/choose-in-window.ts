// Chromium's context menu is a window of the browser's own: no protocol reaches it, a person's keys do. What it says cannot
// be read from outside, so what is chosen is told by its place.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LaunchPlan } from '../launch-plan.ts';
import { RigError } from '../rig-error.ts';
import { waitFor } from '../wait-for.ts';

const runFile = promisify(execFile);

/** What was clicked, by how many of the browser's own items stand below those of extensions (measured in Chromium 156). */
export const ITEMS_BELOW = { page: 2, link: 1 } as const;

/** `openMenu` is the right click; `place` is that of the item among the extension's, from 0. */
export async function chooseInWindow(
  { headless, env }: LaunchPlan,
  openMenu: () => Promise<void>,
  itemsBelow: number,
  place: number,
): Promise<void> {
  if (headless) {
    throw new RigError(
      'not-supported',
      'Headless Chromium shows no context menu.',
      'Launch it with headless: false on a virtual display.',
    );
  }
  const countWindows = async () => {
    const { stdout } = await runFile('xdotool', ['search', '--onlyvisible', '--name', '.*'], { env });
    return stdout.trim().split('\n').length;
  };
  const before = await countWindows();
  const seesWindows = (more: number, what: string) =>
    waitFor(async () => (await countWindows()) === before + more, { what });
  const press = (...keys: readonly string[]) => runFile('xdotool', ['key', ...keys], { env });

  await openMenu();
  await seesWindows(1, 'the context menu');
  // From its end upwards. Several items of one extension are behind one of its name.
  await press(...Array.from({ length: itemsBelow + 1 }, () => 'Up'), 'Right');
  await seesWindows(2, 'what the extension has in it');
  await press(...Array.from({ length: place }, () => 'Down'), 'Return');
  await seesWindows(0, 'the menu to be gone');
}
