// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Choice,
  chooseVideo,
  hasAdBeside,
  listClosedFrames,
  listMedia,
  NO_CHOICE,
} from './find-video.ts';
import { isFilm, rankMedia } from './rank-media.ts';

interface Look {
  readonly durationS?: number;
  readonly area?: readonly [width: number, height: number];
  readonly readyState?: number;
  readonly isPromo?: boolean;
  /** Of the browser's own. */
  readonly hasControls?: boolean;
  /** It has played. */
  readonly isSeen?: boolean;
}

/** happy-dom lays nothing out: the sizes are given by hand. */
function addVideo(options: Look): HTMLVideoElement {
  const { area = [640, 360], readyState = 4, isPromo = false, durationS } = options;
  const video = document.createElement('video');
  const [width, height] = area;
  if (options.isSeen === true) Object.defineProperty(video, 'played', { value: { length: 1 } });
  Object.defineProperty(video, 'readyState', { value: readyState });
  Object.defineProperty(video, 'duration', { value: durationS ?? Number.NaN });
  // It asks for styles that nothing here has.
  video.checkVisibility = () => true;
  video.getBoundingClientRect = () => new DOMRect(0, 0, width, height);
  video.controls = options.hasControls ?? !isPromo;
  video.muted = isPromo;
  video.loop = isPromo;
  document.body.append(video);
  return video;
}

afterEach(() => document.body.replaceChildren());

function look(before = NO_CHOICE, options: LookOptions = {}): Choice {
  const { now = 0, picked = null, weigh = () => 1 } = options;
  return chooseVideo(
    listMedia(document).map((media) => rankMedia(media, weigh)),
    before,
    picked,
    now,
  );
}

interface LookOptions {
  readonly now?: number;
  readonly picked?: HTMLMediaElement;
  readonly weigh?: (media: HTMLMediaElement) => number;
}

describe('which video a person would call the video', () => {
  it('[FV1] the largest one that is ready, not the first', () => {
    addVideo({ area: [300, 200] });
    const film = addVideo({ area: [900, 500] });
    expect(look().media).toBe(film);
  });

  it('[FV1] not a muted loop beside it, even a larger one', () => {
    addVideo({ area: [1_200, 600], isPromo: true });
    const film = addVideo({ area: [320, 180] });
    expect(look().media).toBe(film);
  });

  it('[FV1] not an advert beside it, which is short', () => {
    addVideo({ area: [970, 250], durationS: 30 });
    const film = addVideo({ area: [640, 360], durationS: 600 });
    expect(look().media).toBe(film);
  });

  it('[SA7] not what the site starts by itself for a look, however large', () => {
    const preview = addVideo({ area: [1_280, 720] });
    const film = addVideo({ area: [320, 180] });
    const weigh = (media: HTMLMediaElement) => (media === preview ? 0.02 : 1);
    expect(look(NO_CHOICE, { weigh }).media).toBe(film);
    film.remove();
    expect(look(NO_CHOICE, { weigh }).media).toBe(preview);
  });

  it('[FV1] nothing, when nothing is to be seen', () => {
    addVideo({ area: [0, 0] });
    expect(look().media).toBeNull();
  });

  it('[FV1] a sound that plays, and no muted loop beside it', () => {
    addVideo({ area: [1_200, 600], isPromo: true });
    const sound = document.createElement('audio');
    Object.defineProperties(sound, {
      currentSrc: { value: 'https://radio.example/now' },
      readyState: { value: 4 },
      played: { value: { length: 1 } },
    });
    document.body.append(sound);
    expect(look().media).toBe(sound);
    const film = addVideo({ area: [640, 360] });
    expect(look().media).toBe(film);
  });
});

describe('the choice', () => {
  it('[FV2] stays with the one it has until another is clearly better', () => {
    const current = addVideo({ area: [640, 360] });
    const first = look();
    const larger = addVideo({ area: [800, 450] });
    expect(look(first).media).toBe(current);
    larger.getBoundingClientRect = () => new DOMRect(0, 0, 1_600, 900);
    expect(look(first).media).toBe(larger);
    current.remove();
    expect(look(first).media).toBe(larger);
  });

  it('[FV2] is handed on at once to what comes in its place, twenty times, whatever adverts stand beside it', () => {
    addVideo({ area: [300, 250] });
    addVideo({ area: [970, 250], isPromo: true });
    let film = addVideo({});
    let choice = look();
    for (let round = 0; round < 20; round += 1) {
      film.remove();
      film = addVideo({ readyState: 0 });
      choice = look(choice);
      expect(choice.media).toBe(film);
    }
  });

  it('[FV2] stays for three seconds rather than be an advert, when the film is taken away', () => {
    const film = addVideo({});
    const advert = addVideo({ area: [200, 100], durationS: 20 });
    let choice = look();
    film.remove();
    choice = look(choice, { now: 10 });
    expect(choice).toMatchObject({ media: film, score: null });
    expect(look(choice, { now: 3_000 })).toMatchObject({ media: film, score: null });
    expect(look(choice, { now: 3_010 }).media).toBe(advert);
    const next = addVideo({ readyState: 0 });
    expect(look(choice, { now: 1_000 }).media).toBe(next);
  });

  it.each([
    ['of the same size', {}, false],
    ['of two thirds of its size, seen before', { area: [480, 270], isSeen: true }, false],
    ['that is small, when it is looped', { area: [160, 90] }, true],
  ] as const)('[FV2] stays when its person mutes it, beside one %s', (_, rival, isLooped) => {
    const film = addVideo({ hasControls: false, isSeen: true });
    film.loop = isLooped;
    addVideo({ hasControls: false, ...rival });
    const first = look();
    film.muted = true;
    expect([first.media === film, look(first), isFilm(film)]).toEqual([true, first, true]);
  });

  it('[FV9] is no film any longer once its element shows a muted loop, whatever was heard in it before', () => {
    const film = addVideo({ hasControls: false, isSeen: true });
    const load = (address: string) =>
      Object.defineProperty(film, 'currentSrc', { value: address, configurable: true });
    load('blob:film');
    expect([look().media === film, isFilm(film)]).toEqual([true, true]);
    Object.assign(film, { muted: true, loop: true });
    expect(isFilm(film)).toBe(true);
    load('https://films.example/teaser.mp4');
    expect(isFilm(film)).toBe(false);
    // A film that takes its pieces anew.
    film.loop = false;
    expect(look().score).toBe(640 * 360 * 1.5);
  });

  it('[FV2] stays when the element is moved', () => {
    const film = addVideo({});
    const choice = look();
    const frame = document.createElement('div');
    document.body.append(frame);
    frame.append(film);
    expect(look(choice).media).toBe(film);
  });

  it('[FV2] stays when the element is put back, and is none once nothing came for three seconds', () => {
    const film = addVideo({});
    const first = look();
    film.remove();
    const out = look(first, { now: 10 });
    expect(look(look(out, { now: 3_009 }), { now: 3_010 })).toEqual(NO_CHOICE);
    document.body.append(film);
    expect(look(out, { now: 3_010 })).toEqual(first);
  });

  it('[FV2] stays with a film that is hidden behind an advert of an element of its own', () => {
    const film = addVideo({ durationS: 5_400 });
    const choice = look();
    film.getBoundingClientRect = () => new DOMRect(0, 0, 0, 0);
    addVideo({ durationS: 30 });
    expect(look(choice, { now: 20_000 }).media).toBe(film);
  });

  it('[FV2] is as good as it was where it was hidden, or taken out, a moment before the advert was there', () => {
    const film = addVideo({ durationS: 5_400 });
    const first = look();
    film.remove();
    const out = look(first, { now: 10 });
    film.getBoundingClientRect = () => new DOMRect(0, 0, 0, 0);
    document.body.append(film);
    addVideo({ durationS: 30 });
    const behind = look(out, { now: 500 });
    expect([behind, look(behind, { now: 20_000 })]).toEqual([first, first]);
  });

  it('[FV6] is the person’s for as long as what they picked is there, however small', () => {
    const film = addVideo({});
    const small = addVideo({ area: [100, 60] });
    const picked = look(look(), { picked: small });
    expect(picked.media).toBe(small);
    small.getBoundingClientRect = () => new DOMRect(0, 0, 0, 0);
    expect(look(picked, { picked: small }).media).toBe(small);
    small.remove();
    expect(look(picked, { picked: small }).media).toBe(film);
  });
});

describe('an advert over a film that waits for it', () => {
  const setup = (isWaiting = true, ad: Look = {}) => {
    const film = addVideo({ durationS: 5_400 });
    const over = addVideo({ durationS: 30, ...ad });
    Object.defineProperty(film, 'paused', { value: isWaiting });
    Object.defineProperty(over, 'paused', { value: false });
    const isAd = () =>
      hasAdBeside(
        film,
        listMedia(document).map((media) => rankMedia(media)),
      );
    return { film, over, isAd };
  };
  const at = (left: number, width: number) => () => new DOMRect(left, 0, width, 360);

  it('[AB4] is one while it plays there', () => {
    const { over, isAd } = setup();
    expect(isAd()).toBe(true);
    over.remove();
    expect(isAd()).toBe(false);
  });

  it('[AB4] is one in the place of a film that is hidden', () => {
    const { film, over, isAd } = setup();
    film.getBoundingClientRect = at(0, 0);
    over.getBoundingClientRect = at(900, 640);
    expect(isAd()).toBe(true);
  });

  it('[AB4] is none while the film plays, without sound, beside the film, or as long as one', () => {
    expect(setup(false).isAd()).toBe(false);
    document.body.replaceChildren();
    expect(setup(true, { isPromo: true }).isAd()).toBe(false);
    document.body.replaceChildren();
    expect(setup(true, { durationS: 600 }).isAd()).toBe(false);
    document.body.replaceChildren();
    const beside = setup();
    beside.over.getBoundingClientRect = at(700, 640);
    expect(beside.isAd()).toBe(false);
  });
});

describe('frames that we may not look into', () => {
  beforeEach(() => {
    for (const [src, width, height] of [
      ['https://player.example/embed?x=1', 640, 360],
      ['https://ads.example/pixel', 1, 1],
      ['https://comments.example/', 320, 4_000],
    ] as const) {
      const frame = document.createElement('iframe');
      // Not assigned: happy-dom would try to load it.
      Object.defineProperty(frame, 'src', { value: src });
      frame.getBoundingClientRect = () => new DOMRect(0, 0, width, height);
      Object.defineProperty(frame, 'contentDocument', { value: null });
      document.body.append(frame);
    }
  });

  it('[FV3] are named by origin when they are large enough for a film', () => {
    const large = listClosedFrames([document], NO_CHOICE);
    expect(large.map(({ origin }) => origin)).toEqual(['https://player.example', 'https://comments.example']);
    // However long a column is, a film in it is as wide as the column.
    expect(large.map(({ area }) => Math.round(area))).toEqual([640 * 360, 320 * 180]);
  });

  it('[FV3] are named in shadow roots, too', () => {
    const host = document.createElement('film-embed');
    document.body.append(host);
    const root = host.attachShadow({ mode: 'closed' });
    root.append(...document.querySelectorAll('iframe'));
    expect(listClosedFrames([document], NO_CHOICE)).toEqual([]);
    const [player] = listClosedFrames([document, root], NO_CHOICE);
    expect(player?.origin).toBe('https://player.example');
  });

  it('[FV3] are named beside a muted loop or a much smaller video, and not beside a film', () => {
    const besides = (...parts: Parameters<typeof addVideo>) => {
      const video = addVideo(...parts);
      const beside = listClosedFrames([document], look()).map(({ origin }) => origin);
      video.remove();
      return beside;
    };
    const promo = besides({ area: [1_200, 600], isPromo: true });
    expect(promo).toEqual(['https://player.example', 'https://comments.example']);
    expect(besides({ area: [300, 170] })).toEqual(['https://player.example']);
    expect(besides({ area: [640, 360] })).toEqual([]);
  });
});
