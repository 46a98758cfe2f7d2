// The queue and the library: what is asked of it, and what a person is told.

import { signal } from '@preact/signals';
import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import { eventually } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import type { FeatureAnswer, FeatureHost, ListedVideo } from '../feature.ts';
import { EMPTY_QUEUE, type ItemId, type QueueState } from './channel.ts';
import { createQueueShelf } from './queue-shelf.ts';

const FRIDAY = { id: 7, name: 'Friday', count: 2 };
const VIDEOS: readonly ListedVideo[] = ['1', '2'].map((name) => ({
  address: `https://films.example/${name}`,
  title: `Film ${name}`,
  lengthS: null,
}));

function setup(
  answers: readonly FeatureAnswer[],
  room = 10,
  answer?: () => Promise<FeatureAnswer>,
  addresses: readonly string[] = ['https://films.example/1?utm=mail'],
) {
  const asked: Parameters<FeatureHost['ask']>[0][] = [];
  const [toasts, told]: [string[], string[]] = [[], []];
  const items = addresses.map((url, index) => ({
    id: `a-${index}` as ItemId,
    url,
    title: 'Film 1',
    lengthS: 60,
    place: `a${index}`,
    by: 'm' as MemberId,
    votes: [],
  }));
  const state = signal<QueueState>({ ...EMPTY_QUEUE, items });
  const waiting = answers.values();
  const shelf = createQueueShelf(
    {
      ask: async (ask) => {
        asked.push(ask);
        if (answer !== undefined) return answer();
        return waiting.next().value ?? { kind: 'failed' };
      },
      identify: (address) => {
        const url = new URL(address.split('?')[0] ?? '').href;
        return { key: url as MediaKey, url };
      },
      toast: (line) => void toasts.push(line),
    },
    { state, addVideos: (videos) => Math.min(room, videos.length) },
    (words) => void told.push(words),
  );
  const settle = () => eventually(() => expect(shelf.isBusy.value).toBe(false));
  return { shelf, asked, toasts, told, settle };
}

test('[QU8] saves the queue by what its sites call the videos, and says how the playlist is called', async () => {
  const { shelf, asked, toasts, told, settle } = setup([
    { kind: 'saved', name: 'Friday', taken: 1, left: 0 },
  ]);
  shelf.beginSaving();
  expect([shelf.mode.value, shelf.name.value]).toEqual([
    'saving',
    expect.stringMatching(/^Queue of .*\d{4}/),
  ]);
  shelf.name.value = 'Friday';
  shelf.save();
  await settle();
  const videos = [{ address: 'https://films.example/1', title: 'Film 1', lengthS: 60 }];
  expect(asked).toEqual([{ kind: 'save-playlist', name: 'Friday', videos }]);
  expect(toasts).toEqual(['“Friday” is in your library. Videos: 1.']);
  expect(told).toEqual(toasts);
  expect(shelf.mode.value).toBe('closed');
});

test('[QU8] an address that its site makes too long is saved as it is, and loses no other', async () => {
  const long = `https://films.example/${'ü'.repeat(1_000)}`;
  const { shelf, asked, settle } = setup([], 10, undefined, [long, 'https://films.example/1']);
  shelf.beginSaving();
  shelf.save();
  await settle();
  const listed = [long, 'https://films.example/1'].map((address) => ({ address }));
  expect(asked).toMatchObject([{ kind: 'save-playlist', videos: listed }]);
});

test('[QU8] adds one saved video, found by its words, and says so', async () => {
  const { shelf, asked, toasts, settle } = setup([
    { kind: 'playlists', playlists: [] },
    { kind: 'videos', videos: VIDEOS },
    { kind: 'videos', videos: VIDEOS.slice(1) },
  ]);
  shelf.beginChoosing();
  await settle();
  expect(shelf.videos.value).toEqual(VIDEOS);
  shelf.find('2');
  await eventually(() => expect(shelf.videos.value).toEqual(VIDEOS.slice(1)));
  expect(asked.filter(({ kind }) => kind === 'find-videos')).toEqual([
    { kind: 'find-videos', words: '' },
    { kind: 'find-videos', words: '2' },
  ]);
  shelf.addVideo(VIDEOS[1] as ListedVideo);
  expect(toasts).toEqual(['In the party’s queue.']);
  expect(shelf.mode.value).toBe('closed');
});

test('[QU8] of two searches the later one counts, and a full queue says so', async () => {
  const answers: ((answer: FeatureAnswer) => void)[] = [];
  const { shelf, toasts } = setup([], 0, () => new Promise((resolve) => void answers.push(resolve)));
  shelf.find('a');
  shelf.find('ab');
  answers[1]?.({ kind: 'videos', videos: VIDEOS.slice(1) });
  answers[0]?.({ kind: 'videos', videos: VIDEOS });
  await eventually(() => expect(shelf.videos.value).toEqual(VIDEOS.slice(1)));
  shelf.addVideo(VIDEOS[0] as ListedVideo);
  expect(shelf.problem.value).toBe('The queue is full (500 videos). Remove some first.');
  expect(toasts).toEqual([]);
});

test.each([
  [{ kind: 'not-saved', why: 'name-taken' }, 'Another playlist has that name. Choose a different one.'],
  [{ kind: 'not-saved', why: 'no-name' }, 'A playlist needs a name. Type one.'],
  [{ kind: 'not-saved', why: 'library-full' }, 'The library is full. Remove something first.'],
  [{ kind: 'failed' }, expect.stringContaining('That did not work, and nothing has changed.')],
] as const)('[QU8] says why it was not saved: %o', async (answer, words) => {
  const { shelf, toasts, settle } = setup([answer]);
  shelf.beginSaving();
  shelf.save();
  await settle();
  expect([shelf.problem.value, shelf.mode.value, toasts]).toEqual([words, 'saving', []]);
});

test('[QU8] says what the library had no room for', async () => {
  const { shelf, toasts, settle } = setup([{ kind: 'saved', name: 'Friday', taken: 4, left: 3 }]);
  shelf.beginSaving();
  shelf.save();
  await settle();
  expect(toasts).toEqual(['“Friday” is in your library. Videos: 4. The library is full. Left out: 3.']);
});

test('[QU8] adds a playlist, and says what the queue had no room for', async () => {
  const answers: FeatureAnswer[] = [
    { kind: 'playlists', playlists: [FRIDAY] },
    { kind: 'videos', videos: [] },
    { kind: 'videos', videos: VIDEOS },
  ];
  const { shelf, asked, toasts, settle } = setup(answers, 1);
  shelf.beginChoosing();
  await settle();
  expect(shelf.playlists.value).toEqual([FRIDAY]);
  shelf.add(FRIDAY);
  await settle();
  expect(asked.at(-1)).toEqual({ kind: 'read-playlist', playlist: 7 });
  expect(toasts).toEqual(['Added from “Friday”: 1. The queue is full. Left out: 1.']);
});

test('[QU8] says that the queue is full, and what the library cannot tell', async () => {
  const answers: FeatureAnswer[] = [{ kind: 'videos', videos: VIDEOS }];
  const { shelf, toasts, settle } = setup(answers, 0);
  shelf.add(FRIDAY);
  await settle();
  expect(shelf.problem.value).toBe('The queue is full (500 videos). Remove some first.');
  shelf.beginChoosing();
  await settle();
  expect(shelf.problem.value).toContain('That did not work');
  expect(toasts).toEqual([]);
});
