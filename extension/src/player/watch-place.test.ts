// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { watchPlace } from './watch-place.ts';

const told = vi.fn();
let stop = new AbortController();

afterEach(() => {
  stop.abort();
  stop = new AbortController();
  told.mockReset();
  document.body.replaceChildren();
});

const watch = (media: Element) => watchPlace(media, told, stop.signal);

/** As a task of the page ends. */
const endOfTask = () => Promise.resolve();

it.each([
  ['itself', (film: Element) => film],
  ['what is around it', (film: Element) => film.parentElement],
  ['what its shadow root is on', (film: Element) => (film.getRootNode() as ShadowRoot).host],
] as const)('[DV4] tells when %s is taken out, each time that it was put back', async (_, whatOf) => {
  const host = document.body.appendChild(document.createElement('film-player'));
  const frame = document.createElement('div');
  const film = frame.appendChild(document.createElement('video'));
  host.attachShadow({ mode: 'closed' }).append(frame);
  watch(film);
  const taken = whatOf(film);
  const place = taken?.parentNode;
  if (!taken || !place) throw new Error('it is nowhere');
  for (const count of [1, 2, 3]) {
    taken.remove();
    await endOfTask();
    expect(told).toHaveBeenCalledTimes(count);
    place.append(taken);
    await endOfTask();
  }
  expect(told).toHaveBeenCalledTimes(3);
});

it('[DV4] tells so where it is put back elsewhere, or was nowhere at first, once it was looked at there', async () => {
  const film = document.createElement('video');
  const look = watch(film);
  for (const count of [0, 1, 2]) {
    expect(told).toHaveBeenCalledTimes(count);
    document.body.appendChild(document.createElement('div')).append(film);
    await endOfTask();
    look();
    film.remove();
    await endOfTask();
  }
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
