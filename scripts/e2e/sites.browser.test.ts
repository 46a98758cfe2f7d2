import { describe, expect, it } from 'vitest';
import type { BrowserKind, RigFrame } from '../rig/rig.ts';
import { waitForValue } from '../rig/wait-for.ts';
import { joinLightly, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { IN_BOTH, kindsFor, REPEATS, shareFor } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

interface SiteFixture {
  readonly host: string;
  readonly path: string;
  /** Where the film is, if not in the page itself. */
  readonly frame?: string;
  /** Null: the page says how it stands to the film, as its element does not. */
  readonly film: string | null;
  /** What takes its player down, or comes to nothing, is done to this element. */
  readonly trap?: string;
  /** Where the party goes, s: where a trap is, if not 30. */
  readonly goesToS?: number;
  /** Before the film has played on for a while, its seconds may be known to no better than this, s. */
  readonly nearS?: number;
  /** It cannot be sought while it stands. */
  readonly isDeafAtRest?: true;
  /** The film's own buttons, beside it. */
  readonly controls: { readonly playOrPause: string; readonly forward: string };
}

const CONTROLS = { playOrPause: '#play', forward: '#forward' };

const FIXTURES: readonly SiteFixture[] = [
  {
    host: 'www.netflix.com',
    path: '/de/watch/81234567?trackId=1',
    film: '#film',
    trap: '#film',
    controls: CONTROLS,
  },
  {
    host: 'www.disneyplus.com',
    path: '/de-de/play/0b7ff6f1-8f39-4b8c',
    film: null,
    trap: 'disney-web-player',
    goesToS: 200,
    controls: CONTROLS,
  },
  {
    host: 'www.primevideo.com',
    path: '/region/eu/detail/0KRGHGZCHKS920ZQGY5LBRF7MA/ref=atv',
    film: null,
    trap: '#film',
    goesToS: 200,
    nearS: 0.7,
    controls: CONTROLS,
  },
  {
    host: 'www.hulu.com',
    path: '/watch/0b7ff6f1-8f39-4b8c',
    film: null,
    trap: '#content-video-player',
    goesToS: 200,
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
    film: null,
    controls: CONTROLS,
  },
  { host: 'plex.example', path: '/web/index.html#!/', film: '#film', controls: CONTROLS },
  { host: 'app.plex.tv', path: '/desktop/?converted#!/', film: '#film', controls: CONTROLS },
  { host: 'www.youtube.com', path: '/watch?v=aaaaaaaaaaa&t=3&pp=x', film: '#film', controls: CONTROLS },
  { host: 'www.twitch.tv', path: '/videos/1234567890?t=3s', film: '#film', controls: CONTROLS },
  {
    host: 'player.twitch.tv',
    path: '/?video=v1234567890&parent=films.example',
    film: '#film',
    isDeafAtRest: true,
    controls: CONTROLS,
  },
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
/**
 * What they were known by is gone: there is only the element, in whose seconds the party counts then. Of some the
 * element bears no seek: how it is with those the page says.
 */
const CHANGED = [
  { host: 'www.primevideo.com', path: '/detail/0KRGHGZCHKS920ZQGY5LBRF7MA?changed', film: '#film' },
  { host: 'www.netflix.com', path: '/watch/81234567?changed', film: null },
  { host: 'www.youtube.com', path: '/watch?v=aaaaaaaaaaa&changed', film: '#film' },
  { host: 'www.disneyplus.com', path: '/play/0b7ff6f1-8f39-4b8c?changed', film: null },
  { host: 'www.hulu.com', path: '/watch/0b7ff6f1-8f39-4b8c?changed', film: '#content-video-player' },
  { host: 'www.twitch.tv', path: '/videos/1234567890?changed', film: '#film' },
  { host: 'jellyfin.example', path: '/web/?changed#/video', film: null },
  // Its server does not say how long its films are: the player is there, and cannot be asked.
  { host: 'jellyfin.example', path: '/web/?refused#/video', film: null },
] as const;
/** In the film's own stream, which goes on while it stands. */
const ADVERTS = [
  { host: 'www.youtube.com', path: '/watch?v=aaaaaaaaaaa&stitched' },
  { host: 'www.primevideo.com', path: '/detail/0KRGHGZCHKS920ZQGY5LBRF7MA' },
] as const;
/** The notice waits ten seconds. */
const NOTICE_MS = 30_000;
const NEAR_SECONDS = 0.5;
/** The page says where its film is. */
const OWN_WORD = { film: null };

describe.each(['chromium', 'firefox'] as const)(
  'sites in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    // Some have their player in a frame of another origin.
    const on = useStage(kind, { hostAccess: 'granted' });
    /** In the short run. */
    const onlyIn = (short: BrowserKind) => kindsFor(short).filter((each) => each === kind);

    it.each(shareFor(kind, FIXTURES))(
      '[SA1] $host $path: driven as its player wants it, and heard as its person does',
      async (fixture) => {
        tellFlows({ fixture: fixture.host, browser: kind }, ['found', 'own controls', 'party’s acts']);
        const lea = await startLightParty(on.stage.relay.url);
        const alice = await Person.open(
          on.browser,
          `${on.stage.playground.siteOrigin(fixture.host)}${fixture.path}`,
        );
        await alice.joinParty(lea.code);
        const member = await lea.seesOther();
        const page = fixture.frame === undefined ? alice.tab : alice.tab.frame(fixture.frame);
        // What is pressed before the film is with the party is followed by nobody.
        await lea.sees(member, 'in-step');

        await page.click(fixture.controls.playOrPause);
        await lea.hears('play', ({ isPlaying }) => isPlaying);
        await waitForFilm(page, fixture, 'to play', ({ isPaused, positionS }) => !isPaused && positionS > 0);
        await page.click(fixture.controls.forward);
        await lea.hears('seek', ({ vector }) => vector.position > 9);
        const soughtS = lea.playback().vector.position;
        await waitForFilm(
          page,
          fixture,
          'to go on',
          (film) => !film.isPaused && film.positionS > soughtS + 0.5,
        );
        // Where a seek takes long, another one makes up for it: a person pauses a film that runs.
        await lea.sees(member, 'in-step');
        await page.click(fixture.controls.playOrPause);
        await lea.hears('pause', ({ isPlaying }) => !isPlaying);
        await lea.waitUntilQuiet();
        expect(lea.kindsOf(member)).toEqual(['play', 'seek-to', 'pause']);

        const known = lea.acts.length;
        const { goesToS = 30, nearS = NEAR_SECONDS, isDeafAtRest = false } = fixture;
        lea.act('seek-to', { positionSeconds: goesToS });
        // Unharmed by a seek at rest to where it has no data.
        const isThere = ({ positionS, isHarmed }: FilmReading) =>
          Math.abs(positionS - goesToS) < nearS && isHarmed !== true;
        if (isDeafAtRest) await lea.waitUntilQuiet();
        else await waitForFilm(page, fixture, 'to be where the party is', isThere);
        lea.act('play', { isPlaying: true });
        await waitForFilm(page, fixture, 'to play from there', ({ positionS }) => positionS > goesToS);
        await lea.sees(member, 'in-step');
        lea.act('pause', { isPlaying: false });
        await waitForFilm(page, fixture, 'to stand', ({ isPaused }) => isPaused);
        await lea.waitUntilQuiet();
        expect(lea.kindsOf(member, known)).toEqual([]);
        await lea.close();
        await alice.tab.close();
      },
    );

    it.each(shareFor(kind, FIXTURES).filter(({ trap }) => trap !== undefined))(
      '[SA1] $host: its trap is one',
      async ({ host, path, trap = '' }) => {
        const tab = await on.browser.newTab(`${on.stage.playground.siteOrigin(host)}${path}`);
        await waitForValue(
          () => tab.evaluate(seekBluntly, trap),
          (isHarmed) => isHarmed,
          { what: 'the film to take harm from a seek of its element', timeoutMs: PATIENCE_MS },
        );
        await tab.close();
      },
    );

    // Each waits ten seconds: the short run has one of each way.
    it.each(shareFor(kind, IN_BOTH ? CHANGED : CHANGED.slice(0, 2)))(
      '[SA3] $host $path: its person is told that it is not known any more, and it plays with the party all the same',
      async ({ host, path, film }) => {
        tellFlows({ fixture: host, browser: kind }, ['changed site']);
        const lea = await startLightParty(on.stage.relay.url);
        const alice = await Person.open(on.browser, `${on.stage.playground.siteOrigin(host)}${path}`);
        await alice.joinParty(lea.code);
        const member = await lea.seesOther();
        const isTold = () =>
          alice.tab.waitForStatus('Sameframe', (text) => text.includes('does not recognise'), {
            timeoutMs: NOTICE_MS,
          });
        // What bears no seek may begin elsewhere and stay there.
        if (film === null) await isTold();
        else await lea.sees(member, 'in-step');
        await alice.tab.click(CONTROLS.playOrPause);
        await lea.hears('play', ({ isPlaying }) => isPlaying);
        // What a page shows around its film is missed only once that plays.
        if (film !== null) await isTold();
        const known = lea.acts.length;
        lea.act('seek-to', { positionSeconds: film === null ? 200 : 30 });
        if (film !== null) {
          await waitForFilm(alice.tab, { film }, 'to be where the party is', ({ positionS }) => {
            return positionS > 29 && positionS < 40;
          });
          await lea.sees(member, 'in-step');
        } else {
          await lea.waitUntilQuiet();
        }
        lea.act('pause', { isPlaying: false });
        await waitForFilm(alice.tab, { film }, 'to stand unharmed', ({ isPaused, isHarmed }) => {
          return isPaused && isHarmed !== true;
        });
        expect(lea.kindsOf(member, known)).toEqual([]);
        await alice.tab.click(CONTROLS.playOrPause);
        await lea.hears('play', ({ isPlaying }) => isPlaying);
        await lea.close();
        await alice.tab.close();
      },
    );

    it.each(shareFor(kind, ADVERTS))(
      '[AB1][TM3] $host $path: an advert in its element’s time is no act, and the film goes on where it was',
      async ({ host, path }) => {
        tellFlows({ fixture: host, browser: kind }, ['advert']);
        const lea = await startLightParty(on.stage.relay.url);
        const alice = await Person.open(on.browser, `${on.stage.playground.siteOrigin(host)}${path}`);
        await alice.joinParty(lea.code);
        const member = await lea.seesOther();
        await lea.sees(member, 'in-step');
        await alice.tab.click(CONTROLS.playOrPause);
        await lea.hears('play', ({ isPlaying }) => isPlaying);
        // By then what is shown has told where its seconds are.
        await waitForFilm(alice.tab, OWN_WORD, 'to play', ({ positionS }) => positionS > 3);

        const known = lea.acts.length;
        await alice.tab.click('#advert');
        await lea.sees(member, 'in-ad');
        await lea.sees(member, 'in-step');
        lea.act('pause', { isPlaying: false });
        await waitForFilm(alice.tab, OWN_WORD, 'to be paused', ({ isPaused }) => isPaused);
        lea.act('seek-to', { positionSeconds: 40 });
        await waitForFilm(
          alice.tab,
          OWN_WORD,
          'to stand with the party',
          ({ isPaused, positionS, isHarmed }) =>
            isPaused && isHarmed !== true && Math.abs(positionS - 40) < 0.7,
        );
        expect(lea.kindsOf(member, known)).toEqual([]);
        await lea.close();
        await alice.tab.close();
      },
    );

    it.each(onlyIn('chromium'))(
      '[LV1][AB1] www.twitch.tv in %s: what is on now is live, though its element has a length, and an advert in it no act',
      async () => {
        tellFlows({ fixture: 'www.twitch.tv', browser: kind }, ['advert', 'live']);
        const site = on.stage.playground.siteOrigin('www.twitch.tv');
        const alice = await Person.open(on.browser, `${site}/Somebody`);
        await alice.tab.click('#play');
        await alice.tab.video('#film').waitUntil(({ paused, readyState }) => !paused && readyState >= 3);
        const lea = await joinLightly(on.stage.relay.url, await alice.startParty());
        const member = await lea.seesOther();
        await lea.hears('stream', ({ media }) => media?.live === 'edge');
        expect(lea.playback().media?.url).toBe(`${site}/somebody`);
        await lea.sees(member, 'in-step');

        const known = lea.acts.length;
        await alice.tab.click('#advert');
        await lea.sees(member, 'in-ad');
        lea.act('pause', { isPlaying: false });
        await lea.sees(member, 'in-step');
        await alice.tab.video('#film').waitUntil(({ paused }) => paused);
        lea.act('play', { isPlaying: true });
        await alice.tab.video('#film').waitUntil(({ paused }) => !paused);
        await lea.sees(member, 'in-step');
        await alice.tab.click('#play');
        await lea.hears('pause', ({ isPlaying }) => !isPlaying);
        await lea.waitUntilQuiet();
        expect(lea.kindsOf(member, known)).toEqual(['pause']);
        await lea.close();
        await alice.tab.close();
      },
    );

    it.each(shareFor(kind, NAMED_BY_THE_PAGE))(
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

interface FilmReading {
  readonly positionS: number;
  readonly isPaused: boolean;
  /** By whoever drove it as any other film. */
  readonly isHarmed?: boolean;
}

/** What the pages of some sites tell of their film. */
declare global {
  var readFilm: (() => FilmReading) | undefined;
}

function waitForFilm(
  page: RigFrame,
  { film }: Pick<SiteFixture, 'film'>,
  what: string,
  isAccepted: (reading: FilmReading) => boolean,
) {
  const readElement = async (selector: string): Promise<FilmReading> => {
    const { currentTime, paused } = await page.video(selector).read();
    return { positionS: currentTime, isPaused: paused };
  };
  return waitForValue(
    () =>
      film === null
        ? page.evaluate(() => globalThis.readFilm?.() ?? { positionS: Number.NaN, isPaused: true })
        : readElement(film),
    isAccepted,
    { what: `the film ${what}`, timeoutMs: PATIENCE_MS },
  );
}

/** In the page, as an extension does that knows nothing of the site; whether the film has taken harm from it. */
function seekBluntly(selector: string): boolean {
  const found = document.querySelector(selector);
  const video = found?.shadowRoot?.querySelector('video') ?? (found as HTMLVideoElement | null);
  const isHarmed = globalThis.readFilm?.().isHarmed === true;
  if (!isHarmed && video !== null && video.readyState >= 1) video.currentTime = 250;
  return isHarmed;
}
