// A video is saved with one press, found in the library, put into a playlist, taken out of the browser as a file and in again,
// and starts its party with one press; its link does so for whoever opens it first.
import { formatCode, mintCode } from '@sameframe/shared/code.ts';
import { randomBytes } from '@sameframe/shared/crypto-port.ts';
import { describe, expect, it } from 'vitest';
import type { RigBrowser, RigTab } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { joinLightly } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { REPEATS } from './stage.ts';
import { useStage } from './use-stage.ts';

const TITLE = 'Plain video · Sameframe playground';

describe.each(['chromium', 'firefox'] as const)(
  'the library in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    // No headless Chromium answers the browser's question about the site.
    const on = useStage(kind, { hostAccess: 'granted' });

    it('[LB3] [LB4] [LB5] [LB7] [LB10] keeps a saved video, gives it out and takes it in, and starts its party', async () => {
      const address = `${on.stage.playground.origin}/plain.html`;
      const person = await Person.open(on.browser, address);
      await person.inPopup(async (popup) => {
        await popup.clickButton('Save this video');
        await popup.waitForStatus('Result', (text) => text.includes('Saved to your library.'));
      });
      await person.tab.close();

      const library = await on.browser.newTab(`${on.browser.extensionOrigin}/library.html`);
      await seesVideo(library, 'there');
      await library.fill('New playlist', 'Friday');
      await library.clickButton('Create');
      await says(library, 'Friday is there.');
      await library.clickButton('All videos 1');
      await library.clickButton(`Playlists of ${TITLE}`);
      await library.clickRole('checkbox', 'Friday');
      await says(library, `${TITLE} is in Friday.`);

      const search = 'Search titles, sites and playlists';
      await library.fill(search, 'a film that is not there');
      await seesVideo(library, 'gone');
      await library.fill(search, 'PLÁIN');
      await seesVideo(library, 'there');
      await library.fill(search, '');

      const file = await exportLibrary(library);
      await library.clickButton(`Remove: ${TITLE}`);
      await seesVideo(library, 'gone');
      await library.clickButton('Undo');
      await says(library, 'It is as it was before.');
      await seesVideo(library, 'there');
      await library.clickButton(`Remove: ${TITLE}`);
      await seesVideo(library, 'gone');
      await importLibrary(library, '{ "films": [] }');
      await says(library, 'The file is no library of Sameframe.');
      await importLibrary(library, file);
      await says(library, 'New: 1. Already there: 0.');
      await library.clickButton('Friday 1');
      await seesVideo(library, 'there');

      const upload = 'The same in my other browsers';
      await library.clickRole('checkbox', upload);
      await library.waitForStatus(upload, (text) => text === 'In sync: 1. Only in this browser: 0.');
      expect(await readUploads(library)).toContain(TITLE);
      await library.clickRole('checkbox', upload);
      await library.clickButton('Remove it there');
      await says(library, 'Sync is off.');
      expect(await readUploads(library)).toBe('{}');

      await library.clickButton(`Copy invite link: ${TITLE}`);
      await says(library, 'Invite link copied.');
      await library.clickButton(`Start a party: ${TITLE}`);
      const code = await readCode(library);
      const owner = await openPopupOf(on.browser, library, address);
      await owner.waitForStatus('Party code', (text) => text.includes(code), { timeoutMs: PATIENCE_MS });
      const lea = await joinLightly(on.stage.relay.url, code);
      await lea.hears('the saved video', ({ media }) => media?.url === address);
      lea.act('seek-to', { positionSeconds: 30 });
      await owner.waitForStatus('Sync', (text) => text.startsWith('In step'), { timeoutMs: PATIENCE_MS });
      await lea.close();
      await owner.clickButton('Leave');
      await owner.close();
      await library.close();
    });

    it('[LB8] [LB4] the link of a video starts its party on its page, after one click', async () => {
      const code = formatCode(mintCode(randomBytes(crypto, 20)));
      const address = `${on.stage.playground.origin}/plain.html`;
      const link = `${on.stage.relay.url}/join#${code}&video=${encodeURIComponent(address)}`;
      const person = await Person.open(on.browser, link);
      await waitFor(() => person.tab.evaluate(() => location.hash === ''), { what: 'the code to be taken' });
      await person.inPopup(async (popup) => {
        await popup.clickButton('Join the party');
        await popup.waitForStatus('Party code', (text) => text.includes(code), { timeoutMs: PATIENCE_MS });
      });
      await waitForValue(
        () => person.tab.url(),
        (url) => url === address,
        { what: 'the page of the video', timeoutMs: PATIENCE_MS },
      );
      const lea = await joinLightly(on.stage.relay.url, code);
      await lea.hears('the video of the link', ({ media }) => media?.url === address);
      lea.act('seek-to', { positionSeconds: 20 });
      await person.waitUntil('the film to be where Lea went', ({ seeking, currentTime }) => {
        return !seeking && Math.abs(currentTime - 20) < 0.01;
      });
      await lea.close();
      await person.leaveParty();
      await person.tab.close();
    });
  },
);

async function says(library: RigTab, words: string): Promise<void> {
  await library.waitForStatus('Result', (text) => text.includes(words), { timeoutMs: PATIENCE_MS });
}

async function seesVideo(library: RigTab, wanted: 'there' | 'gone'): Promise<void> {
  await waitForValue(
    () => library.hasButton(`Start a party: ${TITLE}`),
    (isThere) => isThere === (wanted === 'there'),
    { what: `the saved video to be ${wanted}`, timeoutMs: PATIENCE_MS },
  );
}

/** What the browser was given to keep as a file. */
async function exportLibrary(library: RigTab): Promise<string> {
  await library.evaluate(() => {
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      Object.assign(globalThis, { exported: blob });
      return createObjectURL.call(URL, blob);
    };
  });
  await library.clickButton('Export');
  await says(library, 'Exported as a file.');
  return library.evaluate(() => (globalThis as unknown as { exported: Blob }).exported.text());
}

/** As if chosen in the system's own dialogue, which no test can see. */
async function importLibrary(library: RigTab, content: string): Promise<void> {
  await library.evaluate((text) => {
    const input = document.querySelector<HTMLInputElement>('#import');
    const chosen = new DataTransfer();
    chosen.items.add(new File([text], 'library.json', { type: 'application/json' }));
    if (input !== null) input.files = chosen.files;
    input?.dispatchEvent(new Event('change', { bubbles: true }));
  }, content);
}

/** What the browser's own sync holds. */
function readUploads(library: RigTab): Promise<string> {
  return library.evaluate(async () => JSON.stringify(await chrome.storage.sync.get(null)));
}

/** Of the party of the only video, as it is shown to people. */
async function readCode(library: RigTab): Promise<string> {
  const code = await waitFor(
    () =>
      library.evaluate(async () => {
        const { library: stored } = await chrome.storage.local.get('library');
        const { value } = stored as { value: { videos: { party: { code: string } | null }[] } };
        return value.videos[0]?.party?.code ?? null;
      }),
    { what: 'the video to have a party', timeoutMs: PATIENCE_MS },
  );
  return code.match(/.{4}/g)?.join('-') ?? '';
}

/** The popup of the tab that the library has opened, as a tab of its own. */
async function openPopupOf(browser: RigBrowser, library: RigTab, address: string): Promise<RigTab> {
  const tabId = await waitFor(
    () =>
      library.evaluate(async (url) => {
        const tabs = await chrome.tabs.query({});
        return tabs.find((tab) => tab.url === url)?.id ?? null;
      }, address),
    { what: 'the tab of the video', timeoutMs: PATIENCE_MS },
  );
  return browser.newTab(`${browser.extensionOrigin}/popup.html?tab=${tabId}`);
}
