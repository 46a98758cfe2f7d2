// The service worker of the extension, seen only from outside: a debugger attached to it would keep it alive.
import type { CDPSession } from 'puppeteer-core';
import { waitFor } from '../wait-for.ts';

export async function findServiceWorkerId(browser: CDPSession, origin: string): Promise<string | undefined> {
  const { targetInfos } = await browser.send('Target.getTargets');
  return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(`${origin}/`))
    ?.targetId;
}

export async function stopServiceWorker(browser: CDPSession, origin: string): Promise<void> {
  const targetId = await findServiceWorkerId(browser, origin);
  if (targetId === undefined) return;
  await browser.send('Target.closeTarget', { targetId });
  // A worker that something wakes at once has another target id: the old one is gone all the same.
  await waitFor(async () => (await findServiceWorkerId(browser, origin)) !== targetId, {
    what: 'the service worker to stop',
    intervalMs: 10,
  });
}
