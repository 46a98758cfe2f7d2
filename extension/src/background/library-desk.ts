// What the library and the parties have to do with each other: a party goes on a saved video, and a tab's page is saved.
import { parseInvite } from '@sameframe/shared/code.ts';
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import type { OfferedVideo } from '../messages/features-background.ts';
import type { Problem } from '../messages/popup-background.ts';
import type { BrowserApi } from '../platform/browser-api.ts';
import { drawTabFilm } from '../platform/tab-film.ts';
import { listOne } from './add-to-queue.ts';
import type { Parties } from './parties.ts';
import type { PendingKeeper, VideoInvite } from './pending-invite.ts';
import type { FoundPage, SaveLater } from './save-later.ts';
import type { SettingsKeeper } from './settings.ts';
import { pageOf } from './tab-router.ts';

export interface LibraryDesk {
  /** In a tab of its own; where it is on already, that tab comes to the front. */
  watch(invite: string, address: string): Promise<Problem | null>;
  /** What is at this address is not what the tab shows. */
  leadsAway(tabId: number, address: string | null): Promise<boolean>;
  /** An invite that says where its video is leads there, and begins the party where nobody has. */
  join(tabId: number, invite: VideoInvite): Promise<void>;
  save(tabId: number): Promise<Problem | null>;
  /** The tab's page, as the queue takes it. */
  listPage(tabId: number): Promise<readonly OfferedVideo[]>;
  forget(): Promise<void>;
}

export function createLibraryDesk(ports: {
  readonly browser: BrowserApi;
  readonly parties: Parties;
  readonly settings: SettingsKeeper;
  readonly pending: PendingKeeper;
  readonly saveLater: SaveLater;
}): LibraryDesk {
  const { browser, parties, settings, pending, saveLater } = ports;

  const leadsAway: LibraryDesk['leadsAway'] = async (tabId, address) => {
    if (address === null) return false;
    const { url = '' } = await browser.tabs.get(tabId);
    return mediaKeyOf(url) !== mediaKeyOf(address);
  };

  const bringToFront = async (tabId: number): Promise<void> => {
    const { windowId } = await browser.tabs.update(tabId, { active: true });
    // In front of a window that is behind others it is not seen.
    if (windowId !== undefined) await browser.windows?.update(windowId, { focused: true });
  };

  /** As the party's script sees it, which knows more of some sites than their address, or else the browser. */
  const pageIn = async (tabId: number): Promise<FoundPage> => {
    const party = parties.byTab.get(tabId);
    const page = party === undefined ? null : pageOf(party.tab.routing);
    if (page !== null) return page;
    // The click on the toolbar lets us read both.
    const { url = '', title = '' } = await browser.tabs.get(tabId);
    return { url, title };
  };

  return {
    async watch(text, address) {
      const invite = parseInvite(text);
      if (!invite.ok) return { kind: 'invite', problem: invite.reason };
      // Somebody's link to it has been answered by this.
      await pending.drop(invite.value);
      const party = parties.find(invite.value);
      if (party !== null) await bringToFront(party.tab.tabId);
      else {
        const { id } = await browser.tabs.create({ url: address });
        if (id !== undefined) await parties.startOrJoin(id, invite.value, settings.current.name);
      }
      return null;
    },
    leadsAway,
    async join(tabId, invite) {
      const { name } = settings.current;
      if (invite.address === null) return parties.join(tabId, invite, name);
      // First: the party is to begin with that page and not with this one. Whoever is there already stays, with what the
      // browser lets us do there.
      if (await leadsAway(tabId, invite.address)) await browser.tabs.update(tabId, { url: invite.address });
      await parties.startOrJoin(tabId, invite, name);
    },
    async listPage(tabId) {
      const page = await pageIn(tabId);
      const picture = await drawTabFilm(browser, tabId);
      return listOne(page).map((video) => (picture === null ? video : { ...video, picture }));
    },
    async save(tabId) {
      const outcome = await saveLater.save(await pageIn(tabId));
      if (outcome === 'saved') return null;
      return { kind: outcome === 'too-many' ? 'inbox-full' : 'closed-page' };
    },
    forget: saveLater.forgetLibrary,
  };
}
