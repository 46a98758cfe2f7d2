// @vitest-environment happy-dom
import { afterEach, beforeAll, expect, test } from 'vitest';
import { UNATTACHED_TAG } from '../player/unattached.ts';

beforeAll(() => import('./unattached.ts'));
afterEach(() => {
  for (const sound of kept()) sound.remove();
});

/** A sound of a page, in no document of it. */
function createSound(durationS: number): HTMLAudioElement {
  const sound = document.createElement('audio');
  Object.defineProperties(sound, {
    duration: { value: durationS },
    ended: { value: false, writable: true },
  });
  return sound;
}

function end(sound: HTMLAudioElement): void {
  Object.assign(sound, { ended: true });
  sound.dispatchEvent(new Event('ended'));
}

const shadowOf = (host: Element) => host.attachShadow({ mode: 'closed' });

const kept = () => [...document.querySelectorAll(`${UNATTACHED_TAG} > audio`)];

test('[FV9] what a page plays is in its document as long as it lasts, and a film or a song longer', async () => {
  const [ding, song] = [createSound(0.4), createSound(240)];
  await ding.play();
  await song.play();
  expect(kept()).toEqual([ding, song]);
  end(ding);
  end(song);
  expect(kept()).toEqual([song]);
  Object.assign(ding, { ended: false });
  await ding.play();
  expect(kept()).toEqual([song, ding]);
  // The page has set it going again before we hear of its end.
  ding.dispatchEvent(new Event('ended'));
  expect(kept()).toEqual([song, ding]);
});

test('[FV9] of what a page plays and leaves the newest are kept', async () => {
  const songs = Array.from({ length: 25 }, () => createSound(240));
  for (const song of songs) {
    await song.play();
    song.pause();
  }
  expect(kept()).toEqual(songs.slice(-20));
});

test.each(['div', 'fragment', 'shadow root'])(
  '[FV9 HS2] a film stays in the player that its page is still building: %s',
  async (kind) => {
    const host = document.createElement('div');
    const box = { div: host, fragment: document.createDocumentFragment(), 'shadow root': shadowOf(host) }[
      kind
    ];
    const film = document.createElement('video');
    box?.append(film);
    film.pause();
    await film.play();
    expect([film.parentNode === box, film.isConnected]).toEqual([true, false]);
  },
);

test('[FV9] what a page takes out of its document and stops then stays out', async () => {
  const film = document.createElement('video');
  document.body.append(film);
  await film.play();
  film.remove();
  film.pause();
  expect(film.isConnected).toBe(false);
});

test('[FV9] what is kept comes back, as often as its page builds its document anew', async () => {
  const song = createSound(240);
  for (const press of ['play', 'pause', 'play'] as const) {
    Object.defineProperty(song, 'paused', { value: press === 'play', configurable: true });
    await song[press]();
    expect(kept()).toEqual([song]);
    document.querySelector(UNATTACHED_TAG)?.remove();
  }
});

test('[FV9] what was let go and then plays by itself is found when its page stops it', async () => {
  const [radio, ...others] = Array.from({ length: 21 }, () => createSound(240));
  await radio?.play();
  await radio?.play();
  radio?.pause();
  for (const song of others) await song.play();
  expect(kept()).toEqual(others);
  Object.defineProperty(radio, 'paused', { value: false });
  radio?.pause();
  expect(kept()).toContain(radio);
});

test('[FV9] what plays by itself in no document is found when its page stops it, and what rests is not', () => {
  const [radio, ding] = [createSound(Number.POSITIVE_INFINITY), createSound(240)];
  Object.defineProperty(radio, 'paused', { value: false });
  radio.pause();
  ding.pause();
  expect(kept()).toEqual([radio]);
});
