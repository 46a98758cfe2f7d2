// Starts Firefox with one unpacked extension and gives it the rig's interface.
import puppeteer, { type Browser } from 'puppeteer-core';
import { closeBrowser } from '../close-browser.ts';
import { findElementCentre } from '../find-element-centre.ts';
import { ANSWER_WITHIN_MS, type LaunchPlan } from '../launch-plan.ts';
import type { RigBrowser, RigTab } from '../rig.ts';
import { RigError } from '../rig-error.ts';
import { waitFor } from '../wait-for.ts';
import { openBidiConnection } from './bidi-connection.ts';
import { createFirefoxPopup, createFirefoxPopupTab, type FoundPopup } from './firefox-popup.ts';
import { createFirefoxTab, type FirefoxTab } from './firefox-tab.ts';
import { copyPrivilegedCode, openPrivilegedScope } from './privileged-scope.ts';

// Firefox makes up a random address for each extension and profile; a fixed one is easier to read in failures.
const EXTENSION_UUID = '5a3ef4a3-e000-4000-8000-000000000001';

export async function launchFirefox(plan: LaunchPlan): Promise<RigBrowser> {
  const { geckoId } = plan;
  if (geckoId === undefined) {
    throw new RigError(
      'extension-invalid',
      'The manifest has no gecko id.',
      'Firefox (MV3) needs one to load it.',
    );
  }
  const privileged = await copyPrivilegedCode(plan.profileDir);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: plan.executablePath,
    userDataDir: plan.profileDir,
    headless: plan.headless,
    protocolTimeout: ANSWER_WITHIN_MS,
    defaultViewport: null,
    env: plan.env,
    ...plan.signals,
    args: [
      '--remote-allow-system-access',
      `--width=${plan.windowSize.width}`,
      `--height=${plan.windowSize.height}`,
      ...plan.args,
    ],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: EXTENSION_UUID }),
      // Puppeteer lets every window believe that it has the focus; popups and hidden tabs should see the truth.
      'focusmanager.testmode': false,
      'intl.locale.requested': plan.language,
      ...privileged.prefs,
      ...plan.prefs,
    },
  });
  try {
    return await createFirefoxBrowser(plan, browser, privileged.folder);
  } catch (error) {
    await closeBrowser(browser, plan);
    throw error;
  }
}

async function createFirefoxBrowser(plan: LaunchPlan, browser: Browser, folder: string): Promise<RigBrowser> {
  const connection = openBidiConnection(browser);
  const scope = await openPrivilegedScope(connection, folder);
  const extensionId = await browser.installExtension(plan.extensionDir);
  const extensionOrigin = `moz-extension://${EXTENSION_UUID}`;
  const started = browser.process();
  if (!started)
    throw new RigError('not-supported', 'Firefox has no process of ours.', 'It was not launched here.');

  const openTab = async (): Promise<FirefoxTab> =>
    createFirefoxTab(rig, { page: await browser.newPage(), connection, scope });

  const rig: RigBrowser = {
    kind: 'firefox',
    extensionId,
    extensionOrigin,
    profileDir: plan.profileDir,
    process: started,
    newTab: async (url) => {
      const tab = await openTab();
      if (url !== undefined) await tab.goto(url);
      return tab;
    },
    openPopup: async (tab) => {
      await scope.call('triggerAction', { extensionId, contextId: asFirefox(tab).contextId });
      const found = await waitFor(() => scope.call<FoundPopup | null>('readPopup'), {
        what: 'the popup of the toolbar action to load',
      });
      return createFirefoxPopup(scope, found);
    },
    openPopupAsTab: async (tab) => {
      const tabId = await rig.extensionTabId(tab);
      const opened = await openTab();
      await opened.goto(`${extensionOrigin}/${plan.popupPath}?tab=${tabId}`);
      return createFirefoxPopupTab(opened);
    },
    extensionTabId: async (tab) =>
      (await scope.call<{ tabId: number }>('readTab', { contextId: asFirefox(tab).contextId })).tabId,
    stopBackground: () => scope.call('stopBackground', { extensionId }),
    backgroundState: async () =>
      (await scope.call<string>('readBackgroundState', { extensionId })) === 'stopped'
        ? 'stopped'
        : 'running',
    pressShortcut: (key, holding) => scope.call('pressShortcut', { key, holding: [...holding] }),
    acceptPermissionPrompt: async () => {
      await waitFor(() => scope.call<boolean>('acceptPrompt'), { what: 'a permission prompt to open' });
    },
    chooseFromMenu: async (tab, selector, { title }) => {
      const { page } = asFirefox(tab);
      await scope.call('closePopup');
      await tab.bringToFront();
      const { x, y } = await findElementCentre(tab, selector);
      await page.mouse.click(x, y, { button: 'right' });
      await scope.call('chooseFromMenu', { title });
    },
    close: () => closeBrowser(browser, plan),
  };
  return rig;
}

function asFirefox(tab: RigTab): FirefoxTab {
  if (!('contextId' in tab))
    throw new RigError('not-supported', 'That tab is of another browser.', 'Mixed up tabs?');
  return tab as FirefoxTab;
}
