// Plays the list of acts on one page, with the party bringing the film back before each, and looks what the engine made
// of every one. What the party brings about is an act of the engine's, and is looked at like the others.
import type { BrowserKind } from '../../rig/rig.ts';
import { waitFor, waitForValue } from '../../rig/wait-for.ts';
import { CLICK_TO_JOIN, FOR_EVERYONE, PATIENCE_MS } from '../person.ts';
import type { Act, Stand } from './act.ts';
import { readSeen, type Seen } from './seen.ts';
import type { Judged } from './tally.ts';

/** Longer than a click explains what follows (INPUT_EXPLAINS_MS), and far less than an activation lasts. */
const AFTER_CLICK_MS = 1_500;
/** Longer than a change is held that nobody explains. A film, or a piece of one, that is nearly over must not run out meanwhile. */
const AFTER_ACT_MS = 1_000;
/** Of a film of 300 s. */
const NEARLY_OVER_S = 295;
/** Less than any act seeks by. */
const LEAST_SEEK_S = 5;

/** Tells of each act as it is judged: of a page where one does not happen at all, what went before counts too. */
export async function judgeActs(
  stand: Stand,
  acts: readonly Act[],
  browser: BrowserKind,
  onJudged: (judged: Judged) => void,
): Promise<void> {
  const judge = async (
    act: Pick<Judged, 'act' | 'author' | 'right' | 'isTold' | 'isByRule'>,
    run: () => Promise<unknown>,
  ) => {
    const { frame, lea, ground } = stand;
    const ownActs = () => lea.acts.filter(({ by }) => by !== lea.id).length;
    const known = { acts: ownActs(), verdicts: (await readSeen(frame)).attributions.length };
    await run();
    if (act.isTold) {
      await waitFor(() => ownActs() > known.acts, {
        what: `the log to tell of “${act.act}” on ${ground.fixture}`,
        timeoutMs: PATIENCE_MS,
      });
    }
    // What the party's act may still bring about is in the next act's account.
    if (act.author !== 'engine') await lea.waitUntilQuiet(0, AFTER_ACT_MS);
    const { attributions } = await readSeen(frame);
    onJudged({
      fixture: ground.fixture,
      browser,
      ...act,
      verdicts: attributions.slice(known.verdicts),
      isAsked: await frame.hasButton(FOR_EVERYONE),
      loggedCount: ownActs() - known.acts,
    });
  };

  const byParty = { author: 'engine', right: 'engine', isTold: false, isByRule: false } as const;
  await judge({ act: 'the party plays where nobody has clicked yet', ...byParty }, () => playFirst(stand));
  for (const [index, act] of acts.entries()) {
    const { name, author, right, isTold, isByRule = false } = act;
    if (act.after === 'calm') await waitForCalm(stand);
    await judge({ act: `the party, to: ${act.from}`, ...byParty }, () => bringTo(stand, act, index));
    if (act.after === 'click') await clickElsewhere(stand);
    await judge({ act: name, author, right, isTold, isByRule }, () => perform(stand, act));
  }
}

/**
 * Where the browser refuses it (Firefox), the page asks for a click and the person gives it. It plays once it has what to
 * play: of a pause before that, Vidstack takes no notice, and the next press of its button is a pause, too.
 */
async function playFirst({ lea, frame }: Stand): Promise<void> {
  lea.act('play', { isPlaying: true });
  await waitFor(
    async () => {
      if (await frame.hasButton(CLICK_TO_JOIN)) await frame.clickButton(CLICK_TO_JOIN);
      const { paused, readyState } = (await readSeen(frame)).film;
      return !paused && readyState >= 3;
    },
    { what: 'the film to play, after a click where one is wanted', timeoutMs: PATIENCE_MS },
  );
}

async function perform(stand: Stand, act: Act): Promise<void> {
  const { frame, ground } = stand;
  const before = await readSeen(frame);
  await act.do(stand);
  const isByFilm = ground.isReloaded !== undefined && act.change === 'seek';
  await waitForValue(
    () => readSeen(frame),
    (now) =>
      isByFilm ? hasJumped(before, now) : now.happened.slice(before.happened.length).includes(act.change),
    { what: `“${act.name}” to happen on ${ground.fixture}`, timeoutMs: PATIENCE_MS },
  );
}

/** By the film's own seconds, whatever its element tells. */
function hasJumped(before: Seen, { film, readAtMs }: Seen): boolean {
  const byS = film.positionS - before.film.positionS;
  const playedS = before.film.paused ? 0 : (readAtMs - before.readAtMs) / 1_000;
  return byS < -LEAST_SEEK_S || byS > playedS + LEAST_SEEK_S;
}

/** The party plays, or is paused, somewhere else each time. */
async function bringTo({ lea, frame, ground }: Stand, { from }: Act, index: number): Promise<void> {
  await frame.evaluate(() => {
    globalThis.watched.film.loop = false;
  });
  const positionSeconds = from === 'nearly over' ? NEARLY_OVER_S : 60 + ((index * 37) % 160);
  const isPlaying = from !== 'paused';
  lea.act(isPlaying ? 'play' : 'pause', { positionSeconds, isPlaying, rate: 1 });
  await waitForValue(
    async () => (await readSeen(frame)).film,
    ({ paused, seeking, positionS, rate, readyState }) =>
      paused !== isPlaying &&
      !seeking &&
      readyState >= 3 &&
      Math.abs(rate - 1) < 0.3 &&
      positionS > positionSeconds - 1 &&
      positionS < positionSeconds + 5,
    { what: `the party to bring the film to “${from}” at ${positionSeconds} s`, timeoutMs: PATIENCE_MS },
  );
  // A player that has just loaded goes on as before, whatever comes at once: Disney+'s plays again after a pause.
  if (ground.isReloaded !== undefined) await lea.waitUntilQuiet(0, AFTER_ACT_MS);
}

async function clickElsewhere({ person, frame, ground }: Stand): Promise<void> {
  await person.tab.click('h1');
  // From when it is over: on a busy machine a click takes its time to come.
  const clickedAt = performance.now();
  await waitForValue(
    () => performance.now() - clickedAt,
    (ageMs) => ageMs > AFTER_CLICK_MS,
    { what: 'the click to be a while ago' },
  );
  const { isActivated } = await readSeen(frame);
  // The hard case is one in which the page still counts as activated. A frame of another site is not, by a click beside it.
  if (!isActivated && ground.frame === undefined) throw new Error('the click gave the page no activation');
}

async function waitForCalm({ frame }: Stand): Promise<void> {
  await waitFor(async () => !(await readSeen(frame)).isActivated, {
    what: 'the last click to be forgotten',
    timeoutMs: PATIENCE_MS,
  });
}
