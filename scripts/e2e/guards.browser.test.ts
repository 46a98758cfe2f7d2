// What other products guard with flags: "this event is mine, ignore it". A flag that waits for an event which never
// comes swallows the person's next act. Each test makes a command come to nothing, and then a person acts once.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';
import { type LightMember, startLightParty } from './light-member.ts';
import { CLICK_TO_JOIN, PATIENCE_MS, Person } from './person.ts';
import { REPEATS, type Stage, setStage } from './stage.ts';

describe.each(['chromium', 'firefox'] as const)(
  'after a command that came to nothing in %s',
  { timeout: 60_000, repeats: REPEATS },
  (kind) => {
    let stage: Stage;
    let browser: RigBrowser;
    const closing: { close(): Promise<unknown> }[] = [];

    beforeAll(async () => {
      // A tab that moves to another site stays ours: that is how it loses the person's click.
      stage = await setStage({ hostAccess: 'granted' });
      browser = await stage.launch(kind);
    });
    afterEach(async () => {
      for (const each of closing.splice(0).reverse()) await each.close();
    });
    afterAll(() => stage.close());

    /** Lea's party, and a person in it. Lea's acts are the commands, the person's clicks the acts to get through. */
    const meet = async (page = 'plain.html') => {
      const lea = await startLightParty(stage.relay.url);
      closing.push(lea);
      const person = await Person.open(browser, `${stage.playground.origin}/${page}`);
      closing.push(person.tab);
      await person.joinParty(lea.code);
      await lea.seesOther();
      return { lea, person };
    };

    /** One click on the play button is one act in the log, of the kind that it was, and nothing else. */
    const expectOneAct = async (lea: LightMember, person: Person, act: 'play' | 'pause') => {
      const known = lea.acts.length;
      await person.video.clickPlayButton();
      await waitFor(() => lea.acts.length > known, { what: `the ${act} to pass`, timeoutMs: PATIENCE_MS });
      const passed = await lea.waitUntilQuiet(known);
      expect(passed.map(({ by, kind: passedKind }) => [by, passedKind])).toEqual([[lea.others()[0], act]]);
      expect((await person.video.read()).paused).toBe(act === 'pause');
    };

    it('a pause of the paused, a seek to the same place and a speed that it has do not swallow the click on play', async () => {
      const { lea, person } = await meet();
      lea.act('seek-to', { positionSeconds: 30 });
      await person.waitUntil('the party’s frame', (video) => Math.abs(video.currentTime - 30) < 0.01);
      for (const kindOfAct of ['pause', 'seek-to', 'set-rate', 'pause', 'seek-to'] as const) {
        const before = lea.acts.length;
        lea.act(kindOfAct, { positionSeconds: 30, isPlaying: false, rate: 1 });
        await waitFor(() => lea.acts.length > before, { what: 'the empty act to be in the log' });
      }
      await expectOneAct(lea, person, 'play');
    });

    it('a play of the playing and a speed that it has do not swallow the click on pause', async () => {
      const { lea, person } = await meet();
      await person.startPlaying();
      await lea.hears('play', ({ isPlaying }) => isPlaying);
      for (const kindOfAct of ['play', 'set-rate', 'play'] as const) {
        const before = lea.acts.length;
        lea.act(kindOfAct, { isPlaying: true, rate: 1 });
        await waitFor(() => lea.acts.length > before, { what: 'the empty act to be in the log' });
      }
      await expectOneAct(lea, person, 'pause');
    });

    it('a play() that the browser refused does not swallow the click on the video, nor the next one', async () => {
      const { lea, person } = await meet('no-video.html');
      await person.tab.goto(`${stage.playground.otherOrigin}/plain.html`);
      await waitFor(() => person.tab.evaluate(() => navigator.userActivation.hasBeenActive === false), {
        what: 'a page that nobody has clicked',
      });
      lea.act('play', { positionSeconds: 50, isPlaying: true });
      await waitFor(() => person.tab.hasButton(CLICK_TO_JOIN), {
        what: 'play() to have been refused',
        timeoutMs: PATIENCE_MS,
      });
      // The party plays already, so this click says nothing new to it.
      const known = lea.acts.length;
      await person.startPlaying();
      await person.waitUntil('the party’s place', (video) => video.currentTime > 50);
      expect(await lea.waitUntilQuiet(known)).toEqual([]);
      await expectOneAct(lea, person, 'pause');
      await expectOneAct(lea, person, 'play');
    });

    it('an element replaced in the middle of any command does not swallow the click on its successor', async () => {
      const { lea, person } = await meet('replace.html');
      await person.startPlaying();
      await lea.hears('play', ({ isPlaying }) => isPlaying);
      for (const [act, event, wish] of [
        ['pause', 'pause', { positionSeconds: 60, isPlaying: false }],
        ['seek-to', 'seeking', { positionSeconds: 120 }],
        ['play', 'play', { positionSeconds: 80, isPlaying: true }],
        ['set-rate', 'ratechange', { rate: 1.5 }],
      ] as const) {
        await person.tab.evaluate(replaceAt, event);
        const known = lea.acts.length;
        lea.act(act, wish);
        await waitFor(() => person.tab.evaluate(() => document.body.dataset.replacedAt), {
          what: `the page to have replaced its video at ${event}`,
          timeoutMs: PATIENCE_MS,
        });
        await waitFor(() => lea.acts.length > known, { what: 'the command to be in the log' });
        const { isPlaying } = lea.playback();
        await person.waitUntil(
          'the successor to do as the party',
          (video) => video.paused !== isPlaying && !video.seeking && video.currentTime > 0.5,
        );
        await expectOneAct(lea, person, isPlaying ? 'pause' : 'play');
      }
    });
  },
);

/** Runs in the page: at the next such event of the video, the page puts another in its place. */
function replaceAt(event: string): void {
  delete document.body.dataset.replacedAt;
  const replace = () => {
    document.querySelector<HTMLElement>('#replace')?.click();
    document.body.dataset.replacedAt = event;
  };
  document.querySelector('video')?.addEventListener(event, replace, { once: true });
}
