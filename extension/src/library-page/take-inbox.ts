// Takes into the library what was put down for it, the newest first.
import { saveVideos } from '../library/edit-library.ts';
import { readVideo } from '../library/read-video.ts';
import type { LibraryBrowser } from './library-browser.ts';

/** Videos that wait on, as there is no room for them, and those that are none and were thrown away. */
export async function takeFromInbox({
  store,
  inbox,
  readWallMs,
}: Pick<LibraryBrowser, 'store' | 'inbox' | 'readWallMs'>): Promise<{
  readonly waiting: number;
  readonly refused: number;
}> {
  const all = [...(await inbox.readAll())];
  if (all.length === 0) return { waiting: 0, refused: 0 };
  const found = all.flatMap(([name, stored]) => {
    if (stored.state !== 'found') return [];
    const { savedAtMs, ...item } = stored.value;
    const facts = readVideo(item);
    return facts.ok ? [{ name, facts: facts.value, savedAtMs }] : [];
  });
  found.sort((a, b) => b.savedAtMs - a.savedAtMs);
  const facts = found.map((each) => each.facts);
  const saved = await store.change((library) => saveVideos(library, facts, readWallMs()));
  // It could not be read: everything waits until it can.
  if (saved === null) return { waiting: 0, refused: 0 };
  const isLeft = (_: unknown, index: number) => saved.each[index]?.outcome === 'library-full';
  const left = new Set(found.filter(isLeft).map(({ name }) => name));
  await Promise.all(all.filter(([name]) => !left.has(name)).map(([name]) => inbox.remove(name)));
  return { waiting: left.size, refused: all.length - found.length };
}
