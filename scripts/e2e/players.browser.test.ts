// Real players from npm, as sites have them: what a person does with a player's own controls is everyone's, what the
// party does happens in the player, and what the player does by itself is nobody's act.
import { describe, expect, it } from 'vitest';
import { isBackWithin3s, isNear, timesInARow } from './back-in-step.ts';
import { type LightMember, startLightParty } from './light-member.ts';
import { Person } from './person.ts';
import { PLAIN, PLAYERS, press } from './player-pages.ts';
import { REPEATS, shareFor } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

const NEAR_SECONDS = 0.5;
/** A click in the middle of a timeline, of which each player counts its ends in its own way. */
const CLICK_SECONDS = 8;
const FILM_SECONDS = 300;

/** What the pages of players offer to tests. */
declare global {
  var switchQuality: () => unknown;
  var attachAgain: () => unknown;
}

describe.each(['chromium', 'firefox'] as const)(
  'players in %s',
  { timeout: 180_000, repeats: REPEATS },
  (kind) => {
    const on = useStage(kind);

    it.each(shareFor(kind, [...PLAYERS, PLAIN]))(
      '[PV8] $page: a person’s hand is the party’s, the player’s own doings are not',
      async (player) => {
        tellFlows({ fixture: player.page, browser: kind }, [
          'found',
          'own controls',
          'party’s acts',
          ...(player.isAdaptive ? (['quality switch', 're-attach'] as const) : []),
        ]);
        const lea = await startLightParty(on.stage.relay.url);
        const alice = await Person.open(on.browser, `${on.stage.playground.origin}/${player.page}.html`);
        await alice.waitUntil('the film to be there', ({ readyState }) => readyState >= 1);
        await alice.joinParty(lea.code);
        const member = await lea.seesOther();

        // Her hand, on the player's own controls.
        await press(alice, player.controls, 'play');
        await lea.hears('play', ({ isPlaying }) => isPlaying);
        await alice.waitUntilPlaying();
        await press(alice, player.controls, 'timeline');
        await lea.hears('seek', ({ vector }) => Math.abs(vector.position - FILM_SECONDS / 2) < CLICK_SECONDS);
        await alice.waitUntilPlaying();
        await press(alice, player.controls, 'pause');
        await lea.hears('pause', ({ isPlaying }) => !isPlaying);
        await alice.waitUntilPaused();
        await lea.waitUntilQuiet();
        expect(lea.kindsOf(member)).toEqual(['play', 'seek-to', 'pause']);

        // The party's, in the player.
        const known = lea.acts.length;
        lea.act('seek-to', { positionSeconds: 30 });
        await alice.waitUntil('to be where the party is', ({ currentTime }) => near(currentTime, 30));
        lea.act('play', { isPlaying: true });
        await alice.waitUntilPlaying();
        if (player.isAdaptive) await goesOnThrough(alice, lea);
        lea.act('pause', { isPlaying: false });
        await alice.waitUntilPaused();
        await lea.waitUntilQuiet();
        expect(lea.kindsOf(member, known)).toEqual([]);
        await lea.close();
        await alice.tab.close();
      },
    );
  },
);

/** Another quality, many times, and all its pieces anew: in step again at once, without a word from anybody. */
async function goesOnThrough(alice: Person, lea: LightMember): Promise<void> {
  await isBackWithin3s({
    times: timesInARow(2),
    disturb: () => alice.tab.evaluate(() => void globalThis.switchQuality()),
    isInStep: () => isNear(alice, lea),
  });
  await isBackWithin3s({
    times: 1,
    disturb: async () => {
      const before = (await alice.video.read()).currentTime;
      await alice.tab.evaluate(() => void globalThis.attachAgain());
      await alice.waitUntil(
        'the film to go on',
        ({ paused, currentTime, readyState }) => !paused && readyState >= 3 && currentTime > before + 1,
      );
    },
    isInStep: () => isNear(alice, lea),
  });
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < NEAR_SECONDS;
}
