// @vitest-environment happy-dom
import { eventually } from '@sameframe/shared/testing/until.ts';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LIBRARY_KEY } from '../library/inbox.ts';
import { EMPTY_LIBRARY, type Library, MAX_VIDEOS } from '../library/library.ts';
import { writeFile } from '../library/library-file.ts';
import { numberedLibrary, SAMPLE_CODE, sampleLibrary } from '../library/testing/sample-library.ts';
import { findByRole, getByRole } from '../ui/testing/find-by-role.ts';
import { LibraryApp } from './app.tsx';
import { type LibrarySession, openLibrarySession } from './library-session.ts';
import { createFakeLibraryBrowser, type FakeLibraryBrowser, RELAY } from './testing/fake-library-browser.ts';

const page = document.body;
let browser: FakeLibraryBrowser;
let session: LibrarySession;
let bugs: unknown[];

beforeEach(() => {
  browser = createFakeLibraryBrowser();
  bugs = [];
});
afterEach(() => render(null, page));

async function open(library: Library | null): Promise<void> {
  if (library !== null) await browser.store.change(() => ({ library }));
  session = openLibrarySession(browser, (error) => bugs.push(error));
  await act(() => render(<LibraryApp session={session} />, page));
  await see(() => session.page.value.state !== 'opening');
}

/** What is asked of storage comes a few turns later. */
async function see(isThere: () => unknown): Promise<void> {
  await eventually(async () => {
    await act(() => Promise.resolve());
    if (!isThere()) throw new Error(`not yet: ${isThere.toString()} in ${page.textContent}`);
  });
}

const press = (name: string) => act(() => getByRole(page, 'button', name).click());
const focused = () => document.activeElement?.getAttribute('aria-label');
const result = () => getByRole(page, 'status', 'Result').textContent ?? '';
const says = (words: string) => see(() => result().includes(words));
const titles = () => [...page.querySelectorAll('.saved-what a')].map((link) => link.textContent);
/** What is written comes into the list a moment after it was told. */
const shows = (...names: readonly string[]) => see(() => titles().join() === names.join());
const openPlaylist = async (name: RegExp) => {
  const choice = [...page.querySelectorAll<HTMLElement>('.playlist')].find((each) =>
    name.test(each.textContent ?? ''),
  );
  await act(() => choice?.click());
};
const type = (id: string, value: string) =>
  act(() => {
    const field = page.querySelector<HTMLInputElement>(`#${id}`);
    if (field === null) throw new Error(`no field ${id}`);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });

test('[LB6] shows what is saved, and of a search what it finds', async () => {
  await open(sampleLibrary());
  await see(() => titles().length === 4);
  await type('search', 'BUNNY');
  await shows('Big Buck Bunny');
  await type('search', 'no such words');
  expect(page.textContent).toContain('No video here has these words.');
});

test('[QU9] [LB11] while a party is on, one press takes a video or a whole playlist to its queue, and says so', async () => {
  const { library } = numberedLibrary(4);
  await open(library);
  await see(() => titles().length === 4);
  const offers = () => page.textContent?.includes('Add to the queue');
  expect(offers()).toBe(false);
  await act(() => browser.tellQueue({ mayAdd: true }));
  await press('Add to the queue: Film 4');
  await says('Film 4 is in the party’s queue.');
  await openPlaylist(/Friday/);
  browser.nextQueued = 2;
  await press('Add to the queue: Friday');
  await says('The queue is full. Left out: 1.');
  const asked = browser.log.flatMap((call) => (call.kind === 'add-to-queue' ? [call.videos.length] : []));
  expect(asked).toEqual([1, 3]);
  browser.nextQueued = 'not-allowed';
  await press('Add to the queue: Film 1');
  await says('Only some may change the queue: ask the host.');
  await act(() => browser.tellQueue(null));
  expect(offers()).toBe(false);
});

test('[BG7] a press that waits for another one is under way as well, and is not to be made twice', async () => {
  await open(numberedLibrary(4).library);
  await act(() => browser.tellQueue({ mayAdd: true }));
  const add = browser.addToQueue;
  let letIn: () => void = () => undefined;
  const isLetIn = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  browser.addToQueue = (videos) => isLetIn.then(() => add(videos));
  for (const name of ['Film 4', 'Film 3', 'Film 3']) await press(`Add to the queue: ${name}`);
  letIn();
  await says('Film 3 is in the party’s queue.');
  await press('Add to the queue: Film 1');
  await says('Film 1 is in the party’s queue.');
  const asked = browser.log.flatMap((call) => (call.kind === 'add-to-queue' ? call.videos : []));
  expect(asked.map(({ title }) => title)).toEqual(['Film 4', 'Film 3', 'Film 1']);
});

test('[LB4] takes in what waits for it, the newest first, also while it is open', async () => {
  const put = (number: number, address: string, title: string) =>
    browser.inbox.write(`item ${number}`, { address, title, savedAtMs: number });
  await put(1, 'https://youtu.be/aqz-KE-bpKQ', 'Big Buck Bunny');
  await put(2, 'https://films.example/2', 'Second');
  await put(3, 'https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=3s', 'Big Buck Bunny');
  await open(null);
  await see(() => titles().length === 2);
  await shows('Big Buck Bunny', 'Second');
  await put(4, 'https://films.example/4', 'Fourth');
  browser.tellStored();
  await see(() => titles().length === 3);
  expect(titles()[0]).toBe('Fourth');
  await see(() => [...browser.items.keys()].length === 1);
});

test('[LB4] what does not fit waits on, and the person is told', async () => {
  await browser.inbox.write('item', {
    address: 'https://films.example/one-more',
    title: 'More',
    savedAtMs: 1,
  });
  await open(numberedLibrary(MAX_VIDEOS).library);
  await says('Saved and waiting for room: 1.');
  expect([...browser.items.keys()]).toContain('library-inbox/item');
  await press('Remove: Film 1');
  await see(() => titles()[0] === 'More');
});

test('[LB9] what waits on is told once, and not in the place of what a press has come to', async () => {
  await browser.inbox.write('item', {
    address: 'https://films.example/one-more',
    title: 'More',
    savedAtMs: 1,
  });
  // Each look at what waits is followed by one.
  const looks = vi.spyOn(browser.sync, 'run').mock.calls;
  await open(numberedLibrary(MAX_VIDEOS).library);
  await says('Saved and waiting for room: 1.');
  await openPlaylist(/^Friday/);
  await see(() => looks.length > 0);
  const before = looks.length;
  await press('Delete playlist');
  await see(() => looks.length > before);
  expect(result()).toContain('The playlist Friday is deleted.');
  await press('Undo');
  await says('It is as it was before.');
});

test('[LB7] one press asks for the site in the press itself, and begins the party of the video', async () => {
  await open(sampleLibrary());
  await press('Start a party: The Meadow at Night');
  expect(browser.log).toEqual([{ kind: 'request-hosts', patterns: ['https://films.example/*'] }]);
  await see(() => browser.log.length === 2);
  expect(browser.log[1]).toEqual({
    kind: 'watch',
    invite: `K7QM-4TZP-9XWD-2RHV-6BNC@${RELAY.replace('https://', '')}`,
    address: 'https://films.example/watch/meadow',
  });
  const kept = (await browser.readLibrary()).videos.map(({ party }) => party);
  expect(kept[0]).toEqual({ code: SAMPLE_CODE, relay: RELAY });
});

test('[LB7] [LB9] a party that cannot begin is told', async () => {
  browser.nextWatch = { kind: 'failed' };
  await open(sampleLibrary());
  await press('Start a party: The Meadow at Night');
  await says('That did not work, and nothing has changed.');
});

test('[LB7] refused access stops nobody', async () => {
  browser.hosts = 'refused';
  await open(sampleLibrary());
  await press('Start a party: Big Buck Bunny');
  await see(() => browser.log.some(({ kind }) => kind === 'watch'));
});

test('[LB8] the link is the same each time, and says where the video is', async () => {
  await open(sampleLibrary());
  await press('Copy invite link: The Meadow at Night');
  await says('Invite link copied.');
  await press('Copy invite link: The Meadow at Night');
  await see(() => browser.log.length === 2);
  const link = `${RELAY}/join#K7QM-4TZP-9XWD-2RHV-6BNC&video=https%3A%2F%2Ffilms.example%2Fwatch%2Fmeadow`;
  expect(browser.log).toEqual([
    { kind: 'copy', text: link },
    { kind: 'copy', text: link },
  ]);
});

test('[LB8] a link that cannot be copied is shown', async () => {
  browser.nextCopy = 'fails';
  await open(sampleLibrary());
  await press('Copy invite link: Big Buck Bunny');
  await says(`${RELAY}/join#`);
});

test('[LB3] [LB9] a playlist is made, filled, renamed and deleted, and each is told', async () => {
  await open(numberedLibrary(2).library);
  await type('new-playlist', '  For  the train ');
  await press('Create');
  await says('For the train is there.');
  await openPlaylist(/^All videos/);
  await press('Playlists of Film 2');
  const box = page.querySelector<HTMLInputElement>('.row-playlists label:nth-of-type(2) input');
  await act(() => box?.click());
  await says('Film 2 is in For the train.');
  await openPlaylist(/^For the train/);
  await shows('Film 2');
  await press('Rename');
  await see(() => document.activeElement?.id === 'rename');
  await type('rename', 'Friday');
  await press('Save');
  await says('Another playlist has that name.');
  await type('rename', 'Saturday');
  await press('Save');
  await says('The playlist is now called Saturday.');
  await see(() => document.activeElement?.textContent === 'Saturday');
  await press('Delete playlist');
  await says('The playlist Saturday is deleted.');
  await shows('Film 1', 'Film 2');
  await press('Undo');
  await says('It is as it was before.');
  await see(() => page.textContent?.includes('Saturday'));
});

test('[LB3] [LB9] a video is moved by its buttons, and the focus goes with it', async () => {
  await open(numberedLibrary(4).library);
  await openPlaylist(/^Friday/);
  await press('Move down: Film 1');
  await says('Film 1 is number 2 of 3.');
  await shows('Film 2', 'Film 1', 'Film 3');
  await see(() => focused() === 'Move down: Film 1');
  await press('Move up: Film 2');
  await shows('Film 2', 'Film 1', 'Film 3');
});

test('[LB3] a video is moved by the mouse', async () => {
  await open(numberedLibrary(4).library);
  await openPlaylist(/^Friday/);
  const [first, , third] = page.querySelectorAll('.saved-row');
  const carried = new Map<string, string>();
  const dataTransfer = {
    get types() {
      return [...carried.keys()];
    },
    setData: (key: string, value: string) => carried.set(key, value),
    getData: (key: string) => carried.get(key),
  };
  const drag = (kind: string, row: Element | undefined) =>
    act(() => {
      row?.dispatchEvent(
        Object.assign(new Event(kind, { bubbles: true, cancelable: true }), { dataTransfer }),
      );
    });
  await drag('dragstart', third);
  await drag('drop', first);
  await shows('Film 3', 'Film 1', 'Film 2');
});

test('[LB9] the focus stays beside what was removed, and it can be undone', async () => {
  await open(numberedLibrary(3).library);
  await press('Remove: Film 2');
  await says('Film 2 is removed.');
  await see(() => focused() === 'Remove: Film 3');
  await press('Undo');
  await shows('Film 1', 'Film 2', 'Film 3');
  expect((await browser.readLibrary()).playlists[0]?.videos).toHaveLength(3);
});

test('[LB9] with what was said the focus stays on the page', async () => {
  const { library } = numberedLibrary(3);
  await open(library);
  await see(() => titles().length === 3);
  await press('Remove: Film 2');
  await says('Film 2');
  for (const name of ['Undo', 'Close']) {
    getByRole(page, 'button', name).focus();
    await press(name);
    await see(() => findByRole(page, 'button', name) === null);
    expect(document.activeElement).not.toBe(document.body);
  }
});

test('[LB9] after the last one the focus is where the list was', async () => {
  await open(numberedLibrary(1).library);
  await press('Remove: Film 1');
  await see(() => document.activeElement?.textContent === 'All videos');
});

test('[LB9] a removal is not undone over what somebody has changed since', async () => {
  await open(numberedLibrary(2).library);
  await press('Remove: Film 2');
  await says('Film 2 is removed.');
  await browser.store.change((library) => ({ library: { ...library, playlists: [] } }));
  await press('Undo');
  await says('The library has changed since');
  await shows('Film 1');
});

test('[LB5] an export goes into another library and says what has become of it', async () => {
  await open(sampleLibrary());
  await press('Export');
  await says('Exported as a file.');
  const [file] = browser.log;
  if (file?.kind !== 'save-file') throw new Error('nothing was exported');
  expect(file).toEqual({
    kind: 'save-file',
    name: 'sameframe-library-2026-11-21.json',
    content: writeFile(sampleLibrary()),
  });
  render(null, page);
  browser = createFakeLibraryBrowser();
  await open(numberedLibrary(1).library);
  await session.importFile(new File([file.content], 'library.json'));
  await says('New: 4. Already there: 0.');
  await see(() => titles().length === 5);
});

test('[LB5] what is refused is named with the reason', async () => {
  await open(null);
  const videos = [
    { address: 'javascript:alert(1)', title: '\u202eEvil' },
    { address: 'https://films.example/1' },
  ];
  await session.importFile(new File([JSON.stringify({ sameframeLibrary: 1, videos })], 'library.json'));
  await says('New: 1. Already there: 0. Not taken: 1.');
  expect(result()).toContain('Evil: It has no address on the web.');
});

test.each([
  ['{', 'damaged'],
  ['{}', 'no library of Sameframe'],
  ['{"sameframeLibrary": 9, "videos": []}', 'newer Sameframe'],
])('[LB5] a file such as %s changes nothing, and it is told what to do', async (content, words) => {
  await open(numberedLibrary(2).library);
  const before = await browser.readLibrary();
  await session.importFile(new File([content], 'library.json'));
  await says(words);
  expect(result()).toContain('Your library is unchanged.');
  expect(await browser.readLibrary()).toEqual(before);
});

test('[LB2] where the browser does not keep a change, it is told and nothing has changed', async () => {
  await open(numberedLibrary(2).library);
  browser.storage = 'fails';
  await press('Remove: Film 1');
  await says('That did not work, and nothing has changed.');
  await shows('Film 1', 'Film 2');
  expect(bugs).toHaveLength(1);
});

test('[LB2] what cannot be read is handed out before anything is begun anew', async () => {
  browser.items.set(LIBRARY_KEY, { version: 9, films: ['A film'] });
  await open(null);
  expect(findByRole(page, 'alert')?.textContent).toContain('cannot read the library');
  await press('Save as a file and begin anew');
  await says('What was there is in the file.');
  expect(browser.log[0]).toMatchObject({ kind: 'save-file', content: expect.stringContaining('A film') });
  expect(await browser.readLibrary()).toEqual(EMPTY_LIBRARY);
});

test('[LB2] [LB10] beginning anew takes nothing from the other browsers, and gets back what is uploaded', async () => {
  await browser.store.change(() => ({ library: numberedLibrary(3).library }));
  await browser.sync.turnOn();
  await browser.sync.run();
  const uploaded = new Map(browser.uploads);
  browser.items.set(LIBRARY_KEY, { version: 9, films: ['A film'] });
  await open(null);
  await press('Save as a file and begin anew');
  await says('What was there is in the file.');
  await shows('Film 1', 'Film 2', 'Film 3');
  expect(browser.uploads).toEqual(uploaded);
});

test('[LB2] what can be read again meanwhile is not begun anew', async () => {
  browser.items.set(LIBRARY_KEY, { version: 9, films: ['A film'] });
  await open(null);
  const { library } = numberedLibrary(2);
  browser.items.set(LIBRARY_KEY, { version: 1, value: library });
  await press('Save as a file and begin anew');
  await shows('Film 1', 'Film 2');
  expect(await browser.readLibrary()).toEqual(library);
});

test('[LB10] sync is off until the person turns it on, and says before what is uploaded', async () => {
  await open(numberedLibrary(2).library);
  const box = getByRole(page, 'checkbox') as HTMLInputElement;
  expect(box.checked).toBe(false);
  expect(page.textContent).toContain('Uploads the address, title and length of your saved videos');
  expect(browser.uploads.size).toBe(0);
  await act(() => box.click());
  await see(() => page.textContent?.includes('In sync: 2. Only in this browser: 0.'));
  await see(() => box.checked);
  await act(() => box.click());
  await see(() => document.activeElement?.textContent === 'Leave it for my other browsers');
  expect(box.checked).toBe(true);
  await press('Remove it there');
  await says('Sync is off. All your videos are still in this browser.');
  await see(() => !box.checked);
  expect(browser.uploads.size).toBe(0);
  await see(() => titles().length === 2);
});

test('[LB10] what another browser has uploaded comes in while the page is open', async () => {
  const other = createFakeLibraryBrowser();
  await other.store.change(() => ({ library: numberedLibrary(1).library }));
  await other.sync.turnOn();
  await other.sync.run();
  await open(null);
  await act(() => getByRole(page, 'checkbox').click());
  for (const [key, value] of other.uploads) browser.uploads.set(key, value);
  browser.tellStored();
  await see(() => titles().length === 1);
  await see(() => page.textContent?.includes('Friday'));
});

test('a large library is drawn by and by', async () => {
  await open(numberedLibrary(150).library);
  await see(() => titles().length === 100);
  await press('Show more');
  await see(() => titles().length === 150);
});

test('an empty library says how to fill it', async () => {
  await open(null);
  expect(page.textContent).toContain('Nothing is saved yet.');
});
