// A live stream in two browsers, that began at different times and stand elsewhere in it: together they end within a
// piece of each other, by the very frames on their screens; where their players know when each was on, within 0.3 s.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PausedPicture } from '../bench/page/film-offset.ts';
import { readPicture } from '../bench/page/painted-frame.ts';
import { SAMPLE } from '../playground/sample-recipe.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { joinLightly } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS, type Stage, setStage } from './stage.ts';
import { tellFlows } from './tell-flows.ts';

const KINDS = ['chromium', 'firefox'] as const;
const PIECE_S = 4;
const IN_STEP = /^Live: in step to within a segment/;
const BY_PROGRAMME = /^Live: in step by the programme’s clock/;
const SAME_SECOND_S = 0.3;

describe('a live stream', { timeout: 150_000, repeats: REPEATS }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('[LV1][LV2] is the same in two browsers to within a piece, paused and played together', async () => {
    const [chromium, firefox] = await Promise.all([stage.launch('chromium'), stage.launch('firefox')]);
    for (const browser of KINDS) {
      tellFlows({ fixture: 'live', browser }, ['found', 'own controls', 'party’s acts', 'live']);
    }
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
    await seeTheSame(alice, bob, PIECE_S);
    await alice.pause();
    await bob.waitUntilPaused();
    await seeTheSame(alice, bob, PIECE_S);
    await alice.startPlaying();
    await bob.waitUntilPlaying();
    await lea.waitUntilQuiet();
    expect(lea.acts.slice(known).map(({ kind }) => kind)).toEqual(['pause', 'play']);
    await lea.close();
  });

  it('[LV6][LV7] is the same programme second in two browsers, though one hears of each piece a piece later', async () => {
    const [chromium, firefox] = await Promise.all([stage.launch('chromium'), stage.launch('firefox')]);
    for (const browser of KINDS) {
      tellFlows({ fixture: 'live-clock', browser }, ['found', 'own controls', 'party’s acts', 'live']);
    }
    const page = `${stage.playground.origin}/live-clock.html`;
    const alice = await Person.open(chromium, `${page}#hls`);
    const bob = await Person.open(firefox, `${page}#hls,${PIECE_S}`);
    await alice.startPlaying();
    await bob.startPlaying();
    const code = await alice.startParty();
    await alice.seesSync((text) => BY_PROGRAMME.test(text));
    const lea = await joinLightly(stage.relay.url, code);
    expect(lea.playback().media?.live).toBe('programme');
    const known = lea.acts.length;

    await bob.joinParty(code);
    await bob.seesSync((text) => BY_PROGRAMME.test(text));
    await seeTheSame(alice, bob, SAME_SECOND_S);
    const before = await alice.video.readFresh();
    await bob.video.press('ArrowLeft');
    await lea.hears('jump back', ({ media }) => media?.live === 'programme' && lea.acts.length > known);
    await alice.waitUntil(
      'Alice to be taken back',
      ({ currentTime, readAtMs, seeking }) =>
        !seeking && currentTime - before.currentTime < (readAtMs - before.readAtMs) / 1_000 - 3,
    );
    await seeTheSame(alice, bob, SAME_SECOND_S);
    await lea.waitUntilQuiet();
    expect(lea.acts.slice(known).map(({ kind }) => kind)).toEqual(['seek-to']);
    await lea.close();
  });

  const clocks = [
    ['vidstack', 'live-clock'],
    ['video-js', 'live-clock'],
    ['shaka', 'live-clock'],
    ['youtube', 'www.youtube.com'],
  ] as const;
  const cases = kindsFor('chromium').flatMap((kind) =>
    clocks.map(([player, fixture]) => ({ player, fixture, kind })),
  );
  it.each(cases)('[LV6] is known by the clock of $player in $kind', async ({ player, fixture, kind }) => {
    tellFlows({ fixture, browser: kind }, ['live']);
    const browser = await stage.launch(kind);
    const { origin, siteOrigin } = stage.playground;
    const page =
      player === 'youtube'
        ? `${siteOrigin('www.youtube.com')}/watch?v=ccccccccccc&live`
        : `${origin}/live-clock.html#${player}`;
    const alice = await Person.open(browser, page);
    // Some come up by and by, and take no play before.
    await alice.waitUntil(
      'the player to be there',
      ({ duration, readyState }) => duration !== null || readyState >= 2,
    );
    await waitFor(() => alice.tab.evaluate(playMuted), {
      what: 'the player to play',
      timeoutMs: PATIENCE_MS,
    });
    const lea = await joinLightly(stage.relay.url, await alice.startParty());
    await lea.hears('programme', ({ media }) => media?.live === 'programme');
    const { position, velocity, timestamp } = lea.playback().vector;
    const positionSeconds = position + (velocity * (Date.now() - timestamp)) / 1_000;
    lea.act('pause', { isPlaying: false, positionSeconds });
    await alice.waitUntilPaused();
    const startS = await readStreamStartS(stage);
    await waitForValue(
      async () => {
        const onAtS = (lea.playback().vector.position - startS) % SAMPLE.durationSeconds;
        return Math.abs(onAtS - secondOf(await readPicture(alice.tab)));
      },
      (seconds) => seconds < SAME_SECOND_S,
      { what: 'Alice to see what was on then', timeoutMs: PATIENCE_MS },
    );
    await lea.close();
  });
});

async function playMuted(): Promise<boolean> {
  const video = document.querySelector('video');
  if (video === null) return false;
  video.muted = true;
  await video.play().catch(() => undefined);
  return !video.paused && video.readyState >= 3;
}

/** When the film's first frame was on, in seconds since 1970, as the playlist has it. */
async function readStreamStartS({ playground }: Stage): Promise<number> {
  const playlist = await (await fetch(`${playground.origin}/adaptive/live.m3u8`)).text();
  const [, date = '', piece] = /PROGRAM-DATE-TIME:(\S+)[\s\S]*?stream0-(\d+)/.exec(playlist) ?? [];
  return Date.parse(date) / 1_000 - (Number(piece) - 1) * PIECE_S;
}

/** While a member is brought there, what is painted on its screen may be nothing that can be read. */
async function seeTheSame(one: Person, other: Person, withinS: number): Promise<void> {
  await waitForValue(
    () => apartS(one, other),
    (seconds) => seconds < withinS,
    { what: 'both to show the same', timeoutMs: PATIENCE_MS },
  );
}

/** By what is painted into the frames; the film begins again when it is over. */
async function apartS(one: Person, other: Person): Promise<number> {
  const [first, second] = await Promise.all([readPicture(one.tab), readPicture(other.tab)]);
  const apart = Math.abs(secondOf(first) - secondOf(second));
  return Math.min(apart, SAMPLE.durationSeconds - apart);
}

/** Of the film, as painted; not a number where nothing can be read. */
function secondOf({ paintedFrame = Number.NaN }: PausedPicture): number {
  return paintedFrame / SAMPLE.framesPerSecond;
}
