// Sites with a trap of their own, each as its fixture reproduces it: found, driven by the site's own player where that
// has to be, and a person's hand on the site's own controls is the party's.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { type LightMember, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { REPEATS, type Stage, setStage } from './stage.ts';

interface SiteFixture {
  readonly host: string;
  readonly path: string;
  /** The film's own buttons on the page. */
  readonly controls: { readonly playOrPause: string; readonly forward: string };
}

const FIXTURES: readonly SiteFixture[] = [
  {
    host: 'www.netflix.com',
    path: '/de/watch/81234567?trackId=1',
    controls: { playOrPause: '#play', forward: '#forward' },
  },
];
const NEAR_SECONDS = 0.5;

describe.each(['chromium', 'firefox'] as const)(
  'sites in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    let stage: Stage;
    let browser: RigBrowser;
    beforeAll(async () => {
      stage = await setStage();
      browser = await stage.launch(kind);
    });
    afterAll(() => stage.close());

    it.each(FIXTURES)(
      '[SA1] $host: driven as its player wants it, and heard as its person does',
      async (fixture) => {
        const lea = await startLightParty(stage.relay.url);
        const alice = await Person.open(
          browser,
          `${stage.playground.siteOrigin(fixture.host)}${fixture.path}`,
        );
        await alice.joinParty(lea.code);
        const member = await waitFor(() => lea.others()[0], { what: 'Alice to be in' });
        const film = alice.tab.video('#film');

        await alice.tab.click(fixture.controls.playOrPause);
        await hears(lea, 'play', ({ isPlaying }) => isPlaying);
        await film.waitUntil(({ paused, readyState }) => !paused && readyState >= 3);
        await alice.tab.click(fixture.controls.forward);
        await hears(lea, 'seek', ({ vector }) => vector.position > 9);
        await alice.tab.click(fixture.controls.playOrPause);
        await hears(lea, 'pause', ({ isPlaying }) => !isPlaying);
        await lea.waitUntilQuiet();
        expect(lea.acts.filter(({ by }) => by === member).map(({ kind: act }) => act)).toEqual([
          'play',
          'seek-to',
          'pause',
        ]);

        const known = lea.acts.length;
        lea.act('seek-to', { positionSeconds: 30 });
        await film.waitUntil(({ currentTime }) => Math.abs(currentTime - 30) < NEAR_SECONDS, {
          what: 'the film to be where the party is',
          timeoutMs: PATIENCE_MS,
        });
        lea.act('play', { isPlaying: true });
        await waitForValue(
          async () => lea.stateOf(member),
          (state) => state === 'in-step',
          { what: 'Alice to be in step', timeoutMs: PATIENCE_MS },
        );
        lea.act('pause', { isPlaying: false });
        await film.waitUntil(({ paused }) => paused);
        await lea.waitUntilQuiet();
        expect(lea.acts.slice(known).filter(({ by }) => by === member)).toEqual([]);
        await lea.close();
        await alice.tab.close();
      },
    );
  },
);

function hears(
  lea: LightMember,
  what: string,
  isAccepted: (playback: ReturnType<LightMember['playback']>) => boolean,
) {
  return waitForValue(async () => lea.playback(), isAccepted, {
    what: `the party to be told of the ${what}`,
    timeoutMs: PATIENCE_MS,
  });
}
