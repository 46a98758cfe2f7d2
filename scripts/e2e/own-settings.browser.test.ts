// What a person sets for themselves in the popup counts in their page at once: with real clicks.
import { describe, expect, it } from 'vitest';
import { startLightParty } from './light-member.ts';
import { Person } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { useStage } from './use-stage.ts';

describe.each(kindsFor('chromium'))('own settings in %s', { timeout: 90_000, repeats: REPEATS }, (kind) => {
  const used = useStage(kind);

  it('[OS2] who wants to hear of nothing follows all the same, and hears of acts again once they want to', async () => {
    const lea = await startLightParty(used.stage.relay.url);
    const alice = await Person.open(used.browser, `${used.stage.playground.origin}/plain.html`);
    await alice.joinParty(lea.code);
    await alice.seesMembers(2);
    const choose = (name: string) =>
      alice.inPopup(async (popup) => {
        await popup.clickRole(kind === 'chromium' ? 'DisclosureTriangle' : 'button', 'Settings');
        await popup.clickRole('radio', name);
      });
    const follows = async (seconds: number) => {
      lea.act('seek-to', { positionSeconds: seconds });
      await alice.waitUntil(
        `alice to be at ${seconds} s`,
        ({ currentTime, seeking }) => !seeking && Math.abs(currentTime - seconds) < 0.1,
      );
    };

    await follows(2);
    await alice.seesToast((text) => text.includes('Lea jumped to 0:02'));
    await choose('Nothing');
    // An act is told in the step that follows it, so what has been followed would be there.
    await follows(4);
    expect(await alice.tab.statusText('Sameframe')).not.toContain('0:04');
    await choose('Everything');
    await follows(6);
    await alice.seesToast((text) => text.includes('Lea jumped to 0:06'));
    await alice.tab.close();
    await lea.close();
  });
});
