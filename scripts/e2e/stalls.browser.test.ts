// One person's film stops coming, for real: whoever watches with them waits or goes on as the host has chosen, hears
// no word of a pause, and is held up by nobody for ever.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserKind, RigBrowser } from '../rig/rig.ts';
import { waitFor } from '../rig/wait-for.ts';
import { PATIENCE_MS, Person, waitUntilTogether } from './person.ts';
import { kindsFor, REPEATS, type Stage, setStage } from './stage.ts';

/** A little more than the film needs, so that not much of it lies ahead when the line stops. */
const KBPS = 900;
/** What was loaded before has to be played first. */
const DRAINED_MS = 60_000;

describe('when one film stops coming', { timeout: 150_000, repeats: REPEATS }, () => {
  let stage: Stage;
  const browsers: Partial<Record<'alice' | 'bob', RigBrowser>> = {};
  const people: Person[] = [];

  beforeAll(async () => {
    stage = await setStage();
  });
  afterEach(async () => {
    stage.playground.lines.thaw('bob');
    for (const person of people.splice(0)) await person.tab.close().catch(() => undefined);
  });
  afterAll(() => stage.close());

  const open = async (name: 'alice' | 'bob', kind: BrowserKind): Promise<Person> => {
    const known = browsers[name];
    const browser = known?.kind === kind ? known : await stage.launch(kind);
    browsers[name] = browser;
    const url = `${stage.playground.origin}/throttled.html?kbps=${KBPS}#${name}`;
    const person = await Person.open(browser, url);
    people.push(person);
    return person;
  };

  /** Alice, the host, and Bob watch together, and Bob's film has stopped coming. */
  const stallBob = async (policy: string, kind: BrowserKind) => {
    const alice = await open('alice', 'chromium');
    const code = await alice.startParty();
    await alice.inPopup((popup) => popup.clickRole('radio', policy));
    const bob = await open('bob', kind);
    await bob.joinParty(code);
    await alice.seesMembers(2);
    await bob.startPlaying();
    await alice.followPlay();
    await waitUntilTogether([alice, bob]);
    stage.playground.lines.freeze('bob');
    // What he had loaded has to run out first.
    await bob.tab.waitForStatus('Sameframe', (text) => /buffering|waits for your video/.test(text), {
      what: 'Bob’s page to notice that no film comes',
      timeoutMs: DRAINED_MS,
    });
    return { alice, bob };
  };

  const isPlaying = async (person: Person) => !(await person.video.read()).paused;

  /** Looks for so long and tells everything that the overlay said meanwhile. */
  const listen = async (person: Person, ms: number): Promise<string> => {
    const heard = new Set<string>();
    const until = performance.now() + ms;
    await waitFor(
      async () => {
        heard.add((await person.tab.find('status', 'Sameframe'))?.text ?? '');
        return performance.now() > until;
      },
      { what: 'the time to pass', timeoutMs: ms + PATIENCE_MS },
    );
    return [...heard].join('\n');
  };

  it.each(kindsFor('firefox'))(
    'everyone waits for it, by name, and goes on together; nobody is told of a pause, in %s',
    async (kind) => {
      const { alice, bob } = await stallBob('Wait', kind);
      await alice.seesToast((text) => text.includes('Waiting for'));
      await alice.waitUntilPaused();
      await bob.seesToast((text) => text.includes('The party waits for your video'));
      const heard = await listen(alice, 5_000);
      expect(await isPlaying(alice)).toBe(false);
      expect(heard).not.toMatch(/paused/i);
      stage.playground.lines.thaw('bob');
      await alice.seesToast((text) => text.includes('The party goes on'));
      await alice.waitUntilPlaying();
      await bob.waitUntilPlaying();
      await waitUntilTogether([alice, bob]);
    },
  );

  it.each(kindsFor('chromium'))(
    'everyone waits a few seconds and goes on without it, in %s',
    async (kind) => {
      const { alice, bob } = await stallBob('Wait briefly', kind);
      await alice.waitUntilPaused();
      await alice.seesToast((text) => text.includes('goes on without waiting for'));
      await alice.waitUntilPlaying();
      stage.playground.lines.thaw('bob');
      await bob.waitUntilPlaying();
      await waitUntilTogether([alice, bob]);
    },
  );

  it.each(kindsFor('firefox'))('nobody waits, and the straggler catches up alone, in %s', async (kind) => {
    const { alice, bob } = await stallBob('Go on', kind);
    const before = await alice.video.read();
    const heard = await listen(alice, 5_000);
    const after = await alice.video.read();
    expect(after.paused).toBe(false);
    const playedMs = (after.currentTime - before.currentTime) * 1_000;
    expect(playedMs / (after.readAtMs - before.readAtMs)).toBeGreaterThan(0.95);
    expect(heard).not.toMatch(/paused|Waiting/i);
    stage.playground.lines.thaw('bob');
    await waitUntilTogether([alice, bob]);
    expect(await isPlaying(alice)).toBe(true);
  });

  it('the host goes on at once, and the same stall is not waited for again', async () => {
    const { alice } = await stallBob('Wait', 'chromium');
    await alice.waitUntilPaused();
    await alice.tab.clickButton('Go on without waiting');
    await alice.waitUntilPlaying();
    const heard = await listen(alice, 4_000);
    expect(heard).toContain('You went on without waiting');
    expect(heard).not.toContain('Waiting for');
    expect(await isPlaying(alice)).toBe(true);
  });
});
