// A live stream in two browsers, that began at different times and stand elsewhere in it: together they end within a
// piece of each other, by the very frames on their screens.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPicture } from '../bench/page/painted-frame.ts';
import { SAMPLE } from '../playground/sample-recipe.ts';
import { waitForValue } from '../rig/wait-for.ts';
import { joinLightly } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { REPEATS, type Stage, setStage } from './stage.ts';

const PIECE_S = 4;
const IN_STEP = /^Live: in step to within a segment/;

describe('a live stream', { timeout: 150_000, repeats: REPEATS }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('[LV1][LV2] is the same in two browsers to within a piece, paused and played together', async () => {
    const [chromium, firefox] = await Promise.all([stage.launch('chromium'), stage.launch('firefox')]);
    const page = `${stage.playground.origin}/live.html`;
    // One player says that its stream is endless, the other gives it the length that it has by now.
    const alice = await Person.open(chromium, `${page}#endless`);
    const bob = await Person.open(firefox, page);
    await alice.startPlaying();
    await bob.startPlaying();
    await bob.tab.evaluate(() => {
      const video = document.querySelector('video');
      if (video !== null) video.currentTime -= 10;
    });
    const code = await alice.startParty();
    await alice.seesSync((text) => IN_STEP.test(text));
    const lea = await joinLightly(stage.relay.url, code);
    const known = lea.acts.length;
    expect(lea.playback().media?.live).toBe('edge');

    await bob.joinParty(code);
    await bob.seesSync((text) => IN_STEP.test(text));
    await seeTheSamePiece(alice, bob);
    await alice.pause();
    await bob.waitUntilPaused();
    await seeTheSamePiece(alice, bob);
    await alice.startPlaying();
    await bob.waitUntilPlaying();
    await lea.waitUntilQuiet();
    expect(lea.acts.slice(known).map(({ kind }) => kind)).toEqual(['pause', 'play']);
    await lea.close();
  });
});

/** While a member is brought there, what is painted on its screen may be nothing that can be read. */
async function seeTheSamePiece(one: Person, other: Person): Promise<void> {
  await waitForValue(
    () => apartS(one, other),
    (seconds) => seconds < PIECE_S,
    { what: 'both to show the same piece', timeoutMs: PATIENCE_MS },
  );
}

/** By what is painted into the frames; the film begins again when it is over. */
async function apartS(one: Person, other: Person): Promise<number> {
  const [first, second] = await Promise.all([readPicture(one.tab), readPicture(other.tab)]);
  if (first.paintedFrame === undefined || second.paintedFrame === undefined) return Number.POSITIVE_INFINITY;
  const apart = Math.abs(first.paintedFrame - second.paintedFrame) / SAMPLE.framesPerSecond;
  return Math.min(apart, SAMPLE.durationSeconds - apart);
}
