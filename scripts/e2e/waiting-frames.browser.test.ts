// Frames that are not loaded yet, or never will be: a browser may put no script into them until then, and nobody waits.
import { describe, it } from 'vitest';
import { Person, seeText } from './person.ts';
import { kindsFor } from './stage.ts';
import { useStage } from './use-stage.ts';

describe.each(kindsFor('chromium'))('beside frames that wait, in %s', { timeout: 90_000 }, (kind) => {
  const on = useStage(kind);

  it('[BG1] a party starts, finds its film, hears its popups and is left', async () => {
    const alice = await Person.open(on.browser, `${on.stage.playground.origin}/waiting-frames.html`);
    await alice.tab.evaluate(() => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: 'unanswered' }));
    });
    await alice.startParty();
    await alice.seesSync((text) => text.startsWith('In step'));
    await alice.inPopup((popup) => popup.clickButton('Pause just me'));
    await alice.inPopup((popup) => seeText(popup, /You stepped out/));
    await alice.leaveParty();
    await alice.tab.close();
  });
});
