// Pages that make it hard: strict policies, methods that throw, events that nobody hears, frames without an origin,
// players that refuse seeks, crowds of videos. The film is found, driven and heard; the page notices nothing.
import { describe, expect, it } from 'vitest';
import type { RigBrowser, RigFrame } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { startLightParty } from './light-member.ts';
import { CLICK_TO_JOIN, PATIENCE_MS, Person } from './person.ts';
import { IN_BOTH, REPEATS } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

/** What the pages' own script tells of its film and of what it has noticed; its methods are not to be trusted. */
interface OwnFilm {
  read(): FilmReading;
}
interface FilmReading {
  readonly currentTime: number;
  readonly paused: boolean;
  readonly seeking: boolean;
  readonly noted: {
    readonly errors: readonly string[];
    readonly violations: readonly string[];
    readonly clicks: number;
    readonly foreignSeeks?: readonly number[];
  };
}

interface HostilePage {
  readonly path: string;
  /** The frame that the film is in, if any. */
  readonly frame?: string;
  readonly swallowsEvents?: true;
  /** The one browser that lets a toolbar click into it. */
  readonly onlyIn?: RigBrowser['kind'];
}

const PAGES: readonly HostilePage[] = [
  { path: 'strict.html' },
  { path: 'hostile-methods.html' },
  { path: 'swallow.html', swallowsEvents: true },
  { path: 'sandboxed.html', frame: '#frame', onlyIn: 'chromium' },
  { path: 'sandboxed.html?srcdoc', frame: '#frame' },
  { path: 'many-videos.html?count=200&elements=5000' },
  { path: 'feed.html' },
];
const NEAR_SECONDS = 0.5;
/** As long as a corrective seek waits for the next one, and more. */
const REST_MS = 3_000;

function readOwnFilm(): FilmReading {
  return (globalThis as unknown as { ownFilm: OwnFilm }).ownFilm.read();
}

describe.each(['chromium', 'firefox'] as const)(
  'hostile pages in %s',
  { timeout: 120_000, repeats: REPEATS },
  (kind) => {
    const on = useStage(kind);

    it.each(pagesFor(kind))(
      '[HS1 HS2] $path: driven, heard, and none the wiser',
      async ({ path, frame, swallowsEvents }) => {
        const fixture = path.replace(/\.html.*/, '');
        tellFlows({ fixture, browser: kind }, ['found', 'own controls', 'party’s acts']);
        const lea = await startLightParty(on.stage.relay.url);
        lea.act('play', { isPlaying: true });
        const alice = await Person.open(on.browser, `${on.stage.playground.origin}/${path}`);
        const film = frame === undefined ? alice.tab : alice.tab.frame(frame);
        await seesFilm(film, 'to be there', () => true);
        await alice.joinParty(lea.code);
        const member = await lea.seesOther();

        // No click was made in the page yet: some browsers want one, and it has to get through.
        await waitFor(
          async () => {
            if (await film.hasButton(CLICK_TO_JOIN)) await film.clickButton(CLICK_TO_JOIN);
            return !(await film.evaluate(readOwnFilm)).paused;
          },
          { what: 'the film to play, after a click where one is wanted', timeoutMs: PATIENCE_MS },
        );
        const { clicks } = (await film.evaluate(readOwnFilm)).noted;
        lea.act('pause', { isPlaying: false });
        await seesFilm(film, 'to be paused', ({ paused }) => paused);
        expect(await film.waitForStatus('Sameframe', (text) => text !== '')).toContain('Lea paused');
        lea.act('seek-to', { positionSeconds: 30 });
        await seesFilm(film, 'to follow', ({ currentTime }) => Math.abs(currentTime - 30) < NEAR_SECONDS);
        await lea.waitUntilQuiet();
        expect(lea.kindsOf(member)).toEqual([]);

        await film.click('#play');
        await lea.hears('play', ({ isPlaying }) => isPlaying);
        await film.click('#play');
        await lea.hears('pause', ({ isPlaying }) => !isPlaying);
        // Nobody can tell a jump from the film's own stumbling where its events are swallowed as well.
        if (!swallowsEvents) {
          await film.click('#forward');
          await lea.hears('seek', ({ vector }) => vector.position > 39);
        }
        await lea.waitUntilQuiet();
        const own = lea.kindsOf(member);
        expect(own).toEqual(['play', 'pause', ...(swallowsEvents ? [] : ['seek-to'])]);

        await alice.inPopup((popup) => popup.clickButton('Sync details'));
        await waitFor(() => film.hasButton('Close'), {
          what: 'the panel to be open',
          timeoutMs: PATIENCE_MS,
        });
        await film.clickButton('Close');
        await waitFor(async () => !(await film.hasButton('Close')), { what: 'the panel to be closed' });

        const { noted } = await film.evaluate(readOwnFilm);
        // Its own buttons' clicks, and where it takes them first of all, the one on ours.
        expect(noted.clicks - clicks).toBe(3);
        expect([...noted.errors, ...noted.violations]).toEqual([]);
        await lea.close();
        await alice.tab.close();
      },
    );

    it('[HS4] a player that undoes seeks is asked a few times, and not stormed', async () => {
      tellFlows({ fixture: 'throws-on-seek', browser: kind }, ['found', 'party’s acts']);
      const lea = await startLightParty(on.stage.relay.url);
      const alice = await Person.open(on.browser, `${on.stage.playground.origin}/throws-on-seek.html`);
      await alice.joinParty(lea.code);
      await lea.seesOther();
      lea.act('seek-to', { positionSeconds: 60 });
      const { times } = await waitForValue(
        () =>
          alice.tab.evaluate(() => {
            const { ownFilm } = globalThis as unknown as { ownFilm: OwnFilm };
            return { times: ownFilm.read().noted.foreignSeeks ?? [], now: performance.now() };
          }),
        ({ times: seeks, now }) => now - (seeks.at(-1) ?? now) > REST_MS,
        { what: 'the film to have been sought and then left alone', timeoutMs: PATIENCE_MS },
      );
      expect(times.length).toBeLessThanOrEqual(3);
      await lea.close();
      await alice.tab.close();
    });
  },
);

/** In the short run each page is met in one of the browsers. */
function pagesFor(kind: RigBrowser['kind']): readonly HostilePage[] {
  return PAGES.filter(({ onlyIn }, index) => {
    if (onlyIn !== undefined) return onlyIn === kind;
    return IN_BOTH || (index % 2 === 0) === (kind === 'chromium');
  });
}

function seesFilm(film: RigFrame, what: string, isAccepted: (reading: FilmReading) => boolean) {
  return waitForValue(() => film.evaluate(readOwnFilm), isAccepted, {
    what: `the film ${what}`,
    timeoutMs: PATIENCE_MS,
  });
}
