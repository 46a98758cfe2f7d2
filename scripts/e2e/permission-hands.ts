// The browser's own question whether Sameframe may enter a site, and a person who says yes.
import type { BrowserKind, RigBrowser } from '../rig/rig.ts';
import { startVirtualDisplay } from '../rig/virtual-display.ts';
import { waitFor } from '../rig/wait-for.ts';
import { PATIENCE_MS, type Person } from './person.ts';
import type { Stage } from './stage.ts';

/** With a window where the browser shows its question in nothing else. What is to be closed goes to `atEnd`. */
export async function launchToAsk(
  stage: Stage,
  kind: BrowserKind,
  atEnd: (() => Promise<void>)[],
): Promise<RigBrowser> {
  if (kind === 'firefox') return stage.launch(kind);
  const display = await startVirtualDisplay();
  atEnd.push(() => display.close());
  return stage.launch(kind, { headless: false, display: display.name });
}

/** Presses what asks, in the popup, and says yes. */
export async function allow({ browser, tab }: Person, button: string): Promise<void> {
  const popup = await browser.openPopup(tab);
  await waitFor(() => popup.hasButton(button), { what: 'the question', timeoutMs: PATIENCE_MS });
  await popup.clickButton(button);
  await browser.acceptPermissionPrompt();
  if (await popup.isOpen()) await popup.close();
}
