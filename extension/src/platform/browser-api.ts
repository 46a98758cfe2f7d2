// The part of the WebExtension API that the background stands on, as a port: webextension-polyfill fits it,
// and so does the fake that tests run on. Everything host-permission-bound may reject: callers must expect it.

export interface BrowserEvent<Args extends unknown[], Result = void> {
  addListener(listener: (...args: Args) => Result): void;
}

export interface TabInfo {
  readonly id?: number | undefined;
  /** Only with access to the tab's site. */
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  /** Of a private window. */
  readonly incognito?: boolean | undefined;
  readonly windowId?: number | undefined;
}

export interface SenderInfo {
  readonly tab?: TabInfo | undefined;
  readonly frameId?: number | undefined;
  readonly url?: string | undefined;
}

export interface BrowserPort {
  readonly name: string;
  readonly sender?: SenderInfo | undefined;
  readonly onMessage: BrowserEvent<[message: unknown]>;
  readonly onDisconnect: BrowserEvent<[]>;
  postMessage(message: unknown): void;
  disconnect(): void;
}

export interface KeyValueStore {
  get(keys: string | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
}

/** What was clicked with a context menu. */
export interface MenuClick {
  readonly menuItemId: string | number;
  readonly linkUrl?: string | undefined;
  /** Firefox alone tells it. */
  readonly linkText?: string | undefined;
  readonly pageUrl?: string | undefined;
}

export interface BrowserApi {
  readonly runtime: {
    readonly onInstalled: BrowserEvent<[details: { readonly reason: string }]>;
    /** With somebody who listens the browser leaves it to us when the update comes about: by a reload. */
    readonly onUpdateAvailable: BrowserEvent<[]>;
    reload(): void;
    readonly onConnect: BrowserEvent<[port: BrowserPort]>;
    /** A promise is the answer; without one the message is somebody else's. */
    readonly onMessage: BrowserEvent<[message: unknown, sender: SenderInfo], Promise<unknown> | undefined>;
    getURL(path: string): string;
    /** Called for its side effect alone: it keeps the background alive in both browsers. */
    getPlatformInfo(): Promise<unknown>;
  };
  readonly storage: {
    readonly session: KeyValueStore;
    readonly local: KeyValueStore;
    readonly sync: KeyValueStore;
  };
  readonly tabs: {
    readonly onUpdated: BrowserEvent<[tabId: number, change: { readonly status?: string | undefined }]>;
    readonly onRemoved: BrowserEvent<[tabId: number]>;
    /** Chrome's, which goes on in another tab with what it had put aside. Firefox has no such thing. */
    readonly onReplaced?: BrowserEvent<[addedTabId: number, removedTabId: number]>;
    get(tabId: number): Promise<TabInfo>;
    create(tab: { url: string }): Promise<TabInfo>;
    update(tabId: number, change: { url?: string; active?: boolean }): Promise<TabInfo>;
  };
  /** Not where there is only one. */
  readonly windows?: { update(windowId: number, change: { focused: boolean }): Promise<unknown> };
  readonly scripting: {
    executeScript(injection: {
      target: { tabId: number; allFrames?: boolean; frameIds?: number[] };
      files: string[];
      /** `MAIN`: among the page's own scripts. Default: the extension's world. */
      world?: 'MAIN';
    }): Promise<unknown>;
    /** Runs one function, which knows nothing of the file that it is in, and gives what it returns, by frame. */
    executeScript<Args extends unknown[], Result>(injection: {
      target: { tabId: number };
      func: (...args: Args) => Result;
      args: Args;
    }): Promise<readonly { readonly result?: unknown }[]>;
  };
  readonly permissions: {
    readonly onAdded: BrowserEvent<[added: { readonly origins?: string[] | undefined }]>;
    contains(permissions: { origins: string[] }): Promise<boolean>;
  };
  readonly commands: {
    /** A keyboard shortcut of the manifest's, with the tab in front. */
    readonly onCommand: BrowserEvent<[command: string, tab?: TabInfo | undefined]>;
  };
  readonly contextMenus: {
    readonly onClicked: BrowserEvent<[click: MenuClick, tab?: TabInfo]>;
    create(item: {
      id: string;
      title: string;
      contexts: ('page' | 'link' | 'video')[];
      documentUrlPatterns: string[];
      visible: boolean;
    }): unknown;
    update(id: string, change: { visible: boolean }): Promise<void>;
    removeAll(): Promise<void>;
  };
  readonly action: {
    /** Null: as all tabs have it. */
    setBadgeText(badge: { text: string | null; tabId?: number }): Promise<void>;
    setBadgeBackgroundColor(badge: { color: string; tabId?: number }): Promise<void>;
    setTitle(title: { title: string; tabId?: number }): Promise<void>;
  };
}
