// A tab out of sight and a machine that sleeps: the party must neither hear of it nor wait for it, and who comes
// back is in step again at once. (A hidden tab's timers are throttled, and Chromium pauses muted hidden videos.)
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';
import { expectPrompt, startRecording, waitUntilInStep } from './drift-recorder.ts';
import { type LightMember, startLightParty } from './light-member.ts';
import { Person } from './person.ts';
import { IS_FULL, type Stage, setStage } from './stage.ts';

const HIDDEN_MS = IS_FULL ? 300_000 : 3_000;
const ASLEEP_MS = IS_FULL ? 120_000 : 4_000;
/** From the return to being in step. */
const RETURN_MS = 2_000;

describe.each(['chromium', 'firefox'] as const)(
  'a member of %s who was away',
  { timeout: 60_000 + 3 * Math.max(HIDDEN_MS, ASLEEP_MS) },
  (kind) => {
    let stage: Stage;
    let browser: RigBrowser;
    const people: Person[] = [];
    const members: LightMember[] = [];

    beforeAll(async () => {
      stage = await setStage();
      browser = await stage.launch(kind);
    });
    afterEach(async () => {
      for (const person of people.splice(0)) await person.tab.close();
      for (const member of members.splice(0)) await member.close();
    });
    afterAll(() => stage.close());

    /** A party that plays, and one person in a browser who watches it in step. */
    const watch = async ({ isMuted = false } = {}) => {
      const lea = await startLightParty(stage.relay.url);
      members.push(lea);
      const person = await Person.open(browser, `${stage.playground.origin}/plain.html`);
      people.push(person);
      if (isMuted) await person.tab.evaluate(mute);
      await person.joinParty(lea.code);
      await lea.seesOther();
      lea.act('play', { positionSeconds: 10, isPlaying: true });
      await person.followPlay();
      await startRecording(person.tab);
      await waitUntilInStep(person.tab, lea);
      return { lea, person, known: lea.acts.length };
    };

    /** Behind another tab, for real; brings it back to the front in the end. */
    const whileHidden = async <Value>(person: Person, use: () => Promise<Value>): Promise<Value> => {
      const other = await browser.newTab(`${stage.playground.origin}/no-video.html`);
      await other.bringToFront();
      try {
        const value = await use();
        expect(await person.tab.evaluate(() => document.visibilityState)).toBe('hidden');
        return value;
      } finally {
        await person.tab.bringToFront();
        await other.close();
      }
    };

    it.each(['with sound', 'muted'] as const)(
      'hides the tab %s: no act of that is sent, and at its return the video is in step within 2 s',
      async (sound) => {
        const { lea, person, known } = await watch({ isMuted: sound === 'muted' });
        await expectPrompt(RETURN_MS, async () => {
          await whileHidden(person, () => pause(HIDDEN_MS));
          return waitUntilInStep(person.tab, lea, Date.now());
        });
        expect(await lea.waitUntilQuiet(known)).toEqual([]);
      },
    );

    it('follows an act of another within 2 s while the tab is hidden', async () => {
      const { lea, person, known } = await watch();
      let acts = 0;
      await whileHidden(person, () =>
        expectPrompt(RETURN_MS, async () => {
          const actedAtMs = Date.now();
          lea.act('seek-to', { positionSeconds: 60 + 60 * acts });
          acts += 1;
          await waitFor(() => lea.acts.length === known + acts, { what: 'the act to be in the log' });
          return waitUntilInStep(person.tab, lea, actedAtMs);
        }),
      );
      expect(await lea.waitUntilQuiet(known + acts)).toEqual([]);
    });

    it('stops the whole browser, as sleep does: no act of that is sent, and it wakes in step within 2 s', async () => {
      const { lea, person, known } = await watch();
      await expectPrompt(RETURN_MS, async () => {
        signalAll(browser, 'SIGSTOP');
        try {
          await pause(ASLEEP_MS);
        } finally {
          signalAll(browser, 'SIGCONT');
        }
        return waitUntilInStep(person.tab, lea, Date.now());
      });
      expect(await lea.waitUntilQuiet(known)).toEqual([]);
    });
  },
);

/** Runs in the page. */
function mute(): void {
  const video = document.querySelector('video');
  if (video !== null) video.muted = true;
}

/** Browsers are leaders of their own process group. */
function signalAll(browser: RigBrowser, signal: 'SIGSTOP' | 'SIGCONT'): void {
  const { pid } = browser.process;
  if (pid === undefined) throw new Error('the browser has no process');
  process.kill(-pid, signal);
}
