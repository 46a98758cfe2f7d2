// The list of acts on one page: who does each, on what, and as what it has to be taken.
import type { BrowserKind, RigFrame } from '../../rig/rig.ts';
import { waitFor } from '../../rig/wait-for.ts';
import { FOR_EVERYONE, PATIENCE_MS } from '../person.ts';
import { press } from '../player-pages.ts';
import {
  type Act,
  type Moved,
  type Stand,
  TO_PAUSE,
  TO_PLAY,
  TO_SEEK,
  TO_SEEK_AT_REST,
  TO_SPEED,
} from './act.ts';
import { busyHandActs } from './busy-hand-acts.ts';
import type { Ground } from './grounds.ts';
import { pauseFilm, pauseWhenHidden, playFilm, playNext, seekBy, setLoop, setRate } from './page-scripts.ts';
import { takenOutActs } from './taken-out-acts.ts';

/** Longer than hiding explains what follows (VISIBILITY_EXPLAINS_MS). */
const AFTER_HIDING_MS = 1_000;
/** The painted strip is the lowest pixels of the picture. */
const STRIP_MIDDLE_PX = 16;

export function actsOn(ground: Ground, browser: BrowserKind): readonly Act[] {
  return [
    ...handActs(ground),
    byParty('the party changes the speed', TO_SPEED, ({ lea }) => lea.act('set-rate', { rate: 1.5 })),
    ...scriptActs(ground, 'click'),
    ...scriptActs(ground, 'calm'),
    ...busyHandActs(ground),
    ...saidYes(),
    ...hiddenActs(ground),
    ...takenOutActs(ground),
    ...browserActs(ground, browser),
  ];
}

function handActs({ hand }: Ground): readonly Act[] {
  switch (hand.kind) {
    case 'controls': {
      const { controls } = hand;
      const hold = (what: Parameters<typeof press>[2]) => (stand: Stand) =>
        pressControl(stand, controls, what);
      return [
        byHand('button to play', TO_PLAY, hold('goOn')),
        byHand('button to pause', TO_PAUSE, hold('pause')),
        byHand('timeline in motion', TO_SEEK, hold('timeline')),
        byHand('timeline at rest', TO_SEEK_AT_REST, hold('timeline')),
        ...(controls === 'native' ? NATIVE_KEYS : []),
      ];
    }
    case 'buttons':
      return [
        byHand('button to play', TO_PLAY, ({ frame }) => frame.click('#play')),
        byHand('button to pause', TO_PAUSE, ({ frame }) => frame.click('#play')),
        byHand('ten seconds on, in motion', TO_SEEK, ({ frame }) => frame.click('#forward')),
        byHand('ten seconds on, at rest', TO_SEEK_AT_REST, ({ frame }) => frame.click('#forward')),
      ];
    case 'painted':
      return [
        byHand('picture to play', TO_PLAY, (stand) => clickPicture(stand, 'middle')),
        byHand('picture to pause', TO_PAUSE, (stand) => clickPicture(stand, 'middle')),
        byHand('strip in motion', TO_SEEK, (stand) => clickPicture(stand, 'strip')),
        byHand('strip at rest', TO_SEEK_AT_REST, (stand) => clickPicture(stand, 'strip')),
        byHand('space to play', TO_PLAY, ({ person }) => person.tab.press(' ')),
        byHand('space to pause', TO_PAUSE, ({ person }) => person.tab.press(' ')),
        byHand('key to skip', TO_SEEK, ({ person }) => person.tab.press('l')),
      ];
  }
}

const NATIVE_KEYS: readonly Act[] = [
  byHand('space to pause', TO_PAUSE, pressKey(' ')),
  byHand('space to play', TO_PLAY, pressKey(' ')),
  byHand('arrow in motion', TO_SEEK, pressKey('ArrowRight')),
  byHand('arrow at rest', TO_SEEK_AT_REST, pressKey('ArrowLeft')),
  byHand('speed from the menu', TO_SPEED, ({ frame, ground }) => frame.video(ground.film).chooseRate(1.5)),
];

/** Nothing tells a script from a media key or the little window's buttons, unless it is a speed: those have none. */
function scriptActs({ hasOwnSeek, isReloaded }: Ground, after: 'click' | 'calm'): readonly Act[] {
  const byScript = (name: string, moved: Moved, run: (frame: RigFrame) => Promise<unknown>): Act => ({
    name: `${name}${after === 'click' ? ' after a click' : ''}`,
    author: 'site',
    ...moved,
    after,
    right: moved.change === 'rate' ? 'site' : 'unknown',
    isTold: false,
    do: ({ frame }) => run(frame),
  });
  const skip = isReloaded?.seekBy ?? seekBy;
  return [
    byScript('script pauses', TO_PAUSE, (frame) => frame.evaluate(pauseFilm)),
    byScript('script plays', TO_PLAY, (frame) => frame.evaluate(playFilm)),
    ...(hasOwnSeek
      ? []
      : [
          byScript('script skips', TO_SEEK, (frame) => frame.evaluate(skip, 60)),
          byScript('script goes back', TO_SEEK_AT_REST, (frame) => frame.evaluate(skip, -20)),
        ]),
    byScript('script sets the speed', TO_SPEED, (frame) => frame.evaluate(setRate, 1.5)),
  ];
}

function saidYes(): readonly Act[] {
  const asked = { author: 'site', from: 'playing', after: 'calm', right: 'unknown', isTold: true } as const;
  const sayYes = async ({ frame }: Stand) => {
    await frame.evaluate(pauseFilm);
    await waitFor(() => frame.hasButton(FOR_EVERYONE), { what: 'to be asked', timeoutMs: PATIENCE_MS });
    await frame.clickButton(FOR_EVERYONE);
  };
  return [
    {
      name: 'script pauses, and the person says that it is for everyone',
      ...asked,
      change: 'pause',
      do: sayYes,
    },
    {
      name: 'the person has said so, and the script plays again',
      ...asked,
      change: 'play',
      do: async (stand) => {
        await sayYes(stand);
        await stand.frame.evaluate(playFilm);
      },
    },
  ];
}

/** Where no player has a mind of its own, and the browser no reason to pause. */
function hiddenActs({ isPlain, fixture }: Ground): readonly Act[] {
  if (!isPlain || fixture === 'silent') return [];
  const byScript = { author: 'site', ...TO_PAUSE, after: 'calm' } as const;
  return [
    {
      name: 'script pauses as its page is hidden',
      ...byScript,
      // Chromium itself does the same at the same moment to a film without sound.
      right: 'browser',
      isTold: false,
      do: async (stand) => {
        await stand.frame.evaluate(pauseWhenHidden);
        await hideTab(stand);
      },
    },
    {
      name: 'script pauses when its page is hidden for long',
      ...byScript,
      right: 'unknown',
      isTold: true,
      isByRule: true,
      do: (stand) =>
        whileHidden(stand, async () => {
          const { frame, lea } = stand;
          const known = lea.acts.length;
          await frame.evaluate(pauseFilm, AFTER_HIDING_MS);
          await waitFor(() => lea.acts.length > known, {
            what: 'the log to tell of it while the page is hidden',
            timeoutMs: PATIENCE_MS,
          });
        }),
    },
  ];
}

function browserActs({ isPlain, fixture }: Ground, browser: BrowserKind): readonly Act[] {
  const byBrowser = (name: string, moved: Moved, run: Act['do']): Act => ({
    name,
    author: 'browser',
    ...moved,
    after: 'calm',
    right: 'browser',
    isTold: false,
    do: run,
  });
  return [
    byBrowser('end of the film', { from: 'nearly over', change: 'pause' }, async () => undefined),
    ...(isPlain
      ? [
          byBrowser('loop', { from: 'nearly over', change: 'seek' }, ({ frame }) =>
            frame.evaluate(setLoop, true),
          ),
          byBrowser('next film by itself', TO_PLAY, ({ frame }) => frame.evaluate(playNext)),
        ]
      : []),
    // Chromium alone pauses what makes no sound when nobody sees it.
    ...(fixture === 'silent' && browser === 'chromium' ? [byBrowser('hidden page', TO_PAUSE, hideTab)] : []),
  ];
}

function byHand(name: string, moved: Moved, run: Act['do']): Act {
  return { name, author: 'user', ...moved, right: 'user', isTold: true, do: run };
}

function byParty(name: string, moved: Moved, run: (stand: Stand) => void): Act {
  return {
    name,
    author: 'engine',
    ...moved,
    right: 'engine',
    isTold: false,
    do: async (stand) => run(stand),
  };
}

function pressControl({ person, frame, ground }: Stand, ...of: ControlOf): Promise<void> {
  return press({ tab: person.tab, video: frame.video(ground.film) }, ...of);
}
type ControlOf = [controls: Parameters<typeof press>[1], what: Parameters<typeof press>[2]];

function pressKey(key: string): Act['do'] {
  return ({ frame, ground }) => frame.video(ground.film).press(key);
}

async function clickPicture({ person, frame }: Stand, where: 'middle' | 'strip'): Promise<void> {
  const { x, y, width, height } = await frame.evaluate(measureFilm);
  await person.tab.clickAt(x + width / 2, where === 'middle' ? y + height / 2 : y + height - STRIP_MIDDLE_PX);
}

/** Runs in the page. */
function measureFilm() {
  const { x, y, width, height } = globalThis.watched.film.getBoundingClientRect();
  return { x, y, width, height };
}

function hideTab(stand: Stand): Promise<void> {
  const isPaused = () => stand.frame.evaluate(() => globalThis.watched.film.paused);
  return whileHidden(stand, () =>
    waitFor(isPaused, { what: 'the film of the hidden page to be paused', timeoutMs: PATIENCE_MS }),
  );
}

async function whileHidden({ person, frame }: Stand, use: () => Promise<unknown>): Promise<void> {
  const other = await person.browser.newTab('about:blank');
  await other.bringToFront();
  await waitFor(() => frame.evaluate(() => document.hidden), {
    what: 'the page to be hidden',
    timeoutMs: PATIENCE_MS,
  });
  await use();
  await person.tab.bringToFront();
  await other.close();
}
