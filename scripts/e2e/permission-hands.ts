// The browser's own question whether Sameframe may enter a site, and a person who says yes.
import { waitFor } from '../rig/wait-for.ts';
import { PATIENCE_MS, type Person } from './person.ts';

/** Presses what asks, in the popup, and says yes. */
export async function allow({ browser, tab }: Person, button: string): Promise<void> {
  const popup = await browser.openPopup(tab);
  await waitFor(() => popup.hasButton(button), { what: 'the question', timeoutMs: PATIENCE_MS });
  await popup.clickButton(button);
  await browser.acceptPermissionPrompt();
  if (await popup.isOpen()) await popup.close();
}
