import { describe, expect, it } from 'vitest';
import { type PageElement, type PageMedia, parseOffset, readOffset } from './programme-time.ts';

const AT_S = 1_790_000_000;
const AT = new Date(AT_S * 1_000);
const NO_HOST = { getRootNode: () => ({}) };
const around = (parts: Partial<PageElement> = {}): PageElement => ({
  ...NO_HOST,
  parentElement: null,
  ...parts,
});

/** An element at its second 40 in `parent`, or in the shadow root of `host`. */
function place(parent: PageElement | null, host?: PageElement): PageMedia {
  return { parentElement: parent, getRootNode: () => ({ host }), currentTime: 40 };
}

describe('programme time as a page’s player says it', () => {
  it('[LV6] is found with hls.js in the element that the film is in, however deep', () => {
    const host: { -readonly [Key in keyof PageElement]: PageElement[Key] } = around();
    const media = place(null, host);
    host.api = { media, playingDate: AT };
    expect(readOffset(media, {})).toBe(AT_S - 40);
    host.api = { media: place(null), playingDate: AT };
    expect(readOffset(media, {})).toBeNull();
  });

  it('[LV6] is found with Vidstack, Mux and YouTube', () => {
    const provider: { instance?: unknown } = {};
    const media = place(around({ parentElement: around({ provider }) }));
    provider.instance = { media, playingDate: AT };
    expect(readOffset(media, {})).toBe(AT_S - 40);
    expect(readOffset(place(null, around({ currentPdt: AT })), {})).toBe(AT_S - 40);
    const tube = (seconds: number) => place(around({ getMediaReferenceTime: () => seconds }));
    expect(readOffset(tube(AT_S), {})).toBe(AT_S - 40);
    // Of a film it tells the film's own seconds.
    expect(readOffset(tube(40), {})).toBeNull();
  });

  it('[LV6] of Shaka is only that of what is live', () => {
    for (const isLive of [true, false]) {
      const player = {
        getMediaElement: (): unknown => media,
        isLive: () => isLive,
        getPlayheadTimeAsDate: () => AT,
      };
      const media = place(around({ ui: { getControls: () => ({ getLocalPlayer: () => player }) } }));
      expect(readOffset(media, {})).toBe(isLive ? AT_S - 40 : null);
    }
  });

  it('[LV6] of Video.js is that of the piece that is shown', () => {
    const segments = [
      { start: 32, end: 36, dateTimeObject: new Date(AT_S - 8_000) },
      { start: 36, end: 42, dateTimeObject: new Date((AT_S - 4) * 1_000) },
      { dateTimeObject: AT },
    ];
    const tech = { el: (): unknown => media, vhs: { playlists: { media: () => ({ segments }) } } };
    const media = place(around({ player: { tech: () => tech } }));
    expect(readOffset(media, {})).toBe(AT_S - 40);
    tech.vhs.playlists.media = () => ({ segments: [] });
    expect(readOffset(media, {})).toBeNull();
  });

  it('[LV6] is taken from a global only if that is the player of this element', () => {
    const media = place(null);
    expect(readOffset(media, { hls: { media, playingDate: AT } })).toBe(AT_S - 40);
    expect(readOffset(media, { player: { media, playingDate: AT } })).toBe(AT_S - 40);
    expect(readOffset(media, { player: 'x', hls: { media: place(null), playingDate: AT } })).toBeNull();
  });

  it('[LV6] is nothing where a player throws or has no date, and the next one is asked', () => {
    const hostile: PageElement = {
      ...NO_HOST,
      parentElement: null,
      get player(): unknown {
        throw new Error('mine');
      },
    };
    const media = place(hostile);
    expect(readOffset(media, { hls: { media, playingDate: null } })).toBeNull();
    expect(readOffset(media, { hls: { media, playingDate: new Date(Number.NaN) } })).toBeNull();
    expect(readOffset(media, { hls: { media, playingDate: AT } })).toBe(AT_S - 40);
  });

  it('[LV6] is taken from the page only as the number of a date', () => {
    expect(parseOffset(String(AT_S - 40), 40)).toBe(AT_S - 40);
    for (const told of ['null', '5', '1e300', '"1790000000"', '{}', '[1790000000]', 'x', undefined, null]) {
      expect(parseOffset(told, 40)).toBeNull();
    }
  });
});
