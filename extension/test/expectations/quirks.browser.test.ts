// Each workaround of QUIRKS.md rests on a defect that is still there. When one of these fails, a browser has
// mended it: take the workaround out.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Person } from '../../../scripts/e2e/person.ts';
import { type Stage, setStage } from '../../../scripts/e2e/stage.ts';

declare const browser: {
  readonly scripting: {
    executeScript(injection: {
      target: { tabId: number };
      func: () => string;
    }): Promise<readonly { readonly result: string }[]>;
  };
};

describe('quirks', { timeout: 60_000 }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('#1: Firefox gives content scripts no iterable URLSearchParams', async () => {
    const firefox = await stage.launch('firefox');
    const person = await Person.open(firefox, `${stage.playground.origin}/plain.html`);
    // The toolbar click is what lets us into the page.
    await person.inPopup(async (popup) => popup.text());
    const tabId = await firefox.extensionTabId(person.tab);
    const page = await firefox.newTab(`${firefox.extensionOrigin}/manifest.json`);
    const outcome = await page.evaluate(async (id: number) => {
      const results = await browser.scripting.executeScript({
        target: { tabId: id },
        func: () => {
          try {
            return [...new URL('https://a.example/?one=1').searchParams.keys()].join();
          } catch (error) {
            return String(error);
          }
        },
      });
      return results[0]?.result;
    }, tabId);
    expect(outcome).toMatch(/not iterable/);
  });
});
