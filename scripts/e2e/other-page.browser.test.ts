// From another page into the party: one press more, and the browser's own question.
import { afterEach, describe, it } from 'vitest';
import { waitForValue } from '../rig/wait-for.ts';
import { launchInWindow } from './launch-in-window.ts';
import { joinLightly } from './light-member.ts';
import { allow } from './permission-hands.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { pairsFor, REPEATS, setStage } from './stage.ts';

const atEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of atEnd.splice(0).reverse()) await end();
});

describe.each(pairsFor('chromium'))(
  'who joins on another page, in %s as it is shipped, a party of one in %s',
  { timeout: 180_000, repeats: REPEATS },
  (kind, other) => {
    it('[FO2] is on the party’s page and in step after one press and a yes', async () => {
      const stage = await setStage();
      atEnd.push(() => stage.close());
      const partys = `${stage.playground.origin}/plain.html`;
      const alice = await Person.open(await stage.launch(other), partys);
      const code = await alice.startParty();
      const lea = await joinLightly(stage.relay.url, code);
      atEnd.push(() => lea.close());

      const elsewhere = `${stage.playground.siteOrigin('elsewhere.example')}/no-video.html`;
      const bob = await Person.open(await launchInWindow(stage, kind, atEnd), elsewhere);
      await bob.joinParty(code);
      await allow(bob, `Go to ${new URL(partys).host}`);
      await waitForValue(
        () => bob.tab.url(),
        (url) => url === partys,
        { what: 'the tab to be on the party’s page', timeoutMs: PATIENCE_MS },
      );
      // Nobody presses the icon again there: the yes is what lets us in.
      lea.act('seek-to', { positionSeconds: 40 });
      for (const person of [alice, bob]) {
        await person.waitUntil(
          'to stand with the party',
          ({ currentTime }) => Math.abs(currentTime - 40) < 0.1,
        );
      }
      await bob.startPlaying();
      await alice.followPlay();
    });
  },
);
