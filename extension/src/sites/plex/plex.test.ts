// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { canonicalUrlOf, siteFor } from '../index.ts';

const SERVER = '1f2e3d4c5b6a';
const FILM = `https://app.plex.tv/desktop/#!/server/${SERVER}/details?key=%2Flibrary%2Fmetadata%2F123`;

describe('the address of a film on Plex', () => {
  beforeEach(() => document.body.replaceChildren());

  it.each([
    `https://app.plex.tv/desktop#!/server/${SERVER}/details?key=%2Flibrary%2Fmetadata%2F123&context=home`,
    `https://app.plex.tv/desktop/#!/server/${SERVER}/details?context=library%3A1&key=/library/metadata/123`,
    `http://192.168.1.20:32400/web/index.html#!/server/${SERVER}/details?key=%2Flibrary%2Fmetadata%2F123`,
    `https://plex.example/web/index.html#!/server/${SERVER}/details?key=%2Flibrary%2Fmetadata%2F123`,
    `https://films.example/web/#!/server/${SERVER}/details?key=%2Flibrary%2Fmetadata%2F123`,
  ])('[MK3] is one wherever the app comes from: %s', (address) => {
    expect(siteFor(new URL(address)).id).toBe('plex');
    expect(canonicalUrlOf(new URL(address))).toBe(FILM);
  });

  it('[MK3] is another of another film, and of another server', () => {
    const others = [FILM.replace('123', '124'), FILM.replace(SERVER, '000000000000')];
    expect(new Set([FILM, ...others].map((address) => canonicalUrlOf(new URL(address)))).size).toBe(3);
  });

  it('[MK3] is what the player names while it plays, the last of what it names', () => {
    const front = new URL('http://192.168.1.20:32400/web/index.html#!/');
    expect(canonicalUrlOf(front, document)).toBe(front.href);
    document.body.innerHTML = `
      <a data-testid="metadataTitleLink" href="#!/server/${SERVER}/details?key=%2Flibrary%2Fmetadata%2F9">Another</a>
      <div data-testid="playerControlsContainer">
        <a data-testid="metadataTitleLink" href="#!/server/${SERVER}/details?key=%2Flibrary%2Fmetadata%2F1">A series</a>
        <a data-testid="metadataTitleLink" href="#!/server/${SERVER}/details?key=%2Flibrary%2Fmetadata%2F123">E2</a>
      </div>`;
    expect(canonicalUrlOf(front, document)).toBe(FILM);
  });

  it.each(['https://v.example/web/watch?v=1', 'https://www.plex.tv/blog/', 'https://v.example/#!/server/'])(
    '[MK1] is taken for nobody else’s: %s',
    (address) => {
      expect(siteFor(new URL(address)).id).not.toBe('plex');
    },
  );
});
