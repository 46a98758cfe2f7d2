import { expect, it } from 'vitest';
import { canonicalUrlOf, SITES, siteFor } from './index.ts';

/** Of each site a page that its folder does not know. */
const UNKNOWN: Readonly<Record<string, string>> = {
  netflix: 'https://www.netflix.com/browse',
  youtube: 'https://www.youtube.com/watch_videos',
  'disney-plus': 'https://www.disneyplus.com/browse',
  'prime-video': 'https://www.primevideo.com/live',
  hulu: 'https://www.hulu.com/live',
  twitch: 'https://player.twitch.tv/',
  vimeo: 'https://vimeo.com/showcase/1938466',
  crunchyroll: 'https://www.crunchyroll.com/live',
  plex: 'https://app.plex.tv/desktop/',
  jellyfin: 'http://192.168.1.20:8096/web/',
  generic: 'https://v.example/watch',
};

it.each(SITES)('[MK1] an address that $id does not know keeps what tells it apart', ({ id }) => {
  const page = new URL(UNKNOWN[id] ?? '');
  expect(siteFor(page).id).toBe(id);
  const [one, other] = [`${page}?film=1`, `${page}?film=2`];
  expect(canonicalUrlOf(new URL(`${one}&utm_source=mail#comments`))).toBe(one);
  expect(canonicalUrlOf(new URL(other))).toBe(other);
});
