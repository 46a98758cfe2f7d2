// The popup in the browser's own language, from the catalogues that are shipped. Firefox has them from its language packs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import ARABIC from '../../extension/static/_locales/ar/messages.json' with { type: 'json' };
import GERMAN from '../../extension/static/_locales/de/messages.json' with { type: 'json' };
import SPANISH from '../../extension/static/_locales/es/messages.json' with { type: 'json' };
import FRENCH from '../../extension/static/_locales/fr/messages.json' with { type: 'json' };
import JAPANESE from '../../extension/static/_locales/ja/messages.json' with { type: 'json' };
import type { BrowserKind } from '../rig/rig.ts';
import { waitForValue } from '../rig/wait-for.ts';
import { PATIENCE_MS } from './person.ts';
import { type Stage, setStage, shareFor } from './stage.ts';

const KINDS: readonly BrowserKind[] = ['chromium', 'firefox'];
const LANGUAGES = [
  { language: 'de', isRightToLeft: false, texts: GERMAN },
  { language: 'ar', isRightToLeft: true, texts: ARABIC },
  { language: 'es', isRightToLeft: false, texts: SPANISH },
  { language: 'fr', isRightToLeft: false, texts: FRENCH },
  { language: 'ja', isRightToLeft: false, texts: JAPANESE },
] as const;

describe.each(KINDS)('the popup in %s', { timeout: 90_000 }, (kind) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it.each(shareFor(kind, LANGUAGES))(
    'is in the language of the browser: $language',
    async ({ language, isRightToLeft, texts }) => {
      const browser = await stage.launch(kind, { language });
      const tab = await browser.newTab(`${stage.playground.origin}/plain.html`);
      const popup = await browser.openPopup(tab);
      const [field, join] = await waitForValue(
        () =>
          Promise.all([
            popup.find('textbox', texts.popupCode.message),
            popup.find('button', texts.popupJoin.message),
          ]),
        (found) => found.every((control) => control !== null && control !== undefined),
        { what: `the popup to be in ${language}`, timeoutMs: PATIENCE_MS },
      );
      const isMirrored = (join?.box.x ?? 0) < (field?.box.x ?? 0);
      expect(isMirrored).toBe(isRightToLeft);
      await popup.clickButton(texts.popupStart.message);
      const code = await popup.waitForStatus(texts.popupCode.message, (text) => text.trim() !== '');
      // The code is read and copied the same way round everywhere.
      expect(code.trim()).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/);
      await popup.close();
    },
  );
});
