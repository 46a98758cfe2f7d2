// What a person sets for themselves in the popup counts in their page at once: with real clicks.
import { describe, it } from 'vitest';
import type { RigPopup, RigTab } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { joinLightly, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person, seeText } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { useStage } from './use-stage.ts';

function inSettings(person: Person, use: (popup: RigPopup) => Promise<unknown>): Promise<void> {
  return person.inPopup(async (popup) => {
    await popup.clickRole(person.kind === 'chromium' ? 'DisclosureTriangle' : 'button', 'Settings');
    await use(popup);
  });
}

function choose(person: Person, name: string): Promise<void> {
  return inSettings(person, (popup) => popup.clickRole('radio', name));
}

/** How bright the ground of a page is, from 0 to 255. */
function brightnessOf(page: RigTab): Promise<number> {
  return page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = (
      getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []
    ).map(Number);
    return (red + green + blue) / 3;
  });
}

describe.each(kindsFor('chromium'))('own settings in %s', { timeout: 90_000, repeats: REPEATS }, (kind) => {
  const used = useStage(kind);

  it('[OS2] who wants to hear of nothing follows all the same, and hears of acts again once they want to', async () => {
    const lea = await startLightParty(used.stage.relay.url);
    const alice = await Person.open(used.browser, `${used.stage.playground.origin}/plain.html`);
    await alice.joinParty(lea.code);
    await alice.seesMembers(2);
    let seconds = 0;
    const jumpsAndIsTold = async (): Promise<boolean> => {
      seconds += 2;
      lea.act('seek-to', { positionSeconds: seconds });
      await alice.waitUntil(
        `alice to be at ${seconds} s`,
        ({ currentTime, seeking }) => !seeking && Math.abs(currentTime - seconds) < 0.1,
      );
      // An act is told in the step that follows it, so what has been followed would be there.
      return (await alice.tab.statusText('Sameframe')).includes(
        `Lea jumped to 0:${`${seconds}`.padStart(2, '0')}`,
      );
    };
    const untilJumpsAre = (wanted: 'told' | 'not told') =>
      waitForValue(jumpsAndIsTold, (isTold) => isTold === (wanted === 'told'), {
        what: `jumps to be ${wanted}`,
        timeoutMs: PATIENCE_MS,
      });

    await untilJumpsAre('told');
    // The popup does not know when the page has heard of it: a moment later at most.
    await choose(alice, 'Nothing');
    await untilJumpsAre('not told');
    await choose(alice, 'Everything');
    await untilJumpsAre('told');
    await alice.tab.close();
    await lea.close();
  });

  it('[OS1] colours chosen in the popup are those of the page beside it at once', async () => {
    const alice = await Person.open(used.browser, `${used.stage.playground.origin}/plain.html`);
    const library = await used.browser.newTab(`${used.browser.extensionOrigin}/library.html`);
    const { tab } = alice;
    await tab.bringToFront();
    for (const [name, isAccepted] of [
      ['Dark', (brightness: number) => brightness < 60],
      ['Light', (brightness: number) => brightness > 200],
    ] as const) {
      await choose(alice, name);
      await waitForValue(() => brightnessOf(library), isAccepted, {
        what: `the library to be ${name}`,
        timeoutMs: PATIENCE_MS,
      });
    }
    await library.close();
    await tab.close();
  });

  it('[PS3] a changed name is the friend’s at once, and what is no relay is refused with a word', async () => {
    const alice = await Person.open(used.browser, `${used.stage.playground.origin}/plain.html`);
    await inSettings(alice, async (popup) => {
      await popup.fill('Relay for new parties', 'no relay at all');
      // Kept on leaving the field.
      await popup.clickRole('radio', 'Ask me');
      await seeText(popup, /That is not the address of a relay/);
    });
    const lea = await joinLightly(used.stage.relay.url, await alice.startParty());
    await inSettings(alice, async (popup) => {
      await popup.fill('Your name', 'Alice of Wonder');
      await popup.clickRole('radio', 'Ask me');
    });
    const id = await lea.seesOther();
    await waitFor(() => lea.nameOf(id) === 'Alice of Wonder', {
      what: 'the friend to hear of the name',
      timeoutMs: PATIENCE_MS,
    });
    await alice.leaveParty();
    await alice.tab.close();
    await lea.close();
  });
});
