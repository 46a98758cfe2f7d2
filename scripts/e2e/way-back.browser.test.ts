// A page of the party that the browser keeps while its tab is on another, and shows again as it was.
import { describe, expect, it } from 'vitest';
import { waitForValue } from '../rig/wait-for.ts';
import { startLightParty } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { useStage } from './use-stage.ts';

describe.each(kindsFor('firefox'))('the way back in %s', { timeout: 120_000, repeats: REPEATS }, (kind) => {
  const on = useStage(kind, { hostAccess: 'granted' });

  it('[RT9] leads into the party again, to a page that the browser has kept', async () => {
    const lea = await startLightParty(on.stage.relay.url);
    const page = `${on.stage.playground.origin}/plain.html?kept`;
    const alice = await Person.open(on.browser, page);
    // No page is kept that still loads something, and all of this film comes at once.
    await alice.tab.evaluate(() => {
      const video = document.querySelector('video');
      if (video !== null) video.src = 'media/advert.mp4';
    });
    await alice.waitUntil('the film to be there', ({ duration, readyState }) => {
      return readyState === 4 && duration !== null && duration < 60;
    });
    await alice.joinParty(lea.code);
    const member = await lea.seesOther();
    const standsAt = (positionS: number) =>
      alice.waitUntil(`the film to stand at ${positionS} s`, ({ currentTime }) => {
        return Math.abs(currentTime - positionS) < 0.5;
      });
    lea.act('seek-to', { positionSeconds: 2 });
    await standsAt(2);
    await alice.tab.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => {
        document.documentElement.dataset.kept = String(persisted);
      });
    });

    await alice.tab.goto(`${on.stage.playground.origin}/no-video.html`);
    await lea.sees(member, 'no-video');
    lea.act('seek-to', { positionSeconds: 4 });
    await alice.tab.back();
    await waitForValue(
      () => alice.tab.evaluate(() => document.documentElement.dataset.kept ?? null),
      (kept) => kept === 'true',
      { what: 'the browser to show what it has kept', timeoutMs: PATIENCE_MS },
    );
    await standsAt(4);
    lea.act('seek-to', { positionSeconds: 5 });
    await standsAt(5);
    await lea.sees(member, 'in-step');
    expect(lea.kindsOf(member)).toEqual([]);
    await lea.close();
    await alice.tab.close();
  });
});
