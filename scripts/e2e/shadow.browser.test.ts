// A video where neither the page's document nor a query of it reaches: in a closed shadow root inside another one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { CLICK_TO_JOIN, PATIENCE_MS, Person } from './person.ts';
import { REPEATS, type Stage, setStage } from './stage.ts';

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

  it.each([
    ['chromium', 'firefox'],
    ['firefox', 'chromium'],
  ] as const)('is found, and driven by a click in %s for %s', async (actor, follower) => {
    const url = `${stage.playground.origin}/shadow.html`;
    const alice = await Person.open(await stage.launch(actor), url);
    const bob = await Person.open(await stage.launch(follower), url);
    await bob.joinParty(await alice.startParty());
    await alice.seesMembers(2);
    const clickFilm = async ({ tab }: Person) => {
      const { x, y } = await tab.evaluate(readFilm);
      await tab.clickAt(x, y);
    };
    const becomes = (person: Person, isPaused: boolean) =>
      waitForValue(
        () => person.tab.evaluate(readFilm),
        ({ paused, seeking }) => paused === isPaused && !seeking,
        { what: `${person.kind} to be ${isPaused ? 'paused' : 'playing'}`, timeoutMs: PATIENCE_MS },
      );

    await clickFilm(alice);
    await becomes(alice, false);
    await waitFor(
      async () => {
        if (await bob.tab.hasButton(CLICK_TO_JOIN)) await bob.tab.clickButton(CLICK_TO_JOIN);
        return !(await bob.tab.evaluate(readFilm)).paused;
      },
      { what: `${follower} to follow, after a click where it wants one`, timeoutMs: PATIENCE_MS },
    );
    await waitForValue(
      () => bob.tab.evaluate(readFilm),
      ({ currentTime }) => currentTime > 1,
      { what: 'the film to go on', timeoutMs: PATIENCE_MS },
    );
    await clickFilm(alice);
    await becomes(alice, true);
    await becomes(bob, true);
    await waitForValue(
      async () => {
        const [a, b] = await Promise.all([alice, bob].map(({ tab }) => tab.evaluate(readFilm)));
        return Math.abs((a?.currentTime ?? 0) - (b?.currentTime ?? 1));
      },
      (apartS) => apartS < 0.002,
      { what: 'both to stand on the same position', timeoutMs: PATIENCE_MS },
    );
    expect((await bob.tab.evaluate(readFilm)).paused).toBe(true);
    for (const person of [alice, bob]) await person.leaveParty();
  });
});
