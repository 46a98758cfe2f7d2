// Ends a browser whatever state it is in, and takes its profile away: nothing may outlive a test.
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'puppeteer-core';
import type { LaunchPlan } from './launch-plan.ts';

const POLITE_CLOSE_MS = 5_000;

export async function closeBrowser(browser: Browser, plan: LaunchPlan): Promise<void> {
  const started = browser.process();
  const politely = browser.close().then(
    () => 'closed' as const,
    () => 'failed' as const,
  );
  const outcome = await Promise.race([politely, pause(POLITE_CLOSE_MS, 'late' as const, { ref: false })]);
  if (outcome !== 'closed' && started?.pid !== undefined) killGroup(started.pid);
  // A browser writes to its profile until the end, so the profile goes only after it.
  if (started && started.exitCode === null && started.signalCode === null) await once(started, 'exit');
  if (plan.isOwnProfile) await rm(plan.profileDir, { recursive: true, force: true, maxRetries: 5 });
}

/** Puppeteer starts browsers as leaders of their own process group, so children go too. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it ended between the question and the kill, which is what we want.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
