// The browser's storage in memory, for tests: values are copied in and out as JSON.
import type { KeyValueStore } from './browser-api.ts';

/** What is asked of it by somebody who is no longer alive is never done, and never answered. */
export function createFakeStore(
  items: Map<string, unknown> = new Map(),
  isOwnerAlive: () => boolean = () => true,
  refused: ReadonlySet<keyof KeyValueStore> = new Set(),
): KeyValueStore {
  const whileAlive = <Value>(name: keyof KeyValueStore, work: () => Value): Promise<Value> => {
    if (!isOwnerAlive()) return new Promise(() => undefined);
    return refused.has(name) ? Promise.reject(new Error('The disk is broken.')) : Promise.resolve(work());
  };
  const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  return {
    get: (wanted) =>
      whileAlive('get', () => {
        const found = [...items].filter(([key]) => wanted === null || key === wanted);
        return Object.fromEntries(found.map(([key, value]) => [key, copy(value)]));
      }),
    set: (changes) =>
      whileAlive('set', () => {
        for (const [key, value] of Object.entries(changes)) items.set(key, copy(value));
      }),
    remove: (keys) =>
      whileAlive('remove', () => {
        for (const key of [keys].flat()) items.delete(key);
      }),
  };
}
