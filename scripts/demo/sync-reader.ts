// What a player's own extension says about its sync, from its popup. The popup is the real one: its page in a tab
// of its own would be hidden behind the video, and Chromium keeps no accessibility tree of what is hidden.

import type { RigPopup } from '../rig/rig.ts';
import { RigError } from '../rig/rig-error.ts';
import type { Player } from './open-party.ts';

export interface SyncReader {
  /** Opens the popup where it is not open: browsers close it when the person clicks elsewhere. */
  read(): Promise<string>;
  close(): Promise<void>;
}

export function createSyncReader({ person: { browser, tab } }: Player): SyncReader {
  let popup: RigPopup | undefined;
  return {
    read: async () => {
      if (popup === undefined || !(await popup.isOpen())) popup = await browser.openPopup(tab);
      try {
        return (await popup.find('status', 'Sync'))?.text ?? '…';
      } catch (error) {
        if (error instanceof RigError && error.code === 'popup-closed') return '…';
        throw error;
      }
    },
    close: async () => {
      if (popup !== undefined && (await popup.isOpen())) await popup.close();
    },
  };
}
