// Computers whose wall clocks disagree, and are set while a film runs. Whoever compares two machines' clocks is off by
// all of that; only what both have measured against the relay may count.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserKind } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';
import { makeWallClock, type WallClock } from '../rig/wall-clock/wall-clock.ts';
import {
  driftsOf,
  expectPrompt,
  IN_STEP_MS,
  readRecording,
  startRecording,
  waitUntilInStep,
} from './drift-recorder.ts';
import { type LightMember, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person, waitUntilSameFrame } from './person.ts';
import { IS_FULL, type Stage, setStage } from './stage.ts';

const WATCHED_MS = IS_FULL ? 120_000 : 5_000;
const IN_STEP_WITHIN_MS = 2_000;
/** A browser that has no processor for a moment is no farther behind after it, ms. */
const HITCH_MS = 500;

interface Watcher {
  readonly person: Person;
  readonly clock: WallClock;
  /** When its page came. */
  readonly aheadMs: number;
}

describe('two computers whose wall clocks are ten seconds apart', {
  timeout: 90_000 + WATCHED_MS,
}, () => {
  let stage: Stage;
  let lea: LightMember;
  let chromium: Watcher;
  let firefox: Watcher;

  beforeAll(async () => {
    stage = await setStage();
    lea = await startLightParty(stage.relay.url);
    chromium = await openWatcher('chromium', 7);
    firefox = await openWatcher('firefox', -3);
  });
  afterAll(async () => {
    await lea.close();
    await stage.close();
    for (const { clock } of [chromium, firefox]) await clock.close();
  });

  const openWatcher = async (kind: BrowserKind, aheadSeconds: number): Promise<Watcher> => {
    const clock = await makeWallClock(aheadSeconds);
    const browser = await stage.launch(kind, { env: clock.env });
    const person = await Person.open(browser, `${stage.playground.origin}/plain.html`);
    await waitUntilAhead(person, aheadSeconds);
    return { person, clock, aheadMs: aheadSeconds * 1_000 };
  };

  /** The shift is real: otherwise the test would pass without one. */
  const waitUntilAhead = (person: Person, seconds: number) =>
    waitFor(
      async () =>
        Math.abs((await person.tab.evaluate(() => Date.now())) - Date.now() - seconds * 1_000) < 900,
      { what: `${person.kind} to be ${seconds} s ahead` },
    );

  const setClock = async ({ person, clock }: Watcher, aheadSeconds: number) => {
    await clock.setAhead(aheadSeconds);
    await waitUntilAhead(person, aheadSeconds);
  };

  const record = ({ person, aheadMs }: Watcher) => startRecording(person.tab, { aheadMs });

  /** In step now, and for the next seconds. */
  const expectToStayInStep = async () => {
    const beganAtMs = Date.now();
    await waitFor(() => Date.now() - beganAtMs > WATCHED_MS, {
      what: 'it to go on',
      timeoutMs: WATCHED_MS + PATIENCE_MS,
    });
    for (const { person } of [chromium, firefox]) {
      const read = driftsOf(await readRecording(person.tab), lea.playback());
      const late = findExcursions(read.filter(({ atMs }) => atMs > beganAtMs));
      const told = `${person.kind}: ${JSON.stringify(late)}`;
      // A hitch now and then is this busy machine's, and soon over; a clock that is off by seconds is off by them for good.
      expect(late.length, told).toBeLessThanOrEqual(WATCHED_MS / 5_000);
      for (const { lastedMs, farthestMs } of late) {
        expect(lastedMs, told).toBeLessThan(IN_STEP_WITHIN_MS);
        expect(farthestMs, told).toBeLessThan(HITCH_MS);
      }
    }
  };

  it('are in step all the same, also after each clock is set by ten seconds, and an act of one is dated right', async () => {
    for (const { person } of [chromium, firefox]) await person.joinParty(lea.code);
    await waitFor(() => lea.others().length === 2, { what: 'both to be in', timeoutMs: PATIENCE_MS });
    lea.act('play', { positionSeconds: 20, isPlaying: true });
    for (const { person } of [chromium, firefox]) await person.followPlay();
    for (const watcher of [chromium, firefox]) await record(watcher);
    for (const { person } of [chromium, firefox]) await waitUntilInStep(person.tab, lea);

    await setClock(chromium, -3);
    await setClock(firefox, 7);
    await expectToStayInStep();
    await lea.waitUntilQuiet();
    expect(lea.acts.filter(({ by }) => by !== lea.id)).toEqual([]);

    let jumps = 0;
    for (const { person } of [chromium, firefox]) {
      await expectPrompt(IN_STEP_WITHIN_MS, async () => {
        const actedAtMs = Date.now();
        const known = lea.acts.length;
        lea.act('seek-to', { positionSeconds: 100 + 20 * jumps });
        jumps += 1;
        await waitFor(() => lea.acts.length > known, { what: 'the jump to be in the log' });
        return waitUntilInStep(person.tab, lea, actedAtMs);
      });
    }

    await firefox.person.pause();
    await waitUntilSameFrame([firefox.person, chromium.person]);
    await chromium.person.startPlaying();
    await firefox.person.waitUntilPlaying();
    await waitFor(() => lea.playback().isPlaying, { what: 'the party to play' });
    for (const { person } of [chromium, firefox]) await waitUntilInStep(person.tab, lea, Date.now());
    await lea.waitUntilQuiet();
    expect(lea.acts.filter(({ by }) => by !== lea.id).map(({ kind }) => kind)).toEqual(['pause', 'play']);
  });
});

/** The times out of step, each from its first picture to its last. */
function findExcursions(
  read: readonly { readonly atMs: number; readonly driftMs: number }[],
): readonly { readonly lastedMs: number; readonly farthestMs: number }[] {
  const found: { beganAtMs: number; lastedMs: number; farthestMs: number }[] = [];
  let isOut = false;
  for (const { atMs, driftMs } of read) {
    const byMs = Math.round(Math.abs(driftMs));
    const last = found.at(-1);
    if (byMs > IN_STEP_MS && isOut && last !== undefined) {
      last.lastedMs = Math.round(atMs - last.beganAtMs);
      last.farthestMs = Math.max(last.farthestMs, byMs);
    } else if (byMs > IN_STEP_MS) found.push({ beganAtMs: atMs, lastedMs: 0, farthestMs: byMs });
    isOut = byMs > IN_STEP_MS;
  }
  return found;
}
