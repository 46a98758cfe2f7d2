// A working browser for tests of the background: storage, tabs that may or may not let us in, ports, badges, and a
// background that can be killed between any two messages and is started again by the next one.
import type { BrowserApi, BrowserPort, KeyValueStore, MenuClick, SenderInfo } from './browser-api.ts';
import { createFakeEvents } from './fake-events.ts';
import { createPortPair } from './fake-ports.ts';
import { createFakeStore } from './fake-store.ts';

/** Runs a background on an API of its own; the function returned ends whatever it left running outside. */
export type StartBackground = (api: BrowserApi) => () => void;

export interface FakeTab {
  readonly id: number;
  url: string;
  /** Whether the browser lets us into the page. */
  isOpenToUs: boolean;
  /** One of its frames is not loaded: scripts that are for all of them are never told to be there. */
  hasWaitingFrame?: boolean;
  /** Of a private window. */
  incognito?: boolean;
  /** 1, unless another one is named. */
  windowId?: number;
  /** Until then the browser does not say what the tab is. */
  answersAfter?: Promise<void>;
  /** Every file that was put into it. */
  readonly scripts: string[];
  /** The content script is put into the top frame. */
  onInject: () => void;
  /** Its document goes, and everything in it. */
  onLeave: () => void;
}

export interface FakeBrowser {
  readonly stores: Record<'session' | 'local' | 'sync', Map<string, unknown>>;
  /** What its storage fails to do. */
  readonly refused: Set<keyof KeyValueStore>;
  readonly badges: Map<number | 'all', string>;
  /** Of the icon, by tab. */
  readonly titles: ReadonlyMap<number | 'all', string>;
  /** Brought to the front by us. */
  readonly front: { readonly tabs: readonly number[]; readonly windows: readonly number[] };
  openTab(url: string): FakeTab;
  /** Another document in the tab: its pages' ports are closed, and the background is told. */
  navigate(tab: FakeTab, url: string): void;
  /** `unheard`: while no background is there, and none is told. */
  closeTab(tab: FakeTab, way?: 'unheard'): void;
  /** Its page goes on in another tab. */
  replaceTab(tab: FakeTab): FakeTab;
  /** Another version of the extension is there. */
  offerUpdate(): void;
  /** How often the extension has reloaded itself. */
  readonly reloads: number;
  grant(origins: string[]): void;
  /** The keys of a command are pressed while this tab is in front. */
  pressKeys(command: string, tab: FakeTab): void;
  /** Installed or updated. */
  install(reason?: 'install' | 'update'): void;
  /** Titles of the context menu's items that are to be seen, by id. */
  readonly menu: ReadonlyMap<string, string>;
  /** On `watch-later`, unless another item is named. */
  clickMenu(click: Partial<MenuClick>, tab: FakeTab): void;
  readonly tabs: ReadonlyMap<number, FakeTab>;
  /** A script in the tab's page opens a line: the content script's, unless another is named. */
  connectPage(tab: FakeTab, name?: string, frameId?: number): BrowserPort;
  connectPopup(): BrowserPort;
  /** Its answer, if there is one. */
  sendMessage(message: unknown, sender: SenderInfo): Promise<unknown>;
  killBackground(): void;
  readonly isBackgroundAlive: boolean;
}

const EXTENSION_URL = 'chrome-extension://sameframe/';

interface Injected {
  readonly target: { readonly tabId: number; readonly allFrames?: boolean };
  readonly files?: readonly string[];
}

interface Background {
  readonly events: ReturnType<typeof createFakeEvents>;
  readonly ports: Set<BrowserPort>;
  isAlive: boolean;
  stop: () => void;
}

export function createFakeBrowser(startBackground: StartBackground): FakeBrowser {
  const stores = {
    session: new Map<string, unknown>(),
    local: new Map<string, unknown>(),
    sync: new Map<string, unknown>(),
  };
  const badges = new Map<number | 'all', string>();
  const titles = new Map<number | 'all', string>();
  const front: { readonly tabs: number[]; readonly windows: number[] } = { tabs: [], windows: [] };
  const menu = new Map<string, string>();
  const known = new Map<string, string>();
  const tabs = new Map<number, FakeTab>();
  const pagePorts = new Map<FakeTab, Set<BrowserPort>>();
  let background: Background | null = null;
  let nextTabId = 1;
  let reloads = 0;
  const refused = new Set<keyof KeyValueStore>();

  const wake = (): Background => {
    if (background !== null) return background;
    const started: Background = {
      events: createFakeEvents(),
      ports: new Set(),
      isAlive: true,
      stop: () => undefined,
    };
    background = started;
    started.stop = startBackground(createApi(started));
    return started;
  };

  const createApi = (owner: Background): BrowserApi => ({
    runtime: {
      ...owner.events.runtime,
      getURL: (path) => EXTENSION_URL + path,
      reload() {
        reloads += 1;
      },
      getPlatformInfo: async () => ({ os: 'linux' }),
    },
    storage: {
      session: createFakeStore(stores.session, () => owner.isAlive, refused),
      local: createFakeStore(stores.local, () => owner.isAlive, refused),
      sync: createFakeStore(stores.sync, () => owner.isAlive, refused),
    },
    tabs: {
      ...owner.events.tabs,
      async get(tabId) {
        const tab = tabs.get(tabId);
        if (tab === undefined) throw new Error(`No tab with id: ${tabId}`);
        await tab.answersAfter;
        const { incognito = false } = tab;
        return tab.isOpenToUs
          ? { id: tabId, url: tab.url, title: tab.url, incognito }
          : { id: tabId, incognito };
      },
      async create({ url }) {
        return { id: openTab(url).id };
      },
      async update(tabId, { url, active }) {
        const tab = tabs.get(tabId);
        if (tab !== undefined && url !== undefined) navigate(tab, url);
        if (active === true) front.tabs.push(tabId);
        return { id: tabId, windowId: tab?.windowId ?? 1 };
      },
    },
    windows: {
      async update(windowId, { focused }) {
        if (focused) front.windows.push(windowId);
      },
    },
    scripting: {
      async executeScript({ target, files = [] }: Injected) {
        const tab = tabs.get(target.tabId);
        if (tab?.isOpenToUs !== true) throw new Error('Cannot access contents of the page.');
        tab.scripts.push(...files);
        if (files.includes('content.js')) tab.onInject();
        return tab.hasWaitingFrame === true && target.allFrames === true
          ? new Promise<never>(() => undefined)
          : [];
      },
    },
    permissions: { ...owner.events.permissions, contains: async () => false },
    commands: owner.events.commands,
    contextMenus: {
      ...owner.events.contextMenus,
      create({ id, title, visible }) {
        known.set(id, title);
        if (visible) menu.set(id, title);
      },
      async update(id, { visible }) {
        const title = known.get(id);
        if (title === undefined) throw new Error(`Cannot find menu item with id ${id}`);
        if (visible) menu.set(id, title);
        else menu.delete(id);
      },
      async removeAll() {
        known.clear();
        menu.clear();
      },
    },
    action: {
      setBadgeText: async ({ text, tabId }) => void badges.set(tabId ?? 'all', text ?? ''),
      setBadgeBackgroundColor: async () => undefined,
      setTitle: async ({ title, tabId }) => void titles.set(tabId ?? 'all', title),
    },
  });

  const connect = (name: string, sender: SenderInfo): BrowserPort => {
    const { near, far } = createPortPair(name, sender);
    const { events, ports } = wake();
    ports.add(far);
    events.runtime.onConnect.emit(far);
    return near;
  };

  const openTab = (url: string): FakeTab => {
    const tab: FakeTab = {
      id: nextTabId,
      url,
      isOpenToUs: true,
      scripts: [],
      onInject: () => undefined,
      onLeave: () => undefined,
    };
    nextTabId += 1;
    tabs.set(tab.id, tab);
    return tab;
  };

  const navigate = (tab: FakeTab, url: string): void => {
    tab.url = url;
    tab.onLeave();
    for (const port of pagePorts.get(tab) ?? []) port.disconnect();
    pagePorts.delete(tab);
    const { onUpdated } = wake().events.tabs;
    onUpdated.emit(tab.id, { status: 'loading' });
    onUpdated.emit(tab.id, { status: 'complete' });
  };

  return {
    stores,
    refused,
    badges,
    titles,
    menu,
    tabs,
    front,
    openTab,
    navigate,
    closeTab(tab, way) {
      tabs.delete(tab.id);
      for (const port of pagePorts.get(tab) ?? []) port.disconnect();
      if (way !== 'unheard') wake().events.tabs.onRemoved.emit(tab.id);
    },
    replaceTab(tab) {
      const added = openTab(tab.url);
      tabs.delete(tab.id);
      for (const port of pagePorts.get(tab) ?? []) port.disconnect();
      wake().events.tabs.onReplaced.emit(added.id, tab.id);
      return added;
    },
    offerUpdate: () => void wake().events.runtime.onUpdateAvailable.emit(),
    get reloads() {
      return reloads;
    },
    pressKeys: (command, { id }) => void wake().events.commands.onCommand.emit(command, { id }),
    grant: (origins) => void wake().events.permissions.onAdded.emit({ origins }),
    install: (reason = 'install') => void wake().events.runtime.onInstalled.emit({ reason }),
    clickMenu: (click, { id, url }) =>
      void wake().events.contextMenus.onClicked.emit(
        { menuItemId: 'watch-later', pageUrl: url, ...click },
        { id, url, title: url },
      ),
    connectPage(tab, name = 'content', frameId = 0) {
      const port = connect(name, {
        tab: { id: tab.id, incognito: tab.incognito ?? false },
        frameId,
        url: tab.url,
      });
      pagePorts.set(tab, (pagePorts.get(tab) ?? new Set()).add(port));
      return port;
    },
    connectPopup: () => connect('popup', { url: `${EXTENSION_URL}popup.html` }),
    sendMessage: (message, sender) => Promise.any(wake().events.runtime.onMessage.emit(message, sender)),
    killBackground() {
      const dead = background;
      background = null;
      if (dead === null) return;
      dead.isAlive = false;
      dead.stop();
      for (const port of dead.ports) port.disconnect();
    },
    get isBackgroundAlive() {
      return background !== null;
    },
  };
}
