// Keys for Chromium itself: those of its protocol never get to its shortcuts nor to those of extensions (measured in a
// window and headless), a person's do.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LaunchPlan } from '../launch-plan.ts';
import type { Modifier } from '../rig.ts';
import { RigError } from '../rig-error.ts';

const runFile = promisify(execFile);

const NAMES = { Shift: 'shift', Control: 'ctrl', Alt: 'alt', Meta: 'super' } as const;

export async function pressInWindow(
  { headless, env }: LaunchPlan,
  key: string,
  holding: readonly Modifier[],
): Promise<void> {
  if (headless) {
    throw new RigError(
      'not-supported',
      'Headless Chromium has no window that would take keys.',
      'Launch it with headless: false on a virtual display.',
    );
  }
  await runFile('xdotool', ['key', [...holding.map((name) => NAMES[name]), key].join('+')], { env });
}
