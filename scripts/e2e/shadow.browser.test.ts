// A video where neither the page's document nor a query of it reaches: in a closed shadow root inside another one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { CLICK_TO_JOIN, PATIENCE_MS, Person } from './person.ts';
import { REPEATS, type Stage, setStage } from './stage.ts';
import { tellFlows } from './tell-flows.ts';

interface FilmReading {
  readonly paused: boolean;
  readonly seeking: boolean;
  readonly currentTime: number;
  readonly x: number;
  readonly y: number;
}

/** By the page's own reference, as it gives its root to nobody. */
function readFilm(): FilmReading {
  const film = (globalThis as unknown as { film: HTMLVideoElement }).film;
  const { left, top, width, height } = film.getBoundingClientRect();
  const { paused, seeking, currentTime } = film;
  return { paused, seeking, currentTime, x: left + width / 2, y: top + height / 2 };
}

describe('a video in a closed shadow root', { timeout: 120_000, repeats: REPEATS }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('[FV4] is found in both browsers, and a click in either is one in both', async () => {
    for (const browser of ['chromium', 'firefox'] as const) {
      tellFlows({ fixture: 'shadow', browser }, ['found', 'own controls', 'party’s acts']);
    }
    const url = `${stage.playground.origin}/shadow.html`;
    const alice = await Person.open(await stage.launch('chromium'), url);
    const bob = await Person.open(await stage.launch('firefox'), url);
    await bob.joinParty(await alice.startParty());
    await alice.seesMembers(2);

    await clickFilm(alice);
    await waitFor(
      async () => {
        if (await bob.tab.hasButton(CLICK_TO_JOIN)) await bob.tab.clickButton(CLICK_TO_JOIN);
        return !(await bob.tab.evaluate(readFilm)).paused;
      },
      { what: 'Firefox to follow, after the click it wants', timeoutMs: PATIENCE_MS },
    );
    await waitForValue(
      () => bob.tab.evaluate(readFilm),
      ({ currentTime }) => currentTime > 1,
      { what: 'the film to go on', timeoutMs: PATIENCE_MS },
    );
    await clickFilm(bob);
    await waitForValue(
      async () => {
        const [a, b] = [await alice.tab.evaluate(readFilm), await bob.tab.evaluate(readFilm)];
        const areAtRest = [a, b].every(({ paused, seeking }) => paused && !seeking);
        return areAtRest ? Math.abs(a.currentTime - b.currentTime) : Number.POSITIVE_INFINITY;
      },
      (apartS) => apartS < 0.002,
      { what: 'both to stand on the same position', timeoutMs: PATIENCE_MS },
    );
    expect((await alice.tab.evaluate(readFilm)).currentTime).toBeGreaterThan(1);
  });
});

async function clickFilm({ tab }: Person): Promise<void> {
  const { x, y } = await tab.evaluate(readFilm);
  await tab.clickAt(x, y);
}
