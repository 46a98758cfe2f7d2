// A system's media keys and the buttons of the little window (picture in picture), for real. They reach a page without any
// event, just as its own scripts do; only with the key to play Chromium activates the page, so that it may. Only Chromium:
// Firefox hears no media key where there is no sound device, and its little window has no name that a hand could find it by.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickLittleWindow } from '../rig/chromium/little-window.ts';
import type { RigBrowser } from '../rig/rig.ts';
import { type SessionBus, startSessionBus } from '../rig/session-bus.ts';
import { startVirtualDisplay, type VirtualDisplay } from '../rig/virtual-display.ts';
import { waitFor } from '../rig/wait-for.ts';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import type { Act } from './provenance/act.ts';
import type { Ground } from './provenance/grounds.ts';
import { judgeActs } from './provenance/judge.ts';
import { watchFilm } from './provenance/seen.ts';
import { isRight, type Judged } from './provenance/tally.ts';
import { type Stage, setStage } from './stage.ts';

const GROUND: Ground = {
  fixture: 'plain',
  path: '/plain.html',
  film: 'video',
  hand: { kind: 'controls', controls: 'native' },
};

const BY_HAND = { author: 'user', after: 'calm' } as const;
const TO_PAUSE = { ...BY_HAND, from: 'playing', change: 'pause' } as const;
const TO_PLAY = { ...BY_HAND, from: 'paused', change: 'play' } as const;

describe('in Chromium', { timeout: 180_000 }, () => {
  let stage: Stage;
  let browser: RigBrowser;
  let bus: SessionBus;
  let display: VirtualDisplay;
  beforeAll(async () => {
    stage = await setStage();
    bus = await startSessionBus();
    display = await startVirtualDisplay();
    browser = await stage.launch('chromium', { headless: false, display: display.name, env: bus.env });
  });
  afterAll(async () => {
    await stage.close();
    await display.close();
    await bus.close();
  });

  it('[PV3] [PV6] a media key to pause is asked about, one to play is a person’s, and so is the little window', async () => {
    const lea = await startLightParty(stage.relay.url);
    const person = await Person.open(browser, `${stage.playground.origin}${GROUND.path}`);
    const { tab } = person;
    await waitFor(() => watchFilm(tab, GROUND.film).then(() => true), {
      what: 'the film to be there',
      timeoutMs: PATIENCE_MS,
    });
    await person.joinParty(lea.code);
    await lea.seesOther();
    const judged: Judged[] = [];
    const judge = (acts: readonly Act[]) =>
      judgeActs({ ground: GROUND, person, lea, frame: tab }, acts, 'chromium', (each) => judged.push(each));

    await judge(mediaKeys('media key', bus));
    await tab.evaluate(openLittleWindowAtClick);
    await tab.click('h1');
    await judge(littleWindow(display));
    await tab.evaluate(answerMediaKeys);
    await judge(mediaKeys('media key that the page answers', bus));

    expect(judged.filter((each) => !isRight(each))).toEqual([]);
    await lea.close();
    await tab.close();
  });
});

function mediaKeys(name: string, bus: SessionBus): readonly Act[] {
  return [
    {
      name: `${name}: pause`,
      ...TO_PAUSE,
      right: 'unknown',
      isTold: false,
      do: () => bus.pressMediaKey('Pause'),
    },
    { name: `${name}: play`, ...TO_PLAY, right: 'user', isTold: true, do: () => bus.pressMediaKey('Play') },
  ];
}

function littleWindow(display: VirtualDisplay): readonly Act[] {
  const click = {
    right: 'unknown',
    isTold: true,
    isByRule: true,
    do: () => clickLittleWindow(display.name),
  } as const;
  return [
    { name: 'little window: pause', ...TO_PAUSE, ...click },
    { name: 'little window: play', ...TO_PLAY, ...click },
  ];
}

// The functions below run in the page.

async function answerMediaKeys(): Promise<void> {
  await document.exitPictureInPicture();
  const { film } = globalThis.watched;
  navigator.mediaSession.setActionHandler('play', () => void film.play());
  navigator.mediaSession.setActionHandler('pause', () => film.pause());
}

function openLittleWindowAtClick(): void {
  document.querySelector('h1')?.addEventListener('click', () => {
    void globalThis.watched.film.requestPictureInPicture();
  });
}
