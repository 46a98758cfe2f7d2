import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { servePlayground } from '../playground/serve-playground.ts';
import { launchBrowser } from './launch-browser.ts';
import { startVirtualDisplay } from './virtual-display.ts';
import { waitFor } from './wait-for.ts';

const FIXTURE_DIR = fileURLToPath(new URL('./fixture-extension/', import.meta.url));

it('says yes to the permission prompt of chromium in a real window', async () => {
  const display = await startVirtualDisplay();
  const playground = await servePlayground();
  const browser = await launchBrowser({
    kind: 'chromium',
    extensionDir: FIXTURE_DIR,
    headless: false,
    display: display.name,
  });
  try {
    const tab = await browser.newTab(`${playground.origin}/plain.html`);
    const popup = await browser.openPopup(tab);
    await popup.clickButton('Ask for access');
    await browser.acceptPermissionPrompt();
    // The prompt took the focus and so closed the popup: what came of it is asked elsewhere.
    expect(await popup.isOpen()).toBe(false);
    const settings = await browser.openPopupAsTab(tab);
    await waitFor(
      async () => {
        await settings.clickButton('Check access');
        return (await settings.statusText('Result')) === 'held=true';
      },
      { what: 'the extension to hold the permission' },
    );
  } finally {
    await browser.close();
    await playground.close();
    await display.close();
  }
});

it('says yes to the permission prompt of firefox, headless', async () => {
  const playground = await servePlayground();
  const browser = await launchBrowser({ kind: 'firefox', extensionDir: FIXTURE_DIR });
  try {
    const tab = await browser.newTab(`${playground.origin}/plain.html`);
    const popup = await browser.openPopup(tab);
    await popup.clickButton('Ask for access');
    await browser.acceptPermissionPrompt();
    await popup.waitForStatus('Result', (text) => text === 'granted=true');
  } finally {
    await browser.close();
    await playground.close();
  }
});
