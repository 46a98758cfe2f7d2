// A browser that plays nothing before a click: who came by a link sits in front of a still picture without knowing
// why, and the others wait without knowing for whom. Both are told, and one click is enough.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { expectPrompt, startRecording, waitUntilInStep } from './drift-recorder.ts';
import { joinLightly } from './light-member.ts';
import { CLICK_TO_JOIN, PATIENCE_MS, Person } from './person.ts';
import { REPEATS, type Stage, setStage } from './stage.ts';

const IN_STEP_WITHIN_MS = 2_000;

describe.each([
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const)('a friend who comes by a link in %s', { timeout: 90_000, repeats: REPEATS }, (kind, hostKind) => {
  const closing: { close(): Promise<unknown> }[] = [];
  let stage: Stage;
  let hosting: RigBrowser;

  beforeAll(async () => {
    // No headless Chromium can be told yes when it asks for access to the party's site.
    stage = await setStage({ hostAccess: 'granted' });
    hosting = await stage.launch(hostKind);
  });
  afterEach(async () => {
    for (const each of closing.splice(0).reverse()) await each.close();
  });
  afterAll(() => stage.close());

  it('whom the browser does not let play is told so, as is the party, and one click brings them in step within 2 s', async () => {
    const page = `${stage.playground.origin}/plain.html`;
    const alice = await Person.open(hosting, page);
    closing.push(alice.tab);
    const code = await alice.startParty();
    const lea = await joinLightly(stage.relay.url, code);
    closing.push(lea);
    await alice.startPlaying();

    await expectPrompt(IN_STEP_WITHIN_MS, async () => {
      // A fresh profile: nobody has clicked anywhere in it.
      const bob = await Person.open(await stage.launch(kind), `${stage.relay.url}/join#${code}`);
      closing.push(bob.browser);
      await followInvite(bob, new URL(page).host);
      await waitFor(() => bob.tab.hasButton(CLICK_TO_JOIN), {
        what: 'the page to ask for the click',
        timeoutMs: PATIENCE_MS,
      });
      expect(await bob.video.read()).toMatchObject({ paused: true, muted: false });
      await bob.seesSync((text) => text.includes('Click the page, then it plays'));
      await seesWhoHasToClick(alice);
      expect((await alice.video.read()).paused).toBe(false);

      const known = lea.acts.length;
      await startRecording(bob.tab);
      const clickedAtMs = Date.now();
      await bob.tab.clickButton(CLICK_TO_JOIN);
      const convergence = await waitUntilInStep(bob.tab, lea, clickedAtMs);
      expect(await bob.tab.hasButton(CLICK_TO_JOIN)).toBe(false);
      expect(await lea.waitUntilQuiet(known)).toEqual([]);
      return convergence;
    });
  });
});

function seesWhoHasToClick(person: Person): Promise<unknown> {
  return person.inPopup((popup) =>
    waitForValue(
      () => popup.listItems('Members'),
      (items) => items.some((item) => item.includes('has to click to play')),
      { what: 'the party to see whom the click is missing of', timeoutMs: PATIENCE_MS },
    ),
  );
}

/** Joins from the invite's page, and goes from there to the page that the party watches. */
async function followInvite(person: Person, host: string): Promise<void> {
  await waitFor(() => person.tab.evaluate(() => document.documentElement.dataset.sameframe === 'pending'), {
    what: 'the extension to have taken the code',
    timeoutMs: PATIENCE_MS,
  });
  await person.inPopup(async (popup) => {
    await popup.clickButton('Join the party');
    await waitFor(() => popup.hasButton(`Go to ${host}`), {
      what: 'the way to the party’s page',
      timeoutMs: PATIENCE_MS,
    });
    await popup.clickButton(`Go to ${host}`);
  });
}
