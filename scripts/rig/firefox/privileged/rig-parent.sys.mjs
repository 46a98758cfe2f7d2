// Runs privileged in Firefox's parent process, called by name from Node: what the browser's own window knows and
// does (tabs, toolbar action, popup, context menu, event page). Internal names were measured in Firefox 153.

import { NavigableManager } from 'chrome://remote/content/shared/NavigableManager.sys.mjs';
import { ExtensionParent } from 'resource://gre/modules/ExtensionParent.sys.mjs';
import { setTimeout } from 'resource://gre/modules/Timer.sys.mjs';

const POLL_MS = 20;

export const RigParent = {
  /** `contextId` is what BiDi calls the tab. */
  readTab(_window, { contextId }) {
    const { tab, browser } = findTab(contextId);
    return { tabId: ExtensionParent.apiManager.global.tabTracker.getId(tab), url: browser.currentURI.spec };
  },

  /** The browsing context at the end of a path of frame selectors, and its corner in the tab's viewport. */
  async findFrame(_window, { contextId, path }) {
    let context = findTab(contextId).browser.browsingContext;
    const corner = { x: 0, y: 0 };
    for (const selector of path) {
      const frame = await askChild(context, 'frame', { selector });
      if (!frame) return null;
      corner.x += frame.x;
      corner.y += frame.y;
      context = BrowsingContext.get(frame.browsingContextId);
    }
    return { browsingContextId: context.id, ...corner };
  },

  askFrame(_window, { browsingContextId, question, data }) {
    return askChild(BrowsingContext.get(browsingContextId), question, data);
  },

  async triggerAction(window, { extensionId, contextId }) {
    const { tab } = findTab(contextId);
    window.gBrowser.selectedTab = tab;
    RigParent.closePopup(window);
    const { extension } = WebExtensionPolicy.getByID(extensionId);
    await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
  },

  /** Nothing until the popup's own document has loaded. */
  async readPopup(window) {
    const browser = window.document.querySelector('.webextension-popup-browser');
    const scope = browser?.browsingContext?.currentWindowGlobal;
    if (!scope || scope.documentURI.spec === 'about:blank' || !scope.isCurrentGlobal) return null;
    return { browsingContextId: browser.browsingContext.id, url: scope.documentURI.spec };
  },

  closePopup(window) {
    const browser = window.document.querySelector('.webextension-popup-browser');
    browser?.closest('panel')?.hidePopup(false);
    return browser !== null;
  },

  /** A PNG as base64. */
  async drawPopup(window) {
    const browser = window.document.querySelector('.webextension-popup-browser');
    const bitmap = await browser.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white');
    const canvas = new window.OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return window.btoa(text);
  },

  readBackgroundState(_window, { extensionId }) {
    return WebExtensionPolicy.getByID(extensionId).extension.backgroundState;
  },

  async stopBackground(_window, { extensionId }) {
    await WebExtensionPolicy.getByID(extensionId).extension.terminateBackground();
  },

  /** Chooses a speed in the open context menu of a video. */
  async chooseRate(window, { itemId }) {
    const { document } = window;
    await until(() => document.getElementById('contentAreaContextMenu').state === 'open');
    const submenu = document.getElementById('context-media-playbackrate');
    submenu.openMenu(true);
    await until(() => submenu.menupopup.state === 'open');
    submenu.menupopup.activateItem(document.getElementById(itemId));
  },

  /** Chooses an item in the open context menu; several of one extension are behind one of its name. */
  async chooseFromMenu(window, { title }) {
    const menu = window.document.getElementById('contentAreaContextMenu');
    await until(() => menu.state === 'open');
    const item = [...menu.querySelectorAll('menuitem')].find(
      ({ label, hidden }) => label === title && !hidden,
    );
    if (!item) throw new Error(`the menu has no “${title}”`);
    const popup = item.parentElement;
    if (popup !== menu) popup.parentElement.openMenu(true);
    await until(() => popup.state === 'open');
    popup.activateItem(item);
    // It closes in its own time; the next right click is to find none open.
    await until(() => menu.state === 'closed');
  },

  /** As from the keyboard, to whatever has the focus in the window: its page hears it first. */
  pressShortcut(window, { key, holding }) {
    const keyboard = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
    if (!keyboard.beginInputTransactionForTests(window)) throw new Error('somebody else is typing');
    const keys = [
      ...holding.map((name) => new window.KeyboardEvent('', { key: name, code: `${name}Left` })),
      new window.KeyboardEvent('', {
        key,
        code: `Key${key.toUpperCase()}`,
        keyCode: key.toUpperCase().charCodeAt(0),
      }),
    ];
    for (const each of keys) keyboard.keydown(each);
    for (const each of keys.reverse()) keyboard.keyup(each);
  },

  acceptPrompt(window) {
    const { panel } = window.PopupNotifications;
    const notification = panel.state === 'open' ? panel.firstElementChild : null;
    if (!notification) return false;
    notification.button.click();
    return true;
  },
};

function findTab(contextId) {
  const browser = NavigableManager.getBrowserById(contextId);
  const tab = browser?.ownerDocument.defaultView.gBrowser.getTabForBrowser(browser);
  if (!tab) throw new Error('the tab is closed');
  return { browser, tab };
}

function askChild(browsingContext, question, data) {
  const scope = browsingContext?.currentWindowGlobal;
  if (!scope) throw new Error('the document is gone');
  return scope.getActor('SameframeRig').sendQuery(question, data);
}

async function until(isTrue) {
  for (let tries = 0; tries < 150; tries++) {
    if (isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('the menu did not open or close within 3 s');
}
