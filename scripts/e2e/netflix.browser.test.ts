// Netflix's own traps beyond that of its element: adverts that its element counts and its player does not, sessions of other
// films beside it, and a player that skips are too many for.
import { describe, expect, it } from 'vitest';
import { waitForValue } from '../rig/wait-for.ts';
import { isBackWithin3s, timesInARow } from './back-in-step.ts';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

const NEAR_S = 0.5;
/** Five seconds of advert before the film, and at its second 60. */
const AD_AT_S = 60;
const ADS_BEFORE_S = 10;
const JUMPS_S = [70, 90, 110, 130, 150, 170, 190, 210, 230] as const;

interface FilmReading {
  readonly positionS: number;
  /** Of the element. */
  readonly ownS: number;
  readonly isPaused: boolean;
  readonly isHarmed: boolean;
}

describe.each(kindsFor('chromium'))('Netflix in %s', { timeout: 300_000, repeats: REPEATS }, (kind) => {
  const on = useStage(kind);

  it('[SA1] [AB1] [TM1] the party’s seconds are the film’s without its adverts, and its player is not stormed', async () => {
    tellFlows({ fixture: 'www.netflix.com', browser: kind }, ['advert']);
    const site = on.stage.playground.siteOrigin('www.netflix.com');
    const lea = await startLightParty(on.stage.relay.url);
    const alice = await Person.open(on.browser, `${site}/watch/81234567?ads`);
    const { tab } = alice;
    const read = () => tab.evaluate(readFilm);
    const seesFilm = (what: string, isAccepted: (film: FilmReading) => boolean) =>
      waitForValue(read, isAccepted, { what: `the film ${what}`, timeoutMs: PATIENCE_MS });

    // The advert before it is over when she joins.
    await tab.click('#play');
    await seesFilm('to have begun', ({ positionS }) => positionS > 0.5);
    await alice.joinParty(lea.code);
    const member = await lea.seesOther();
    await seesFilm('to be paused with the party', ({ isPaused }) => isPaused);
    await lea.sees(member, 'in-step');
    lea.act('play', { isPlaying: true });
    await lea.sees(member, 'in-step');

    await isBackWithin3s({
      times: timesInARow(2) / 2,
      disturb: async () => {
        lea.act('seek-to', { positionSeconds: AD_AT_S - 2 });
        await lea.sees(member, 'in-ad');
        await seesFilm('to go on', ({ positionS }) => positionS > AD_AT_S);
      },
      isInStep: async () => lea.stateOf(member) === 'in-step',
    });
    lea.act('pause', { isPlaying: false, positionSeconds: 100 });
    const at = await seesFilm(
      'to stand with the party',
      (film) => film.isPaused && near(film.positionS, 100),
    );
    expect(at.ownS - at.positionS).toBeCloseTo(ADS_BEFORE_S, 1);

    // Skips as fast as a hand can, by somebody else: Alice's player is told of no more than it takes.
    for (const positionSeconds of JUMPS_S) lea.act('seek-to', { positionSeconds });
    const [last] = JUMPS_S.slice(-1);
    await seesFilm('to be where the last skip went', ({ positionS }) => near(positionS, last ?? 0));
    await lea.waitUntilQuiet();
    expect(lea.kindsOf(member)).toEqual([]);
    expect((await read()).isHarmed).toBe(false);
    await lea.close();
    await tab.close();
  });
});

/** Runs in the page. */
function readFilm(): FilmReading {
  return (globalThis as unknown as { readFilm: () => FilmReading }).readFilm();
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < NEAR_S;
}
