// A page that nothing was prepared for: whatever a hand-made player does, the generic path has to do.
import { describe, expect, it } from 'vitest';
import type { RigBrowser, RigTab } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

const NEAR_S = 1;
const FILM_S = 300;
/** The controls are painted into the lowest pixels of the picture. */
const STRIP_MIDDLE_PX = 16;

describe.each(['chromium', 'firefox'] as const)(
  'a player nobody prepared for, in %s',
  { timeout: 120_000 },
  (kind) => {
    const on = useStage(kind);

    it('[FV4] [PV8] is found, heard and driven, and found again when it is mounted anew', async () => {
      const flows = ['found', 'own controls', 'party’s acts', 'remount'] as const;
      tellFlows({ fixture: 'unprepared', browser: kind }, flows);
      const lea = await startLightParty(on.stage.relay.url);
      const { tab, ...alice } = await openPlayer(on.browser, `${on.stage.playground.origin}/unprepared.html`);
      await alice.person.joinParty(lea.code);
      const member = await lea.seesOther();
      const hears = (what: string, count: number) =>
        waitFor(() => lea.kindsOf(member).length >= count, {
          what: `the party to be told: ${what}`,
          timeoutMs: PATIENCE_MS,
        });

      // Her hand: on the picture, on the painted strip, on the keys.
      const { x, y, width, height } = await alice.box();
      await tab.clickAt(x + width / 2, y + height / 2);
      await hears('play', 1);
      await alice.waitUntil('to play', ({ paused, readyState }) => !paused && readyState >= 3);
      await tab.clickAt(x + width / 2, y + height - STRIP_MIDDLE_PX);
      await hears('half-way', 2);
      await lea.waitUntilQuiet();
      await tab.press('l');
      await hears('ten seconds on', 3);
      await lea.waitUntilQuiet();
      await tab.press(' ');
      await hears('pause', 4);
      await lea.waitUntilQuiet();
      expect(lea.kindsOf(member)).toEqual(['play', 'seek-to', 'seek-to', 'pause']);
      const { currentTime } = await alice.waitUntil('to be paused', ({ paused }) => paused);
      expect(currentTime).toBeGreaterThan(FILM_S / 2 + 9);

      // The party's acts, and a router that mounts the player anew while the film plays.
      lea.act('play', { positionSeconds: 30, isPlaying: true });
      await alice.waitUntil('to follow', (film) => !film.paused && film.currentTime > 30 - NEAR_S);
      await tab.press('n');
      await alice.waitUntil('to be with the party again', (film) => {
        return !film.paused && !film.seeking && film.currentTime > 30;
      });
      await lea.sees(member, 'in-step');
      lea.act('pause', { isPlaying: false });
      await alice.waitUntil('to be paused by the party', ({ paused }) => paused);
      await lea.waitUntilQuiet();
      expect(lea.kindsOf(member)).toHaveLength(4);
      await lea.close();
      await tab.close();
    });
  },
);

interface Film {
  readonly paused: boolean;
  readonly seeking: boolean;
  readonly currentTime: number;
  readonly readyState: number;
}

async function openPlayer(browser: RigBrowser, url: string) {
  const person = await Person.open(browser, url);
  const tab: RigTab = person.tab;
  const waitUntil = (what: string, isAccepted: (film: Film) => boolean) =>
    waitForValue(() => tab.evaluate(readFilm), isAccepted, {
      what: `Alice’s film ${what}`,
      timeoutMs: PATIENCE_MS,
    });
  await waitUntil('to be there', ({ readyState }) => readyState >= 1);
  return { person, tab, waitUntil, box: () => tab.evaluate(measureFilm) };
}

// The functions below run in the page, by its own reference: it gives its root to nobody.

function readFilm(): Film {
  const { film } = globalThis as unknown as { film: HTMLVideoElement };
  const { paused, seeking, currentTime, readyState } = film;
  return { paused, seeking, currentTime, readyState };
}

function measureFilm() {
  const { film } = globalThis as unknown as { film: HTMLVideoElement };
  const { x, y, width, height } = film.getBoundingClientRect();
  return { x, y, width, height };
}
