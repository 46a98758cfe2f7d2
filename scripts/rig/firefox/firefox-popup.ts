// The popup of a toolbar action in Firefox. BiDi does not list it, so privileged code does the looking and clicking.
import { writeFile } from 'node:fs/promises';
import { type AccessibleElement, createAccessibleControls } from '../accessible-controls.ts';
import type { Json } from '../page-expression.ts';
import type { RigPopup, RigTab } from '../rig.ts';
import { RigError } from '../rig-error.ts';
import { waitFor } from '../wait-for.ts';
import type { PrivilegedScope } from './privileged-scope.ts';

export interface FoundPopup {
  readonly browsingContextId: number;
  readonly url: string;
}

export function createFirefoxPopup(scope: PrivilegedScope, { browsingContextId }: FoundPopup): RigPopup {
  const isOpen = async () =>
    (await scope.call<FoundPopup | null>('readPopup'))?.browsingContextId === browsingContextId;

  const ask = async <Answer>(
    question: string,
    data: Readonly<Record<string, Json>> = {},
  ): Promise<Answer> => {
    try {
      return await scope.call<Answer>('askFrame', { browsingContextId, question, data });
    } catch (error) {
      if (await isOpen()) throw error;
      throw new RigError('popup-closed', 'The popup is closed.', 'Open it again.', error);
    }
  };

  return {
    ...createAccessibleControls({
      find: async (role, name) => (await ask<AccessibleElement | null>('find', { role, name })) ?? undefined,
      fill: async (role, name, text) => {
        await ask('fill', { role, name, text });
      },
      click: async (role, name) => {
        try {
          await ask('click', { role, name });
        } catch (error) {
          // A click whose effect is that the popup closes has done its work.
          if (!(error instanceof RigError) || error.code !== 'popup-closed') throw error;
        }
      },
    }),
    kind: 'popup',
    type: async (text) => {
      await ask('type', { text });
    },
    text: () => ask<string>('text'),
    isOpen,
    waitUntilClosed: async () => {
      await waitFor(async () => !(await isOpen()), { what: 'the popup to close' });
    },
    screenshot: async (path) => {
      await writeFile(path, Buffer.from(await scope.call<string>('drawPopup'), 'base64'));
    },
    close: async () => {
      await scope.call('closePopup');
    },
  };
}

/** The popup's page opened as a tab: an ordinary tab for BiDi. */
export function createFirefoxPopupTab(tab: RigTab): RigPopup {
  // Firefox closes a tab's BiDi context together with the tab, so asking for its address tells.
  const isOpen = () =>
    tab.url().then(
      () => true,
      () => false,
    );
  return {
    ...tab,
    kind: 'tab',
    text: () => tab.evaluate<string, []>('document.body.innerText'),
    isOpen,
    waitUntilClosed: async () => {
      await waitFor(async () => !(await isOpen()), { what: 'the popup tab to close' });
    },
    close: async () => {
      if (await isOpen()) await tab.close();
    },
  };
}
