// A film that fills the screen, by the player's own button: what we show is over it and takes clicks, what its person
// does is the party's, and the party's acts come to it, until the same button ends it.
import { describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { PLAIN, PLAYERS, type Player, press } from './player-pages.ts';
import { IN_BOTH, REPEATS } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

const NEAR_S = 0.5;
const START_S = 40;
const JUMP_S = 200;

describe.each(['chromium', 'firefox'] as const)(
  'a film that fills the screen in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    const on = useStage(kind);

    it.each(playersFor(kind))(
      '[PV8] $page: by its own button, with the party in it, and out again',
      async (player) => {
        tellFlows({ fixture: player.page, browser: kind }, ['fullscreen']);
        const lea = await startLightParty(on.stage.relay.url);
        const alice = await Person.open(on.browser, `${on.stage.playground.origin}/${player.page}.html`);
        await alice.waitUntil('the film to be there', ({ readyState }) => readyState >= 1);
        await alice.joinParty(lea.code);
        const member = await lea.seesOther();
        await press(alice, player.controls, 'play');
        await lea.hears('play', ({ isPlaying }) => isPlaying);
        await alice.waitUntilPlaying();
        lea.act('pause', { isPlaying: false, positionSeconds: START_S });
        await alice.waitUntil(
          'to be paused',
          ({ paused, currentTime }) => paused && near(currentTime, START_S),
        );
        await lea.waitUntilQuiet();
        const known = lea.acts.length;

        lea.act('seek-to', { positionSeconds: JUMP_S });
        await waitFor(() => alice.tab.hasButton('Undo'), { what: 'the way back', timeoutMs: PATIENCE_MS });
        const place = await offsetOf(alice, 'Undo');
        await press(alice, player.controls, 'fullscreen');
        await fills(alice, true);

        // What is over the film takes a click there, and it is hers. (Firefox shows nobody the clicks on its own controls.)
        const isHers = !(kind === 'firefox' && player.controls === 'native');
        if (isHers) await pressOver(alice, 'Undo', place);
        else lea.act('seek-to', { positionSeconds: START_S });
        await lea.hears('jump back', ({ vector }) => near(vector.position, START_S));
        await alice.waitUntil(
          'to be back',
          ({ currentTime, seeking }) => !seeking && near(currentTime, START_S),
        );

        // Her hand on the player's controls, and the party's.
        await press(alice, player.controls, 'goOn');
        await lea.hears('play', ({ isPlaying }) => isPlaying);
        await alice.waitUntilPlaying();
        lea.act('pause', { isPlaying: false });
        await alice.waitUntilPaused();
        lea.act('play', { isPlaying: true });
        await alice.waitUntilPlaying();
        expect(await alice.tab.evaluate(isFull)).toBe(true);

        await press(alice, player.controls, 'leaveFullscreen');
        await fills(alice, false);
        await press(alice, player.controls, 'pause');
        await lea.hears('pause', ({ isPlaying }) => !isPlaying);
        await lea.waitUntilQuiet();
        expect(lea.kindsOf(member, known)).toEqual([...(isHers ? ['seek-to'] : []), 'play', 'pause']);
        await lea.close();
        await alice.tab.close();
      },
    );
  },
);

/** In the short run one player in each browser: the browser's own in the one that makes everything else inert. */
function playersFor(kind: RigBrowser['kind']): readonly Player[] {
  const players = [PLAIN, ...PLAYERS.filter(({ controls }) => controls !== 'native' && controls.fullscreen)];
  const short = kind === 'chromium' ? 'plain' : 'media-chrome';
  return players.filter(({ page }) => IN_BOTH || page === short);
}

function fills(alice: Person, expected: boolean) {
  return waitForValue(
    () => alice.tab.evaluate(isFull),
    (isIt) => isIt === expected,
    { what: `the film ${expected ? 'to fill' : 'to leave'} the screen`, timeoutMs: PATIENCE_MS },
  );
}

/** Runs in the page. Windows grow by and by. */
function isFull(): boolean {
  const { height } = document.querySelector('video')?.getBoundingClientRect() ?? { height: 0 };
  return document.fullscreenElement !== null && Math.abs(height - innerHeight) < 2;
}

/** From the middle of the film's upper edge, from which what we show hangs. */
async function offsetOf({ tab }: Person, button: string) {
  const found = await tab.find('button', button);
  const { middle, top } = await tab.evaluate(measureFilm);
  if (found === undefined) throw new Error(`there is no button “${button}”`);
  const { x, y, width, height } = found.box;
  return { x: x + width / 2 - middle, y: y + height / 2 - top };
}

/** Where a <video> itself fills the screen nothing else is accessible, though it is seen: pressed by its place. */
async function pressOver(alice: Person, button: string, place: { readonly x: number; readonly y: number }) {
  const isInert = await alice.tab.evaluate(() => document.fullscreenElement?.localName === 'video');
  if (!isInert) return alice.tab.clickButton(button);
  const { middle, top } = await alice.tab.evaluate(measureFilm);
  await alice.tab.clickAt(middle + place.x, top + place.y);
}

/** Runs in the page, and gives the overlay the two frames in which it follows the film. */
async function measureFilm() {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  const { left, width, top } = (document.querySelector('video') as Element).getBoundingClientRect();
  return { middle: left + width / 2, top };
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < NEAR_S;
}
