// What a fake browser tells of, for tests.
import type { BrowserPort, MenuClick, SenderInfo, TabInfo } from './browser-api.ts';
import { createFakeEvent } from './fake-ports.ts';

export function createFakeEvents() {
  return {
    runtime: {
      onInstalled: createFakeEvent<[details: { readonly reason: string }]>(),
      onUpdateAvailable: createFakeEvent<[]>(),
      onConnect: createFakeEvent<[BrowserPort]>(),
      onMessage: createFakeEvent<[unknown, SenderInfo], Promise<unknown> | undefined>(),
    },
    tabs: {
      onUpdated: createFakeEvent<[number, { readonly status?: string | undefined }]>(),
      onRemoved: createFakeEvent<[number]>(),
      onReplaced: createFakeEvent<[number, number]>(),
    },
    contextMenus: { onClicked: createFakeEvent<[MenuClick, TabInfo?]>() },
    permissions: { onAdded: createFakeEvent<[{ readonly origins?: string[] | undefined }]>() },
    commands: { onCommand: createFakeEvent<[string, TabInfo?]>() },
  };
}
