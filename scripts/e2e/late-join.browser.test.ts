// Who comes late: at the party's place and speed with the first frames, whatever the party does at that moment, and
// without moving anybody. (Products of this kind start newcomers at 0, or let them pull the party to their own place.)
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';
import { expectPrompt, readRecording, startRecording, waitUntilInStep } from './drift-recorder.ts';
import { type LightMember, startLightParty } from './light-member.ts';
import { Person } from './person.ts';
import { IS_FULL, kindsFor, type Stage, setStage } from './stage.ts';

/** From the moment nothing stands between the person and the frames. */
const IN_STEP_WITHIN_MS = 2_000;
const JOINS_PER_PHASE = IS_FULL ? 25 : 1;
const SEEKS = [60, 200, 120] as const;

describe.each(kindsFor('firefox'))(
  'a late joiner in %s',
  { timeout: 60_000 + 30_000 * JOINS_PER_PHASE },
  (kind) => {
    let stage: Stage;
    let browser: RigBrowser;
    let lea: LightMember;
    const people: Person[] = [];

    beforeAll(async () => {
      stage = await setStage();
      browser = await stage.launch(kind);
      lea = await startLightParty(stage.relay.url);
    });
    afterEach(async () => {
      for (const person of people.splice(0)) await person.tab.close();
    });
    afterAll(async () => {
      await lea.close();
      await stage.close();
    });

    /** Opens the page, joins in it and leaves nothing to the person but the click that their browser wants. */
    const joinLate = async () => {
      const person = await Person.open(browser, `${stage.playground.origin}/plain.html`);
      people.push(person);
      await person.waitUntil('the first frame to be there', (video) => video.readyState >= 3);
      await startRecording(person.tab);
      await person.joinParty(lea.code);
      const joinedAtMs = Date.now();
      if (!lea.playback().isPlaying) return { person, freeSinceMs: joinedAtMs };
      return { person, freeSinceMs: (await person.followPlay()) ?? joinedAtMs };
    };

    /** Everything that the log has taken in is Lea's. */
    const finishJoin = async (person: Person) => {
      await lea.waitUntilQuiet();
      expect(lea.acts.filter(({ by }) => by !== lea.id)).toEqual([]);
      await person.tab.close();
      people.splice(people.indexOf(person), 1);
    };

    const expectPromptJoins = async (begin: () => void, meanwhile: () => Promise<void> = async () => {}) => {
      for (let count = 0; count < JOINS_PER_PHASE; count += 1) {
        await expectPrompt(IN_STEP_WITHIN_MS, async () => {
          begin();
          const joining = joinLate();
          await meanwhile();
          const { person, freeSinceMs } = await joining;
          const convergence = await waitUntilInStep(person.tab, lea, freeSinceMs);
          await finishJoin(person);
          return convergence;
        });
      }
    };

    it('stands on the paused party’s very frame within 2 s, and does not start or move it', async () => {
      for (let count = 0; count < JOINS_PER_PHASE; count += 1) {
        lea.act('pause', { positionSeconds: 93.4, isPlaying: false, rate: 1 });
        const { person, freeSinceMs } = await joinLate();
        await person.waitUntil(
          'the party’s frame',
          (video) => video.paused && !video.seeking && Math.abs(video.currentTime - 93.4) < 0.01,
        );
        const seeked = (await readRecording(person.tab)).find(({ type }) => type === 'seeked');
        expect((seeked?.atMs ?? Number.POSITIVE_INFINITY) - freeSinceMs).toBeLessThan(IN_STEP_WITHIN_MS);
        await finishJoin(person);
      }
    });

    it('is in step with the playing party within 2 s, and does not pull it to its own beginning', () =>
      expectPromptJoins(() => lea.act('play', { positionSeconds: 41, isPlaying: true, rate: 1 })));

    it('is in step with a party at 1.5× within 2 s, and does not bring it back to its own speed', async () => {
      await expectPromptJoins(() => {
        lea.act('play', { positionSeconds: 20, isPlaying: true, rate: 1 });
        lea.act('set-rate', { isPlaying: true, rate: 1.5 });
      });
      expect(lea.playback().rate).toBe(1.5);
    });

    it('ends within 2 s where the party is that seeks while it joins, never where it was', () =>
      expectPromptJoins(
        () => lea.act('play', { positionSeconds: 5, isPlaying: true, rate: 1 }),
        async () => {
          const known = lea.acts.length;
          for (const [index, positionSeconds] of SEEKS.entries()) {
            lea.act('seek-to', { positionSeconds, isPlaying: true });
            await waitFor(() => lea.acts.length > known + index, { what: 'the seek to be in the log' });
          }
        },
      ));
  },
);
