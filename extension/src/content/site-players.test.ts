import { expect, it } from 'vitest';
import { openPlainPlayer } from '../player/site-player.ts';
import type { SiteParts } from '../sites/page-world/register-player.ts';
import type { SiteAdapter } from '../sites/site.ts';
import { createSitePlayers } from './site-players.ts';

const PLAIN: SiteAdapter = {
  id: 'film-club',
  name: 'Film Club',
  matches: () => true,
  canonicalUrl: ({ href }) => href,
};
const ELEMENT = {} as HTMLMediaElement;

function setup(site: SiteAdapter) {
  const asked: unknown[] = [];
  const world: { -readonly [Part in keyof SiteParts]: SiteParts[Part] } & { isLive?: boolean } = {};
  const players = createSitePlayers({
    site,
    readClock: () => 7,
    readSiteParts: () => world,
    isLive: () => world.isLive === true,
    ask: (wanted) => asked.push(wanted),
  });
  return { asked, world, players };
}

it('[SA1] a site with a player of its own has no element driven before that is there', () => {
  const { asked, world, players } = setup({ ...PLAIN, ownPlayer: 'player-and-page-world' });
  expect(players.areThere()).toBe(false);
  players.repeat();
  players.repeat();
  const wanted = { kind: 'site-player', site: 'film-club', hasPageWorld: true };
  expect(asked).toEqual([wanted, wanted]);
  const own = openPlainPlayer(ELEMENT);
  world.sameframeOpenPlayer = (media, readClock) => {
    expect([media, readClock()]).toEqual([ELEMENT, 7]);
    return own;
  };
  expect(players.areThere()).toBe(true);
  expect(players.openPlayer(ELEMENT)).toBe(own);
  players.repeat();
  expect(asked).toHaveLength(2);
});

it('[SA1] a site that has none waits for nothing', () => {
  const { asked, players } = setup(PLAIN);
  players.repeat();
  expect([players.areThere(), asked]).toEqual([true, []]);
  expect(players.openPlayer(ELEMENT).video).toBe(ELEMENT);
});

it('[LV6] what asks the page for programme time comes only where something is live', () => {
  const { asked, world, players } = setup(PLAIN);
  players.repeat();
  expect([asked, players.readProgramme(ELEMENT)]).toEqual([[], null]);
  world.isLive = true;
  players.repeat();
  expect(asked).toEqual([{ kind: 'site-player', site: 'generic', hasPageWorld: true }]);
  world.sameframeReadProgramme = () => 5;
  players.repeat();
  expect([asked.length, players.readProgramme(ELEMENT)]).toEqual([1, 5]);
});
