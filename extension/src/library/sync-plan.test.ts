import fc from 'fast-check';
import { expect, test } from 'vitest';
import { removeVideo, saveVideos } from './edit-library.ts';
import {
  addToPlaylist,
  createPlaylist,
  deletePlaylist,
  moveInPlaylist,
  setPlaylist,
  takeFromPlaylist,
} from './edit-playlists.ts';
import { SYNC_MARKER } from './inbox.ts';
import {
  EMPTY_LIBRARY,
  keyOf,
  type Library,
  MAX_IN_PLAYLIST,
  MAX_VIDEOS,
  type PlaylistId,
  type VideoId,
} from './library.ts';
import {
  LIST_PREFIX,
  type SyncBase,
  type SyncItems,
  shortNameOf,
  shortOf,
  VIDEO_PREFIX,
} from './sync-items.ts';
import { planSync } from './sync-plan.ts';
import { SYNC_LIMITS, sizeOf } from './sync-room.ts';
import {
  numberedLibrary,
  SAMPLE_CODE,
  SAVED_AT_MS,
  sampleFacts,
  sampleLibrary,
} from './testing/sample-library.ts';
import type { VideoFacts } from './video-facts.ts';

const FILLER = 'library/of-another-kind';

/** One browser. */
interface Browser {
  library: Library;
  base: SyncBase;
}

/** Browsers and the sync between them, which gives the parts of an item back in another order. */
function createWorld(...libraries: readonly Library[]) {
  let remote: SyncItems = {};
  let nowMs = SAVED_AT_MS;
  const browsers: Browser[] = libraries.map((library) => ({ library, base: {} }));
  /** Of what others have uploaded since, videos that are late have not arrived yet. */
  const sync = (index: number, isLate = (_: string) => false) => {
    const browser = browsers[index];
    if (browser === undefined) throw new Error(`no browser ${index}`);
    nowMs += 1;
    const isThere = (key: string) => !(key.startsWith(VIDEO_PREFIX) && isLate(key)) || key in browser.base;
    const arrived = Object.fromEntries(Object.entries(remote).filter(([key]) => isThere(key)));
    const plan = planSync({ ...browser, remote: arrived }, nowMs);
    if (plan === null) throw new Error('newer');
    browser.library = plan.library;
    browser.base = plan.base;
    const next = { ...remote, ...turned(plan.puts) };
    for (const key of plan.removals) delete next[key];
    remote = next;
    return plan;
  };
  return {
    browsers,
    sync,
    settle: () => {
      for (let round = 0; round < 3; round += 1) for (const index of browsers.keys()) sync(index);
    },
    get remote() {
      return remote;
    },
    set remote(items) {
      remote = items;
    },
    /** All but this much of the videos' part is taken, by whatever it is. */
    fill(room: number) {
      remote = { ...remote, [FILLER]: 'x'.repeat(82_000 - room) };
    },
    empty() {
      const { [FILLER]: _, ...others } = remote;
      remote = others;
    },
    edit(index: number, change: (library: Library) => Library) {
      const browser = browsers[index];
      if (browser !== undefined) browser.library = change(browser.library);
    },
  };
}

function turned(items: SyncItems): SyncItems {
  const turn = (value: unknown) => Object.fromEntries(Object.entries(value as object).reverse());
  return Object.fromEntries(Object.entries(items).map(([key, value]) => [key, turn(value)]));
}

/** What people see of it, whatever the order in which it came. */
function contentOf({ videos, playlists }: Library) {
  const titleOf = new Map(videos.map(({ id, address, title }) => [id, `${address} ${title}`]));
  const lists = playlists.map(({ name, videos: ids }) => [name, ids.map((id) => titleOf.get(id))]);
  return { videos: [...titleOf.values()].sort(), lists: Object.fromEntries(lists) };
}

/** Of it what is uploaded, and of a video what that says. */
function sharedOf(library: Library, remote: SyncItems) {
  const videos = library.videos.flatMap((video) => {
    const upload = remote[VIDEO_PREFIX + shortNameOf(video)] as { t: string; l: number | null } | undefined;
    if (upload === undefined) return [];
    const { title, lengthS } = video;
    return [{ ...video, title: `${upload.t && title} ${upload.l && lengthS}` }];
  });
  const ids = new Set(videos.map(({ id }) => id));
  const lists = library.playlists.filter(({ name }) => LIST_PREFIX + shortOf(name) in remote);
  const playlists = lists.map((list) => ({ ...list, videos: list.videos.filter((id) => ids.has(id)) }));
  return contentOf({ ...library, videos, playlists });
}

const save = (number: number, title?: string) => (library: Library) =>
  saveVideos(library, [sampleFacts(number, title === undefined ? {} : { title })], SAVED_AT_MS).library;
const remove = (number: number) => (library: Library) => {
  const video = library.videos.find((each) => keyOf(each) === keyOf(sampleFacts(number)));
  return removeVideo(library, video?.id ?? (0 as VideoId));
};
const titlesOf = (library: Library | undefined) => library?.videos.map(({ title }) => title).sort();

test('[LB10] what is in one browser comes to the other, without the codes of parties', () => {
  const world = createWorld(sampleLibrary(), EMPTY_LIBRARY);
  world.settle();
  const [one, other] = world.browsers.map(({ library }) => contentOf(library));
  expect(one).toEqual(contentOf(sampleLibrary()));
  expect(other).toEqual(one);
  expect(JSON.stringify(world.remote)).not.toContain(SAMPLE_CODE);
});

test('[LB10] two libraries become one, and a second time nothing is written', () => {
  const world = createWorld(save(1)(EMPTY_LIBRARY), save(2)(save(1, 'Otherwise')(EMPTY_LIBRARY)));
  world.settle();
  expect(world.browsers.map(({ library }) => titlesOf(library))).toEqual([
    ['Film 1', 'Film 2'],
    ['Film 1', 'Film 2'],
  ]);
  const again = world.sync(0);
  expect([again.puts, again.removals, again.library]).toEqual([{}, [], world.browsers[0]?.library]);
});

test('[LB10] what is removed in one browser goes in the other, and what was changed there stays', () => {
  const world = createWorld(save(2)(save(1, '')(EMPTY_LIBRARY)), EMPTY_LIBRARY);
  world.settle();
  world.edit(0, remove(1));
  world.edit(0, remove(2));
  world.edit(1, save(1, 'Now with a title'));
  world.settle();
  for (const { library } of world.browsers) expect(titlesOf(library)).toEqual(['Now with a title']);
});

test('[LB10] where all that was uploaded has gone nobody loses anything', () => {
  const world = createWorld(sampleLibrary(), EMPTY_LIBRARY);
  world.settle();
  world.remote = {};
  world.settle();
  for (const { library } of world.browsers) expect(contentOf(library)).toEqual(contentOf(sampleLibrary()));
});

test('[LB10] nor where somebody has begun it again meanwhile', () => {
  const world = createWorld(sampleLibrary(), EMPTY_LIBRARY, save(1)(EMPTY_LIBRARY));
  world.sync(0);
  world.sync(1);
  world.remote = {};
  world.sync(2);
  world.settle();
  for (const { library } of world.browsers) {
    expect(contentOf(library)).toEqual(contentOf(save(1)(sampleLibrary())));
  }
});

test('[LB10] what a newer version has uploaded is not touched', () => {
  const remote = { [SYNC_MARKER]: { version: 2 } };
  expect(planSync({ library: sampleLibrary(), base: {}, remote }, SAVED_AT_MS)).toBeNull();
});

test('[LB10] what does not fit stays here, and is counted', () => {
  const { library } = numberedLibrary(MAX_VIDEOS);
  const world = createWorld(library, EMPTY_LIBRARY);
  const plan = world.sync(0);
  const sizes = Object.entries(world.remote).map(([key, value]) => sizeOf(key, value));
  expect(sizes.length).toBeLessThanOrEqual(SYNC_LIMITS.items);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(102_400);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(8_192);
  expect(plan.shared + plan.onlyHere).toBe(MAX_VIDEOS);
  world.settle();
  expect(world.browsers[0]?.library).toEqual(library);
  expect(world.browsers[1]?.library.videos).toHaveLength(plan.shared);
});

test('[LB10] a full library keeps what it has, and removes nothing elsewhere', () => {
  const world = createWorld(save(9_001)(EMPTY_LIBRARY), numberedLibrary(MAX_VIDEOS).library);
  world.settle();
  expect(titlesOf(world.browsers[0]?.library)).toContain('Film 9001');
  expect(world.browsers[1]?.library.videos).toHaveLength(MAX_VIDEOS);
});

/** More than there is room for in the sync, in one playlist. */
function longPlaylist(): Library {
  const long = `https://films.example/${'a'.repeat(2_000)}`;
  const many = Array.from({ length: 60 }, (_, number) =>
    sampleFacts(number, { address: `${long}${number}`, title: `Long ${number}` }),
  );
  const saved = saveVideos(EMPTY_LIBRARY, many, SAVED_AT_MS).library;
  const made = createPlaylist(saved, 'All');
  if (made.outcome !== 'done') throw new Error(made.outcome);
  const ids = saved.videos.map(({ id }) => id);
  return addToPlaylist(made.library, made.id, ids).library;
}

test('[LB10] a playlist keeps here what is here alone', () => {
  const library = longPlaylist();
  const world = createWorld(library, EMPTY_LIBRARY);
  world.settle();
  expect(world.browsers[0]?.library).toEqual(library);
  const other = world.browsers[1]?.library;
  expect(other?.playlists[0]?.videos).toHaveLength(other?.videos.length ?? 0);
});

test('[LB10] also where it was deleted elsewhere, and there it does not come back', () => {
  const world = createWorld(longPlaylist(), EMPTY_LIBRARY);
  world.settle();
  const { onlyHere } = world.sync(0);
  world.edit(1, (library) => deletePlaylist(library, library.playlists[0]?.id ?? (0 as PlaylistId)));
  world.settle();
  expect(world.browsers[0]?.library.playlists[0]?.videos).toHaveLength(onlyHere);
  expect(world.browsers[1]?.library.playlists).toEqual([]);
  expectAtRest(world);
});

test('[LB10] also where others have put so much into it that it is full', () => {
  const { library: saved, playlist, ids } = numberedLibrary(600);
  const library = setPlaylist(saved, playlist, ids.slice(5, 5 + MAX_IN_PLAYLIST));
  const world = createWorld(library, EMPTY_LIBRARY);
  world.settle();
  world.edit(1, (other) => {
    const all = other.videos.map(({ id }) => id);
    return addToPlaylist(other, other.playlists[0]?.id ?? (0 as PlaylistId), all).library;
  });
  world.settle();
  const [one, two] = world.browsers.map((browser) => browser.library);
  expect(two?.playlists[0]?.videos).toHaveLength(two?.videos.length ?? 0);
  expect(one?.playlists[0]?.videos).toHaveLength(MAX_IN_PLAYLIST);
  const alone = ids.slice(two?.videos.length, 5 + MAX_IN_PLAYLIST);
  expect(one?.playlists[0]?.videos).toEqual(expect.arrayContaining([...alone]));
  expectAtRest(world);
});

test('[LB10] what is removed in one browser goes in the other that spelled its address otherwise', () => {
  const spelled = (address: string) =>
    saveVideos(EMPTY_LIBRARY, [sampleFacts(1, { address })], SAVED_AT_MS).library;
  const world = createWorld(
    spelled('https://films.example/watch/1'),
    spelled('http://www.films.example/watch/1'),
  );
  world.settle();
  world.edit(0, remove(1));
  world.settle();
  for (const { library } of world.browsers) expect(library.videos).toEqual([]);
});

test('[LB10] of two videos that an older version told apart each keeps its own address', () => {
  const [one] = save(1)(EMPTY_LIBRARY).videos;
  if (one === undefined) throw new Error('nothing is saved');
  const other = { ...one, id: 2 as VideoId, address: 'http://www.films.example/watch/1' };
  const world = createWorld({ nextId: 3, videos: [one, other], playlists: [] }, EMPTY_LIBRARY);
  world.settle();
  expect(world.browsers[0]?.library.videos).toEqual([one, other]);
  expect(world.browsers[1]?.library.videos).toMatchObject([{ address: one.address }]);
});

test('[LB10] where an upload has no room for a title and a length they stay here', () => {
  const known = saveVideos(EMPTY_LIBRARY, [sampleFacts(1, { lengthS: 5_400 })], SAVED_AT_MS).library;
  const world = createWorld(save(1, '')(EMPTY_LIBRARY), known);
  world.sync(0);
  world.fill(0);
  world.settle();
  expect(world.browsers[1]?.library).toEqual(known);
  world.empty();
  world.settle();
  for (const { library } of world.browsers) {
    expect(library.videos).toMatchObject([{ title: 'Film 1', lengthS: 5_400 }]);
  }
});

test('[LB10] a playlist that arrives before its videos keeps them', () => {
  const { library } = numberedLibrary(3);
  const world = createWorld(library, EMPTY_LIBRARY);
  world.sync(0);
  world.sync(1, () => true);
  world.settle();
  for (const browser of world.browsers) expect(contentOf(browser.library)).toEqual(contentOf(library));
});

test('[LB10] a playlist keeps a video that comes once a full library has room for it', () => {
  const { library } = numberedLibrary(3);
  const other = saveVideos(
    EMPTY_LIBRARY,
    Array.from({ length: MAX_VIDEOS - 2 }, (_, index) => sampleFacts(index + 10)),
    SAVED_AT_MS,
  ).library;
  const world = createWorld(library, other);
  world.settle();
  world.edit(1, (full) =>
    full.videos
      .slice(-40)
      .map(({ id }) => id)
      .reduce(removeVideo, full),
  );
  world.settle();
  const [one, two] = world.browsers.map((browser) => contentOf(browser.library).lists);
  expect(one).toEqual(contentOf(library).lists);
  expect(two).toEqual(one);
});

test('[LB10] nothing that somebody else has put there comes in unlooked at', () => {
  const remote = {
    [SYNC_MARKER]: { version: 1 },
    'library/video/x': { a: 'javascript:alert(1)', t: 'Evil', l: null },
    'library/video/y': { a: 'https://films.example/1', t: 'Under another name', l: null },
    'library/list/z': { n: '\u202eEvil', v: ['x'] },
    'library/list/': 7,
  };
  const plan = planSync({ library: EMPTY_LIBRARY, base: {}, remote }, SAVED_AT_MS);
  expect(plan).toMatchObject({ library: EMPTY_LIBRARY, puts: {}, removals: [] });
});

/** Out of so many steps: where most of them take away there is little left to lose. */
const OFTEN = { save: 4, create: 2, add: 9, take: 1, move: 2, remove: 1, delete: 1, sync: 10, wipe: 1 };
const step = fc.record({
  browser: fc.nat({ max: 2 }),
  what: fc.constantFrom(...Object.entries(OFTEN).flatMap(([what, often]) => Array<string>(often).fill(what))),
  a: fc.nat({ max: 7 }),
  b: fc.nat({ max: 3 }),
  fill: fc.option(fc.nat({ max: 600 }), { freq: 12 }),
  late: fc.nat({ max: 5 }),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
type World = ReturnType<typeof createWorld>;

test.each(['with room', 'where not all of it fits'])(
  '[LB10] whatever is done in three browsers, in the end all have the same, and what nobody removed is there, %s',
  (room) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
        const world = createWorld(EMPTY_LIBRARY, EMPTY_LIBRARY, EMPTY_LIBRARY);
        const put = playAll(
          world,
          room === 'with room' ? steps.map((each) => ({ ...each, fill: null })) : steps,
        );
        world.settle();
        const [one, ...others] = world.browsers.map(({ library }) => sharedOf(library, world.remote));
        for (const other of others) expect(other).toEqual(one);
        expectNothingLost(world, steps);
        for (const { browser, place } of put) {
          expect(placesIn(world.browsers[browser]?.library ?? EMPTY_LIBRARY)).toContain(place);
        }
        expectAtRest(world);
      }),
      { numRuns: 300 },
    );
  },
);

function take(world: World, { browser, what, a, b, fill, late }: Step): void {
  if (fill !== null) world.fill(fill);
  if (what === 'wipe') world.remote = {};
  else if (what === 'sync') world.sync(browser, (key) => key.charCodeAt(key.length - 1) % 6 === late);
  else world.edit(browser, (library) => edit(library, what, a, b));
}

/** `List 1 https://films.example/watch/1` */
function placesIn({ videos, playlists }: Library): readonly string[] {
  const keys = new Map(videos.map((video) => [video.id, keyOf(video)]));
  return playlists.flatMap(({ name, videos: ids }) => ids.map((id) => `${name} ${keys.get(id)}`));
}

/** What has been put into playlists, and where; not what somebody has taken out, removed, or deleted with its playlist. */
function playAll(world: World, steps: readonly Step[]): readonly { browser: number; place: string }[] {
  const put: { browser: number; place: string }[] = [];
  const out = new Set<string>();
  for (const each of steps) {
    const libraryNow = () => world.browsers[each.browser]?.library ?? EMPTY_LIBRARY;
    const before = libraryNow();
    take(world, each);
    if (each.what === 'sync') continue;
    const [places, namesLeft] = [placesIn(libraryNow()), libraryNow().playlists.map(({ name }) => name)];
    for (const place of places)
      if (!placesIn(before).includes(place)) put.push({ browser: each.browser, place });
    for (const place of placesIn(before)) if (!places.includes(place)) out.add(place);
    for (const { name } of before.playlists) if (!namesLeft.includes(name)) out.add(name);
    if (each.what === 'remove') out.add(keyOf(sampleFacts(each.a)));
  }
  const isIn = (place: string) =>
    ![...out].some((gone) => place === gone || place.startsWith(`${gone} `) || place.endsWith(` ${gone}`));
  return put.filter(({ place }) => isIn(place));
}

/** Whoever has saved what nobody removed has it, with all that was known there. */
function expectNothingLost(world: World, steps: readonly Step[]): void {
  const removed = new Set(steps.filter(({ what }) => what === 'remove').map(({ a }) => a));
  for (const { browser, a, b } of steps.filter(({ what, a }) => what === 'save' && !removed.has(a))) {
    const { videos } = world.browsers[browser]?.library ?? EMPTY_LIBRARY;
    const video = videos.find((each) => keyOf(each) === keyOf(sampleFacts(a)));
    const { title, lengthS } = spellings(a, b);
    expect(video, `Film ${a}`).toBeDefined();
    if (title !== '') expect(video?.title).not.toBe('');
    if (lengthS !== null) expect(video?.lengthS).not.toBeNull();
  }
}

function expectAtRest(world: World): void {
  for (const [index, before] of world.browsers.map((each) => ({ ...each })).entries()) {
    const { library, base, puts, removals } = world.sync(index);
    expect({ library, base, puts, removals }).toEqual({ ...before, puts: {}, removals: [] });
  }
}

/** One video as several pages call it, of which some do not know all of it. */
function spellings(number: number, b: number): Partial<VideoFacts> {
  const [start, title, lengthS] = (
    [
      ['https://films.example', `Film ${number}`, null],
      ['http://films.example', '', 5_400],
      ['https://www.films.example', '', null],
      ['https://films.example', `The film ${number}`, 5_401],
    ] as const
  )[b] ?? ['', '', null];
  return { address: `${start}/watch/${number}`, title, lengthS };
}

function edit(library: Library, what: string, a: number, b: number): Library {
  const video = library.videos[a % Math.max(1, library.videos.length)]?.id ?? (0 as VideoId);
  const list = library.playlists[b % Math.max(1, library.playlists.length)]?.id ?? (0 as PlaylistId);
  switch (what) {
    case 'save':
      return saveVideos(library, [sampleFacts(a, spellings(a, b))], SAVED_AT_MS).library;
    case 'remove':
      return remove(a)(library);
    case 'create':
      return createPlaylist(library, `List ${b}`).library;
    case 'delete':
      return deletePlaylist(library, list);
    case 'add':
      return addToPlaylist(library, list, [video]).library;
    case 'take':
      return takeFromPlaylist(library, list, video);
    default:
      return moveInPlaylist(library, list, video, b);
  }
}
