// YouTube's own traps, as its fixture has them: one element for one video after the other, and for adverts.
import { describe, expect, it } from 'vitest';
import { waitForValue } from '../rig/wait-for.ts';
import { joinLightly, type LightMember } from './light-member.ts';
import { PATIENCE_MS, Person } from './person.ts';
import { kindsFor, REPEATS } from './stage.ts';
import { tellFlows } from './tell-flows.ts';
import { useStage } from './use-stage.ts';

describe.each(kindsFor('firefox'))('YouTube in %s', { timeout: 120_000, repeats: REPEATS }, (kind) => {
  const on = useStage(kind);

  it('[AB1][MK7] an advert in the film’s own element, and then the next video in it, are no acts', async () => {
    tellFlows({ fixture: 'www.youtube.com', browser: kind }, ['advert', 'following']);
    const site = on.stage.playground.siteOrigin('www.youtube.com');
    const alice = await Person.open(on.browser, `${site}/watch?v=aaaaaaaaaaa&list=x`);
    const film = alice.tab.video('#film');
    const lea = await joinLightly(on.stage.relay.url, await alice.startParty());
    const member = await lea.seesOther();
    expect(lea.playback().media?.url).toBe(`${site}/watch?v=aaaaaaaaaaa`);
    await alice.tab.click('#play');
    await waitForValue(lea.playback, ({ isPlaying }) => isPlaying, { what: 'the play to be everyone’s' });

    const known = lea.acts.length;
    await alice.tab.click('#advert');
    await lea.sees(member, 'in-ad');
    lea.act('seek-to', { positionSeconds: 60 });
    await lea.sees(member, 'in-step');
    await film.waitUntil(({ currentTime }) => currentTime > 60, {
      what: 'the film to be where the party is',
    });
    expect(ofMember(lea, member, known)).toEqual([]);

    await alice.tab.click('#next');
    await lea.sees(member, 'other-page');
    await film.waitUntil(({ currentTime, paused }) => !paused && currentTime < 20, {
      what: 'the next video to play from its beginning',
    });
    await lea.waitUntilQuiet();
    expect(ofMember(lea, member, known)).toEqual([]);

    await alice.tab.clickButton('Bring everyone here');
    const { media, vector } = await waitForValue(
      lea.playback,
      (playback) => playback.media?.url === `${site}/watch?v=bbbbbbbbbbb`,
      { what: 'the party to be told of the next video', timeoutMs: PATIENCE_MS },
    );
    expect(media?.title).toContain('The next video');
    expect(vector.position).toBeLessThan(20);
    await lea.waitUntilQuiet();
    expect(ofMember(lea, member, known)).toEqual(['change-media']);
    await lea.close();
    await alice.tab.close();
  });
});

function ofMember(lea: LightMember, member: string, known: number) {
  return lea.acts
    .slice(known)
    .filter(({ by }) => by === member)
    .map(({ kind }) => kind);
}
