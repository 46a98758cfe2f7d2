// Sites with a trap of their own, each as its fixture reproduces it: found, driven by the site's own player where that
// has to be, and a person's hand on the site's own controls is the party's.
import { describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { joinLightly, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { IN_BOTH, REPEATS } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

interface SiteFixture {
  readonly host: string;
  readonly path: string;
  /** It is driven through what the site has in the page's own world. */
  readonly hasOwnPlayer?: true;
  /** Where the film is, if not in the page itself. */
  readonly frame?: string;
  readonly film: string;
  /** The film's own buttons, beside it. */
  readonly controls: { readonly playOrPause: string; readonly forward: string };
}

const CONTROLS = { playOrPause: '#play', forward: '#forward' };

const FIXTURES: readonly SiteFixture[] = [
  {
    host: 'www.netflix.com',
    path: '/de/watch/81234567?trackId=1',
    hasOwnPlayer: true,
    film: '#film',
    controls: CONTROLS,
  },
  {
    host: 'vimeo.com',
    path: '/channels/films/76979871',
    frame: '#player',
    film: '#film',
    controls: CONTROLS,
  },
  {
    host: 'www.crunchyroll.com',
    path: '/de/watch/GRDQPM1ZY/der-erste',
    film: '#bitmovinplayer-video-null',
    controls: CONTROLS,
  },
  {
    host: 'www.crunchyroll.com',
    path: '/watch/GRDQPM1ZY/the-first?vilos',
    frame: '.video-player',
    film: '#player0',
    controls: CONTROLS,
  },
  {
    host: 'jellyfin.example',
    path: '/web/#/video',
    hasOwnPlayer: true,
    film: '#film',
    controls: CONTROLS,
  },
  { host: 'plex.example', path: '/web/index.html#!/', film: '#film', controls: CONTROLS },
  { host: 'www.youtube.com', path: '/watch?v=aaaaaaaaaaa&t=3&pp=x', film: '#film', controls: CONTROLS },
];
/** What the party is told that plays, where only the page says it. */
const NAMED_BY_THE_PAGE = [
  {
    host: 'plex.example',
    path: '/web/index.html#!/',
    address:
      /\/\/app\.plex\.tv\.localhost:\d+\/desktop\/#!\/server\/1f2e3d4c5b6a\/details\?key=%2Flibrary%2Fmetadata%2F123$/,
  },
  {
    host: 'jellyfin.example',
    path: '/web/index.html#/video',
    address:
      /^http:\/\/jellyfin\.example\.localhost:\d+\/web\/#\/details\?id=0123456789abcdef0123456789abcdef$/,
  },
];
const NEAR_SECONDS = 0.5;

describe.each(['chromium', 'firefox'] as const)(
  'sites in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    // Some have their player in a frame of another origin.
    const on = useStage(kind, { hostAccess: 'granted' });

    it.each(fixturesFor(kind))(
      '[SA1] $host $path: driven as its player wants it, and heard as its person does',
      async (fixture) => {
        tellFlows({ fixture: fixture.host, browser: kind }, ['found', 'own controls', 'party’s acts']);
        const lea = await startLightParty(on.stage.relay.url);
        const alice = await Person.open(
          on.browser,
          `${on.stage.playground.siteOrigin(fixture.host)}${fixture.path}`,
        );
        await alice.joinParty(lea.code);
        const member = await waitFor(() => lea.others()[0], { what: 'Alice to be in' });
        const page = fixture.frame === undefined ? alice.tab : alice.tab.frame(fixture.frame);
        const film = page.video(fixture.film);

        await page.click(fixture.controls.playOrPause);
        await lea.hears('play', ({ isPlaying }) => isPlaying);
        await film.waitUntil(({ paused, readyState }) => !paused && readyState >= 3);
        await page.click(fixture.controls.forward);
        await lea.hears('seek', ({ vector }) => vector.position > 9);
        await page.click(fixture.controls.playOrPause);
        await lea.hears('pause', ({ isPlaying }) => !isPlaying);
        await lea.waitUntilQuiet();
        expect(lea.kindsOf(member)).toEqual(['play', 'seek-to', 'pause']);

        const known = lea.acts.length;
        lea.act('seek-to', { positionSeconds: 30 });
        await waitForValue(
          () => page.evaluate(readFilmSeconds, fixture.film),
          (position) => Math.abs(position - 30) < NEAR_SECONDS,
          { what: 'the film to be where the party is', timeoutMs: PATIENCE_MS },
        );
        lea.act('play', { isPlaying: true });
        await waitForValue(
          async () => lea.stateOf(member),
          (state) => state === 'in-step',
          { what: 'Alice to be in step', timeoutMs: PATIENCE_MS },
        );
        lea.act('pause', { isPlaying: false });
        await film.waitUntil(({ paused }) => paused);
        await lea.waitUntilQuiet();
        expect(lea.kindsOf(member, known)).toEqual([]);
        await lea.close();
        await alice.tab.close();
      },
    );

    it.each(IN_BOTH || kind === 'firefox' ? NAMED_BY_THE_PAGE : [])(
      '[MK3] $host $path: what plays is named by the page',
      async ({ host, path, address }) => {
        const alice = await Person.open(on.browser, `${on.stage.playground.siteOrigin(host)}${path}`);
        const lea = await joinLightly(on.stage.relay.url, await alice.startParty());
        await lea.hears('film', ({ media }) => address.test(media?.url ?? ''));
        await lea.close();
        await alice.tab.close();
      },
    );
  },
);

/** In the page. Of a source that begins within the film, its address says where. */
function readFilmSeconds(selector: string): number {
  const film = document.querySelector<HTMLVideoElement>(selector);
  const ticks = /StartTimeTicks=(\d+)/.exec(film?.src ?? '')?.[1] ?? 0;
  return (film?.currentTime ?? 0) + Number(ticks) / 10_000_000;
}

/** In the short run each is met in one of the browsers, those with a player of their own in both. */
function fixturesFor(kind: RigBrowser['kind']): readonly SiteFixture[] {
  return FIXTURES.filter(
    ({ hasOwnPlayer }, index) => IN_BOTH || hasOwnPlayer || (index % 2 === 0) === (kind === 'chromium'),
  );
}
