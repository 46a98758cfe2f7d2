// What the features over a video get out of the library, through the whole background.
import { until } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import { LIBRARY_KEY, putDown } from '../library/inbox.ts';
import { sampleLibrary } from '../library/testing/sample-library.ts';
import { createFakeStore } from '../platform/fake-store.ts';
import { openFakeFeatures } from './testing/fake-features.ts';
import { preparePartyWorld } from './testing/party-world.ts';

const world = preparePartyWorld();

test('[LB11] [QU8] a page of the party saves a list and reads one, and learns no code', async () => {
  const { alice } = await world.startParty();
  alice.browser.stores.local.set(LIBRARY_KEY, { version: 1, value: sampleLibrary() });
  const features = openFakeFeatures(alice);
  const videos = [{ address: 'https://films.example/new', title: 'New', lengthS: 60 }];
  features.send({ kind: 'ask', id: 1, ask: { kind: 'save-playlist', name: 'Saturday', videos } });
  await until(() => features.answers.has(1));
  expect(features.answers.get(1)).toEqual({ kind: 'saved', name: 'Saturday', taken: 1, left: 0 });
  features.send({ kind: 'ask', id: 2, ask: { kind: 'save-playlist', name: 'Saturday', videos } });
  features.send({ kind: 'ask', id: 3, ask: { kind: 'list-playlists' } });
  await until(() => features.answers.has(3));
  expect(features.answers.get(2)).toEqual({ kind: 'not-saved', why: 'name-taken' });
  const { playlists } = features.answers.get(3) as unknown as { playlists: { id: number; name: string }[] };
  expect(playlists.map(({ name }) => name)).toEqual(['Film night', 'For the train', 'Saturday']);
  features.send({ kind: 'ask', id: 4, ask: { kind: 'read-playlist', playlist: playlists[0]?.id } });
  await until(() => features.answers.has(4));
  expect(JSON.stringify(features.answers.get(4))).toContain('The Meadow at Night');
  expect(JSON.stringify([...features.answers])).not.toContain('K7QM');
});

test('[LB4] [QU8] what was only just saved is found before the library has taken it in, the newest first and once', async () => {
  const { alice, alicesPopup } = await world.startParty();
  alice.browser.stores.local.set(LIBRARY_KEY, { version: 1, value: sampleLibrary() });
  const [known] = sampleLibrary().videos;
  if (known === undefined) throw new Error('no video');
  const store = createFakeStore(alice.browser.stores.local);
  await putDown(store, { address: known.address, title: 'Known', savedAtMs: 2 });
  await putDown(store, { address: 'https://films.example/early', title: 'Early\n\u202e', savedAtMs: 1 });
  alicesPopup.ask({ kind: 'save-video' });
  await until(() => alicesPopup.view?.isSaved === true);
  const features = openFakeFeatures(alice);
  features.send({ kind: 'ask', id: 1, ask: { kind: 'find-videos', words: '' } });
  await until(() => features.answers.has(1));
  const { videos } = features.answers.get(1) as unknown as { videos: { address: string; title: string }[] };
  expect(videos.map(({ title }) => title)).toEqual([
    'A film',
    'Early',
    ...sampleLibrary().videos.map(({ title }) => title),
  ]);
  features.send({ kind: 'ask', id: 2, ask: { kind: 'find-videos', words: 'early' } });
  await until(() => features.answers.has(2));
  expect(features.answers.get(2)).toEqual({
    kind: 'videos',
    videos: [{ address: 'https://films.example/early', title: 'Early', lengthS: null }],
  });
  // It still waits for the library's own page.
  expect(JSON.stringify(alice.browser.stores.local.get(LIBRARY_KEY))).not.toContain('Early');
});

test('[LB2] [FE5] what is malformed fails, so that nobody waits for it, and what cannot be read is left as it is', async () => {
  const { alice } = await world.startParty();
  alice.browser.stores.local.set(LIBRARY_KEY, { version: 99 });
  const features = openFakeFeatures(alice);
  const addresses = [['javascript:alert(1)'], [`https://films.example/${'x'.repeat(2_048)}`], []];
  for (const [id, list] of addresses.entries()) {
    const videos = list.map((address) => ({ address, title: '', lengthS: null }));
    features.send({ kind: 'ask', id, ask: { kind: 'save-playlist', name: 'Friday', videos } });
  }
  await until(() => features.answers.size === addresses.length);
  expect([...features.answers.values()]).toEqual(addresses.map(() => ({ kind: 'failed' })));
  expect(alice.browser.stores.local.get(LIBRARY_KEY)).toEqual({ version: 99 });
});
