// The pages on which it is looked who did what: where the film is on each, and what a person puts a hand on.
import type { Playground } from '../../playground/serve-playground.ts';
import type { RigFrame, RigTab } from '../../rig/rig.ts';
import { type Controls, PLAYERS } from '../player-pages.ts';
import { seekDisneyBy, seekJellyfinBy } from './page-scripts.ts';

export type Hand =
  | { readonly kind: 'controls'; readonly controls: Controls }
  /** Buttons of the site's own. */
  | { readonly kind: 'buttons' }
  /** The picture itself, a strip painted into it, and keys. */
  | { readonly kind: 'painted' };

export interface Ground {
  /** As in the table of fixtures. */
  readonly fixture: string;
  /** Host of a site's fixture; none: the playground itself. */
  readonly host?: string;
  readonly path: string;
  /** The frame that the film is in; none: the page itself. */
  readonly frame?: string;
  /** Finds the film, or the host of the open root that it is in; none: the page gives its root to nobody, and its film to tests. */
  readonly film?: string;
  readonly hand: Hand;
  /** A film that stands alone, which may be exchanged, taken out and put back: no player is behind it. */
  readonly isPlain?: true;
  /** Whoever writes to its playhead takes its player down. */
  readonly hasOwnSeek?: true;
  /** Its element is loaded anew for each seek, and tells of that: whether the film has jumped its own seconds say. */
  readonly isReloaded?: {
    /** How a script of such a page seeks, which is not by the element. Runs in the page. */
    readonly seekBy: (byS: number) => void;
  };
}

const NATIVE: Hand = { kind: 'controls', controls: 'native' };
const BUTTONS: Hand = { kind: 'buttons' };

const playground = (fixture: string, hand: Hand, more: Partial<Ground> = {}): Ground => ({
  fixture,
  path: `/${fixture}.html`,
  film: 'video',
  hand,
  ...more,
});
const site = (host: string, path: string, more: Partial<Ground> = {}): Ground => ({
  fixture: host,
  host,
  path,
  film: '#film',
  hand: BUTTONS,
  ...more,
});

export const GROUNDS: readonly Ground[] = [
  playground('plain', NATIVE, { isPlain: true }),
  playground('replace', NATIVE, { isPlain: true }),
  playground('silent', NATIVE, { isPlain: true }),
  playground('frame', NATIVE, { isPlain: true, frame: '#player' }),
  playground(
    'speed',
    {
      kind: 'controls',
      controls: { play: 'Play', pause: 'Pause', timeline: 'Position', areBelow: true },
    },
    { isPlain: true },
  ),
  playground('audio', BUTTONS, { isPlain: true, film: 'audio' }),
  ...PLAYERS.map(({ page, controls }) => playground(page, { kind: 'controls', controls })),
  { fixture: 'unprepared', path: '/unprepared.html', hand: { kind: 'painted' } },
  site('www.netflix.com', '/de/watch/81234567?trackId=1', { hasOwnSeek: true }),
  site('vimeo.com', '/channels/films/76979871', { frame: '#player' }),
  site('www.crunchyroll.com', '/de/watch/GRDQPM1ZY/der-erste', { film: '#bitmovinplayer-video-null' }),
  site('www.crunchyroll.com', '/watch/GRDQPM1ZY/the-first?vilos', {
    frame: '.video-player',
    film: '#player0',
  }),
  site('plex.example', '/web/index.html#!/'),
  site('www.youtube.com', '/watch?v=aaaaaaaaaaa&t=3&pp=x'),
  site('www.twitch.tv', '/videos/1234567890?t=3s'),
  site('www.primevideo.com', '/region/eu/detail/0KRGHGZCHKS920ZQGY5LBRF7MA/ref=atv', { hasOwnSeek: true }),
  site('jellyfin.example', '/web/#/video', { isReloaded: { seekBy: seekJellyfinBy } }),
  site('www.disneyplus.com', '/de-de/play/0b7ff6f1-8f39-4b8c', {
    film: 'disney-web-player',
    isReloaded: { seekBy: seekDisneyBy },
  }),
  site('www.hulu.com', '/watch/0b7ff6f1-8f39-4b8c', { film: '#content-video-player', hasOwnSeek: true }),
];

export function addressOf({ host, path }: Ground, { origin, siteOrigin }: Playground): string {
  return `${host === undefined ? origin : siteOrigin(host)}${path}`;
}

/** The document that the film is in. */
export function filmDocument(tab: RigTab, { frame }: Ground): RigFrame {
  return frame === undefined ? tab : tab.frame(frame);
}
