// Sites put a new video element in place of the old one, while it plays and from its beginning: nobody's act, and the
// member is with the party again at once.
import { describe, expect, it } from 'vitest';
import { isBackWithin3s, isNear, timesInARow } from './back-in-step.ts';
import { startLightParty } from './light-member.ts';
import { Person } from './person.ts';
import { kindsFor } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

const REMOUNTS = timesInARow(5);
const START_S = 100;

describe.each(kindsFor('chromium'))('a film that is mounted anew, in %s', { timeout: 240_000 }, (kind) => {
  const on = useStage(kind);

  it(`[PV8] is in step within three seconds, ${REMOUNTS} times in a row, and tells the party nothing`, async () => {
    tellFlows({ fixture: 'replace', browser: kind }, ['found', 'remount']);
    const lea = await startLightParty(on.stage.relay.url);
    const alice = await Person.open(on.browser, `${on.stage.playground.origin}/replace.html`);
    await alice.joinParty(lea.code);
    const member = await lea.seesOther();
    await alice.startPlaying();
    await lea.hears('play', ({ isPlaying }) => isPlaying);
    lea.act('seek-to', { positionSeconds: START_S });
    await alice.waitUntil('the film to be where the party is', ({ currentTime, seeking }) => {
      return !seeking && currentTime > START_S - 1;
    });
    await lea.waitUntilQuiet();
    const known = lea.acts.length;

    await isBackWithin3s({
      times: REMOUNTS,
      // By the page itself half of the time: without a click nobody can be blamed for it.
      disturb: (count) => (count % 2 === 0 ? alice.tab.click('#replace') : alice.tab.evaluate(replaceFilm)),
      isInStep: () => isNear(alice, lea),
    });
    await lea.sees(member, 'in-step');
    expect(await lea.waitUntilQuiet(known)).toEqual([]);
    await lea.close();
    await alice.tab.close();
  });
});

/** In the page: what its button does, and plays as a next episode does, from the beginning. */
function replaceFilm(): void {
  document.querySelector<HTMLElement>('#replace')?.click();
  void document.querySelector('video')?.play();
}
