// What a person sees when it cannot work, in plain words with the next step, and that nothing else is disturbed.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RigBrowser } from '../rig/rig.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { PATIENCE_MS, Person, seeText, waitUntilTogether } from './person.ts';
import { kindsFor, REPEATS, type Stage, setStage } from './stage.ts';

/** A party without members ends at once here, so that one that has ended can be joined. */
const RELAY_ENVIRONMENT = { PARTY_LINGER_MS: '0' };

describe.each(kindsFor('firefox'))('refusals in %s', { timeout: 90_000, repeats: REPEATS }, (kind) => {
  let stage: Stage;
  let browser: RigBrowser;
  const people: Person[] = [];

  beforeAll(async () => {
    stage = await setStage({ relayEnvironment: RELAY_ENVIRONMENT });
    browser = await stage.launch(kind);
  });
  afterEach(async () => {
    for (const person of people.splice(0)) await person.tab.close();
  });
  afterAll(() => stage.close());

  const open = async (page = 'plain.html'): Promise<Person> => {
    const person = await Person.open(browser, `${stage.playground.origin}/${page}`);
    people.push(person);
    return person;
  };

  const tryCode = (person: Person, pasted: string, expected: RegExp) =>
    person.inPopup(async (popup) => {
      await popup.fill('Party code', pasted);
      await popup.clickButton('Join');
      await seeText(popup, expected);
    });

  it('says what is wrong with a code that cannot be one', async () => {
    const person = await open();
    await tryCode(person, 'Shall we watch something tonight, at nine?', /No party code in there/);
    await tryCode(person, 'K7QM-4TZP-9XWD-2RHV', /not complete/);
    await tryCode(person, 'K7QM-4TZP-9XWD-2RHV-6BN!', /character no code has|not complete/);
  });

  it('says that no party has the code, or that it has ended', async () => {
    const person = await open();
    await tryCode(person, 'K7QM-4TZP-9XWD-2RHV-6BNC', /No party has this code, or it has ended/);
    const code = await person.startParty();
    await person.leaveParty();
    // The relay ends an empty party at its next sweep; until then the code still opens it.
    await waitForValue(
      () => joinOrHear(person, code),
      (answer) => answer === 'refused',
      { what: 'the party to have ended', timeoutMs: PATIENCE_MS, intervalMs: 500 },
    );
  });

  it('says that the relay does not answer, and works again once it does', async () => {
    const person = await open();
    await stage.relay.kill();
    await person.inPopup(async (popup) => {
      await popup.clickButton('Start a party');
      await seeText(popup, /does not answer/);
    });
    await stage.relay.restart();
    expect(await person.startParty()).toMatch(/^[0-9A-Z-]{24}/);
  });

  it('says that only this computer can join a party of a relay on this computer', async () => {
    const person = await open();
    await person.startParty();
    await person.inPopup((popup) => seeText(popup, /only this computer can join/i));
  });

  it('keeps two parties in one browser apart', async () => {
    const [one, other] = [await open(), await open()];
    await one.startParty();
    await other.startParty();
    await one.tab.bringToFront();
    await one.startPlaying();
    await one.waitUntil('the first party to run', (video) => video.currentTime > 1);
    const untouched = await other.video.read();
    expect(untouched).toMatchObject({ paused: true, currentTime: 0 });
    await one.seesMembers(1);
    await other.seesMembers(1);
  });

  it('asks before it moves a party to a second tab, and then only that tab is driven', async () => {
    const first = await open();
    const code = await first.startParty();
    await first.startPlaying();
    const second = await open();
    await second.inPopup(async (popup) => {
      await popup.fill('Party code', code);
      await popup.clickButton('Join');
      await seeText(popup, /Move the party here\?/);
      await popup.clickButton('Move it here');
      await popup.waitForStatus('Party code', (text) => text !== '', { timeoutMs: PATIENCE_MS });
    });
    await second.followPlay();
    await second.seesMembers(1);
    await second.pause();
    await first.inPopup((popup) => seeText(popup, /Start a party/));
  });
});

describe('two parties of two browsers at one relay', { timeout: 90_000, repeats: REPEATS }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('do not mix', async () => {
    const browsers = [await stage.launch('chromium'), await stage.launch('chromium')] as const;
    const open = (index: 0 | 1) => Person.open(browsers[index], `${stage.playground.origin}/plain.html`);
    const [alice, carol] = [await open(0), await open(0)];
    const [bob, dave] = [await open(1), await open(1)];
    const [first, second] = [await alice.startParty(), await carol.startParty()];
    await bob.joinParty(first);
    await dave.joinParty(second);
    await bob.tab.bringToFront();
    await alice.tab.bringToFront();
    await alice.startPlaying();
    await bob.waitUntilPlaying();
    await waitUntilTogether([alice, bob]);
    expect((await carol.video.read()).paused).toBe(true);
    expect((await dave.video.read()).paused).toBe(true);
  });
});

/** Tries a code; whoever gets in leaves again. */
async function joinOrHear(person: Person, code: string): Promise<'joined' | 'refused'> {
  return person.inPopup(async (popup) => {
    await popup.fill('Party code', code);
    await popup.clickButton('Join');
    const text = await waitForValue(
      () => popup.text(),
      (shown) => shown.includes('has ended') || shown.includes('Leave'),
      { what: 'an answer', timeoutMs: PATIENCE_MS },
    );
    if (text.includes('has ended')) return 'refused';
    await popup.clickButton('Leave');
    await waitFor(() => popup.hasButton('Start a party'), { what: 'to be out again' });
    return 'joined';
  });
}
