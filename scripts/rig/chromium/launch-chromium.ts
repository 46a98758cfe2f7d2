// Starts Chromium with one unpacked extension and gives it the rig's interface.
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { closeBrowser } from '../close-browser.ts';
import { findElementCentre } from '../find-element-centre.ts';
import { ANSWER_WITHIN_MS, type LaunchPlan } from '../launch-plan.ts';
import type { RigBrowser, RigTab } from '../rig.ts';
import { RigError } from '../rig-error.ts';
import { DEFAULT_TIMEOUT_MS, waitFor } from '../wait-for.ts';
import { acceptChromiumPrompt } from './accept-chromium-prompt.ts';
import { chooseInWindow, ITEMS_BELOW } from './choose-in-window.ts';
import { findServiceWorkerId, stopServiceWorker } from './chromium-background.ts';
import { readClient } from './chromium-document.ts';
import { createChromiumPopup } from './chromium-popup.ts';
import { type ChromiumTab, createChromiumTab } from './chromium-tab.ts';
import { pressInWindow } from './press-in-window.ts';

const ACTIVE_TAB_ID = 'chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => tab?.id)';

// Puppeteer switches these off for steadier tests, but hidden-tab behaviour is what we are here to see.
const THROTTLING_OVERRIDES = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

export async function launchChromium(plan: LaunchPlan): Promise<RigBrowser> {
  const { width, height } = plan.windowSize;
  const browser = await puppeteer.launch({
    executablePath: plan.executablePath,
    userDataDir: plan.profileDir,
    headless: plan.headless,
    protocolTimeout: ANSWER_WITHIN_MS,
    // Extensions can be loaded and their actions triggered over the pipe only.
    pipe: true,
    // Whoever watches the network makes the page keep every byte of a film, and stand still for a fifth of a second
    // when the last one has come.
    networkEnabled: false,
    enableExtensions: true,
    defaultViewport: null,
    env: plan.env,
    ...plan.signals,
    ignoreDefaultArgs: THROTTLING_OVERRIDES,
    args: [
      `--window-size=${width},${height}`,
      `--lang=${plan.language}`,
      '--mute-audio',
      '--disable-quic',
      '--disable-component-update',
      '--no-default-browser-check',
      '--password-store=basic',
      ...(plan.isRoot ? ['--no-sandbox'] : []),
      ...plan.args,
    ],
  });
  try {
    const extensionId = await browser.installExtension(plan.extensionDir);
    return createChromiumBrowser(plan, browser, extensionId, await browser.target().createCDPSession());
  } catch (error) {
    await closeBrowser(browser, plan);
    throw error;
  }
}

function createChromiumBrowser(
  plan: LaunchPlan,
  browser: Browser,
  extensionId: string,
  session: CDPSession,
): RigBrowser {
  const extensionOrigin = `chrome-extension://${extensionId}`;
  const popupUrl = `${extensionOrigin}/${plan.popupPath}`;

  /** Any page of the extension may use its API; its manifest is a page without side effects. */
  const withHelper = async <Value>(use: (helper: Page) => Promise<Value>): Promise<Value> => {
    const url = `${extensionOrigin}/manifest.json`;
    const { targetId } = await session.send('Target.createTarget', { url, background: true });
    const isOurs = (target: unknown) => (target as { readonly _targetId: string })._targetId === targetId;
    const helper = await (await browser.waitForTarget(isOurs)).page();
    if (!helper)
      throw new RigError('not-supported', `Chromium opened no page for ${url}.`, 'Is it installed?');
    try {
      await waitFor(() => askExtension<boolean>(helper, 'typeof chrome.tabs === "object"'), {
        what: 'a page of the extension to load',
      });
      return await use(helper);
    } finally {
      await helper.close();
    }
  };

  const rig: RigBrowser = {
    kind: 'chromium',
    extensionId,
    extensionOrigin,
    profileDir: plan.profileDir,
    process: readProcess(browser),
    newTab: async (url) => {
      const tab = createChromiumTab(rig, await browser.newPage());
      if (url !== undefined) await tab.goto(url);
      return tab;
    },
    openPopup: async (tab) => {
      const { page } = asChromium(tab);
      await page.bringToFront();
      const extension = (await browser.extensions()).get(extensionId);
      if (!extension) throw new RigError('extension-not-loaded', 'The extension is gone.', 'Did it crash?');
      for (const target of browser.targets()) {
        if (target.url() === popupUrl) await (await target.asPage()).close();
      }
      const opened = browser.waitForTarget((target) => target.url() === popupUrl, {
        timeout: DEFAULT_TIMEOUT_MS,
      });
      await page.triggerExtensionAction(extension);
      const popup = await (await opened.catch(throwPopupMissing)).asPage();
      return createChromiumPopup(popup, 'popup');
    },
    openPopupAsTab: async (tab) => {
      const tabId = await rig.extensionTabId(tab);
      const page = await browser.newPage();
      await page.goto(`${popupUrl}?tab=${tabId}`, { waitUntil: 'load' });
      return createChromiumPopup(page, 'tab');
    },
    extensionTabId: (tab) =>
      withHelper(async (helper) => {
        await tab.bringToFront();
        return waitFor(() => askExtension<number | undefined>(helper, ACTIVE_TAB_ID), {
          what: 'the extension to see the tab',
        });
      }),
    stopBackground: () => stopServiceWorker(session, extensionOrigin),
    backgroundState: async () =>
      (await findServiceWorkerId(session, extensionOrigin)) === undefined ? 'stopped' : 'running',
    pressShortcut: (key, holding) => pressInWindow(plan, key, holding),
    acceptPermissionPrompt: async () => {
      // The prompt takes the focus, which closes the popup that asked: that much can be seen from outside.
      const isShown = () => browser.targets().some((target) => target.url() === popupUrl);
      await waitFor(() => !isShown(), { what: 'the permission prompt to take the focus from the popup' });
      await withHelper((helper) =>
        acceptChromiumPrompt(plan, () => askExtension(helper, 'chrome.permissions.getAll()')),
      );
    },
    chooseFromMenu: async (tab, selector, { place }) => {
      const { page } = asChromium(tab);
      await page.bringToFront();
      const { x, y } = await findElementCentre(tab, selector);
      const isLink = await tab.evaluate(
        (found) => document.querySelector(found)?.closest('a') != null,
        selector,
      );
      await chooseInWindow(
        plan,
        () => page.mouse.click(x, y, { button: 'right' }),
        ITEMS_BELOW[isLink ? 'link' : 'page'],
        place,
      );
    },
    close: () => closeBrowser(browser, plan),
  };
  return rig;
}

async function askExtension<Answer>(helper: Page, expression: string): Promise<Answer> {
  const { result } = await readClient(helper.mainFrame()).send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: false,
  });
  return result.value as Answer;
}

function asChromium(tab: RigTab): ChromiumTab {
  if (!('page' in tab))
    throw new RigError('not-supported', 'That tab is of another browser.', 'Mixed up tabs?');
  return tab as ChromiumTab;
}

function readProcess(browser: Browser): RigBrowser['process'] {
  const started = browser.process();
  if (!started)
    throw new RigError('not-supported', 'Chromium has no process of ours.', 'It was not launched here.');
  return started;
}

function throwPopupMissing(cause: unknown): never {
  throw new RigError(
    'popup-did-not-open',
    'The toolbar action opened no popup.',
    'Does the manifest name a default_popup, and was it replaced by setPopup?',
    cause,
  );
}
