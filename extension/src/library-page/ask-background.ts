// One question to the background, on a port of its own. Knows no browser.
import type { BackgroundToPopup, PopupToBackground, PopupView } from '../messages/popup-background.ts';
import type { BrowserPort } from '../platform/browser-api.ts';

/** No tab of the browser's: the background is asked for nothing of any page. */
const NO_TAB = -1;

/** What the background answers; it may be stopped meanwhile, which is an error. */
export function askBackground(port: BrowserPort, wish?: PopupToBackground): Promise<PopupView> {
  return new Promise((resolve, reject) => {
    const asked: PopupToBackground[] = [
      { kind: 'watch-tab', tabId: NO_TAB },
      ...(wish === undefined ? [] : [wish]),
    ];
    port.onDisconnect.addListener(() => reject(new Error('the background has gone')));
    port.onMessage.addListener((message) => {
      const { answered, ...view } = message as BackgroundToPopup;
      if (answered < asked.length) return;
      resolve(view);
      port.disconnect();
    });
    for (const each of asked) port.postMessage(each);
  });
}
