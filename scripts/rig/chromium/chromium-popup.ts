// The popup of a toolbar action in Chromium is a page like any other to CDP, and so is the popup's page in a tab.
import type { Page } from 'puppeteer-core';
import { createAccessibleControls } from '../accessible-controls.ts';
import type { RigPopup } from '../rig.ts';
import { RigError } from '../rig-error.ts';
import { waitFor } from '../wait-for.ts';
import { evaluateIn, findDocument } from './chromium-document.ts';
import { createChromiumSurface } from './chromium-surface.ts';

export function createChromiumPopup(page: Page, kind: RigPopup['kind']): RigPopup {
  /** Chromium closes popups by itself at any time, also half way through a command. */
  const whileOpen = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    try {
      return await act();
    } catch (error) {
      if (page.isClosed()) throw createClosedError(error);
      throw error;
    }
  };
  const surface = createChromiumSurface({
    findDocument: () => whileOpen(() => findDocument(page, [])),
    clickAt: async (x, y) => {
      try {
        await page.mouse.click(x, y);
      } catch (error) {
        // A click whose effect is that the popup closes has done its work.
        if (!page.isClosed()) throw error;
      }
    },
    type: (text) => whileOpen(() => page.keyboard.type(text)),
  });

  return {
    ...createAccessibleControls({
      ...surface,
      find: (role, name) => whileOpen(() => surface.find(role, name)),
      fill: (role, name, text) => whileOpen(() => surface.fill(role, name, text)),
    }),
    kind,
    type: (text) => whileOpen(() => page.keyboard.type(text)),
    text: () => whileOpen(() => evaluateIn<string>(page, [], 'document.body.innerText', [])),
    isOpen: async () => !page.isClosed(),
    waitUntilClosed: async () => {
      await waitFor(() => page.isClosed(), { what: 'the popup to close' });
    },
    screenshot: async (path) => {
      await whileOpen(() => page.screenshot({ path: path as `${string}.png` }));
    },
    close: async () => {
      if (!page.isClosed()) await page.close();
    },
  };
}

function createClosedError(cause: unknown): RigError {
  return new RigError(
    'popup-closed',
    'The popup is closed.',
    'Popups close themselves when focus leaves them; open it again.',
    cause,
  );
}
