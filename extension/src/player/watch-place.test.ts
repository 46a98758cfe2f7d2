// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { watchPlace } from './watch-place.ts';

const told = vi.fn<(isIn: boolean) => void>();
let stop = new AbortController();

afterEach(() => {
  stop.abort();
  stop = new AbortController();
  told.mockReset();
  document.body.replaceChildren();
});

const watch = (media: Element) => watchPlace(media, () => told(media.isConnected), stop.signal);

/** As a task of the page ends. */
const endOfTask = () => Promise.resolve();

it.each([
  ['itself', (film: Element) => film],
  ['what is around it', (film: Element) => film.parentElement],
  ['what its shadow root is on', (film: Element) => (film.getRootNode() as ShadowRoot).host],
] as const)('[DV4] tells when %s is taken out, and when it is put back', async (_, whatOf) => {
  const host = document.body.appendChild(document.createElement('film-player'));
  const frame = document.createElement('div');
  const film = frame.appendChild(document.createElement('video'));
  host.attachShadow({ mode: 'closed' }).append(frame);
  watch(film);
  const taken = whatOf(film);
  const place = taken?.parentNode;
  if (!taken || !place) throw new Error('it is nowhere');
  for (let round = 0; round < 3; round += 1) {
    taken.remove();
    await endOfTask();
    place.append(taken);
    await endOfTask();
  }
  expect(told.mock.calls.flat()).toEqual([false, true, false, true, false, true]);
});

it('[DV4] tells so where it is put back elsewhere, or was nowhere at first, once it was looked at there', async () => {
  const film = document.createElement('video');
  const look = watch(film);
  for (let round = 0; round < 3; round += 1) {
    document.body.appendChild(document.createElement('div')).append(film);
    look();
    film.remove();
    await endOfTask();
  }
  expect(told.mock.calls.flat()).toEqual([true, false, true, false, true, false]);
});

it('[DV4] tells nothing of one that is moved within a task, and goes on watching where it is then', async () => {
  const film = document.body.appendChild(document.createElement('video'));
  watch(film);
  const frame = document.createElement('div');
  document.body.append(frame);
  frame.append(film);
  await endOfTask();
  expect(told).not.toHaveBeenCalled();
  film.remove();
  await endOfTask();
  expect(told).toHaveBeenCalledOnce();
});

it('[DV4] tells nothing of what else comes and goes, nor once it is told to stop', async () => {
  const film = document.body.appendChild(document.createElement('video'));
  watch(film);
  document.body.append(document.createElement('p'));
  await endOfTask();
  stop.abort();
  film.remove();
  await endOfTask();
  expect(told).not.toHaveBeenCalled();
});
