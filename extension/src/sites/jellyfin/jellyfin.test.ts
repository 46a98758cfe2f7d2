// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { canonicalUrlOf, siteFor } from '../index.ts';

const ITEM = '0123456789abcdef0123456789abcdef';
const FILM = `https://films.example/web/#/details?id=${ITEM}`;

describe('the address of a film on Jellyfin', () => {
  beforeEach(() => document.body.replaceChildren());

  it.each([
    FILM,
    `https://films.example/web/index.html#/details?id=${ITEM}&serverId=ff`,
    `https://films.example/web/#/details?serverId=ff&id=${ITEM}`,
    'https://films.example/web/#/details?id=01234567-89AB-CDEF-0123-456789abcdef',
  ])('[MK3] is one for %s', (address) => {
    expect(siteFor(new URL(address)).id).toBe('jellyfin');
    expect(canonicalUrlOf(new URL(address))).toBe(FILM);
  });

  it('[MK3] leads back into the app as it is: below another path, and an older one', () => {
    const address = `http://192.168.1.20:8096/films/web/index.html#!/details?id=${ITEM}&serverId=ff`;
    expect(canonicalUrlOf(new URL(address))).toBe(`http://192.168.1.20:8096/films/web/#!/details?id=${ITEM}`);
  });

  it('[MK3] is told by the player’s own buttons while it plays', () => {
    const playing = new URL('https://films.example/web/#/video');
    expect(canonicalUrlOf(playing, document)).toBe(playing.href);
    document.body.innerHTML = `
      <div id="itemDetailPage"><button class="btnUserRating" data-id="ffffffffffffffffffffffffffffffff"></button></div>
      <div id="videoOsdPage"><button class="btnUserRating" data-id="${ITEM}"></button></div>`;
    expect(canonicalUrlOf(playing, document)).toBe(FILM);
  });

  it('[MK3] is the page’s own where the player is left behind it', () => {
    document.body.innerHTML = `<div id="videoOsdPage"><button class="btnUserRating" data-id="${ITEM}"></button></div>`;
    const home = new URL('https://films.example/web/#/home.html');
    expect(canonicalUrlOf(home, document)).toBe(home.href);
  });

  it.each([
    'https://v.example/web/?v=1',
    'https://v.example/#/details?id=1',
    'https://v.example/web/watch#/a',
  ])('[MK1] is taken for nobody else’s: %s', (address) => {
    expect(siteFor(new URL(address)).id).toBe('generic');
  });
});
