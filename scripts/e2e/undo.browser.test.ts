// A jump that somebody did not mean, taken back by whoever finds the button first: with real clicks and keys.
import { describe, expect, it } from 'vitest';
import { waitFor } from '../rig/wait-for.ts';
import { type LightMember, startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { useStage } from './use-stage.ts';

const SEEK_S = 4;

describe.each(kindsFor('firefox'))('undoing a jump in %s', { timeout: 90_000, repeats: REPEATS }, (kind) => {
  const used = useStage(kind);

  async function meet(): Promise<{ readonly lea: LightMember; readonly alice: Person }> {
    const lea = await startLightParty(used.stage.relay.url);
    const alice = await Person.open(used.browser, `${used.stage.playground.origin}/plain.html`);
    await alice.joinParty(lea.code);
    await alice.seesMembers(2);
    await alice.waitUntilPaused();
    return { lea, alice };
  }

  const isAt = (seconds: number) => (video: { readonly currentTime: number; readonly seeking: boolean }) =>
    !video.seeking && Math.abs(video.currentTime - seconds) < 0.1;
  const hasFocus = (alice: Person) =>
    alice.tab.evaluate(() => document.activeElement?.localName === 'sameframe-overlay');

  it('[UN1] [UN3] [SI4] by a click, by the keyboard, and again', async () => {
    const { lea, alice } = await meet();
    lea.act('seek-to', { positionSeconds: SEEK_S });
    await alice.seesToast((text) => text.includes('Lea jumped to 0:04'));
    await alice.waitUntil('alice to follow', isAt(SEEK_S));
    expect(await hasFocus(alice)).toBe(false);

    await alice.tab.clickButton('Undo');
    await lea.hears('jump back', ({ vector }) => vector.position === 0);
    await alice.waitUntil('alice to be back', isAt(0));
    await alice.seesToast((text) => text.includes('You jumped to 0:00') && !text.includes('Lea'));
    const member = await lea.seesOther();
    expect(lea.kindsOf(member)).toEqual(['seek-to']);

    await waitFor(
      async () => {
        await alice.tab.press('Tab');
        return hasFocus(alice);
      },
      { what: 'the focus to come to the overlay', timeoutMs: PATIENCE_MS },
    );
    await alice.tab.press('Enter');
    await lea.hears('jump there again', ({ vector }) => vector.position === SEEK_S);
    await waitFor(async () => !(await hasFocus(alice)), { what: 'the focus to be in the page again' });
    await alice.tab.close();
    await lea.close();
  });

  it('[UN1] [UN2] what one did oneself, to where the playing party was; a pause leaves the button, another video takes it', async () => {
    const { lea, alice } = await meet();
    await alice.startPlaying();
    await lea.hears('start', ({ isPlaying }) => isPlaying);
    // A start is dated back by what it costs: for a moment the party is not past the beginning yet.
    await waitFor(() => lea.positionS() > 0.5, { what: 'the party to be past the beginning' });
    await alice.video.clickTimeline(0.6);
    const { vector } = await lea.hears('jump', ({ vector: { position } }) => position > SEEK_S);
    await alice.seesToast((text) => text.includes('You jumped to'));
    lea.act('pause', { isPlaying: false, positionSeconds: vector.position + 1 });
    await alice.waitUntilPaused();
    await alice.tab.clickButton('Undo');
    const back = await lea.hears('jump back', ({ vector: { position } }) => position < vector.position);
    expect(back.vector.position).toBeGreaterThan(0);
    expect(back.isPlaying).toBe(false);
    await waitFor(() => alice.tab.hasButton('Undo'), { what: 'the button', timeoutMs: PATIENCE_MS });
    lea.act('change-media');
    await waitFor(async () => !(await alice.tab.hasButton('Undo')), { what: 'the button to go' });
    await alice.tab.close();
    await lea.close();
  });
});
