// Chromium shows permission prompts only in a real window, where no protocol reaches them: a person's keys do. The
// prompt cannot be seen from outside either, so what the extension then holds is what tells.
import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual, promisify } from 'node:util';
import type { LaunchPlan } from '../launch-plan.ts';
import { RigError } from '../rig-error.ts';
import { waitFor } from '../wait-for.ts';

const runFile = promisify(execFile);

// Against misclicks, Chromium ignores input during the first half second after a prompt has opened.
const PROMPT_SETTLES_MS = 1_000;
const BETWEEN_KEYS_MS = 150;

export async function acceptChromiumPrompt(
  plan: LaunchPlan,
  readHeld: () => Promise<unknown>,
): Promise<void> {
  if (plan.headless) {
    throw new RigError(
      'not-supported',
      'Headless Chromium keeps permission prompts pending for ever.',
      'Launch it with headless: false on a virtual display.',
    );
  }
  const before = await readHeld();
  await pause(PROMPT_SETTLES_MS);
  // "Deny" has the focus when the prompt opens; "Allow" is the next stop.
  for (const key of ['Tab', 'Return']) {
    await runFile('xdotool', ['key', key], { env: plan.env });
    await pause(BETWEEN_KEYS_MS);
  }
  await waitFor(async () => !isDeepStrictEqual(await readHeld(), before), {
    what: 'the prompt to give the extension a permission it did not hold',
  });
}
