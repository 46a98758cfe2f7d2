// What Chromium shows in a real window alone: its questions, its context menu, and its own keys.
import type { BrowserKind, RigBrowser } from '../rig/rig.ts';
import { startVirtualDisplay } from '../rig/virtual-display.ts';
import type { Stage } from './stage.ts';

/** In a window that nobody sees, where the browser needs one for that. What is to be closed goes to `atEnd`. */
export async function launchInWindow(
  stage: Stage,
  kind: BrowserKind,
  atEnd: (() => Promise<void>)[],
): Promise<RigBrowser> {
  if (kind === 'firefox') return stage.launch(kind);
  const display = await startVirtualDisplay();
  atEnd.push(() => display.close());
  return stage.launch(kind, { headless: false, display: display.name });
}
