// The browser's storage in memory, for tests: values are copied in and out as JSON.
import type { KeyValueStore } from './browser-api.ts';

/** What is asked of it by somebody who is no longer alive is never done, and never answered. */
export function createFakeStore(
  items: Map<string, unknown> = new Map(),
  isOwnerAlive: () => boolean = () => true,
): KeyValueStore {
  const whileAlive = <Value>(work: () => Value): Promise<Value> =>
    isOwnerAlive() ? Promise.resolve(work()) : new Promise(() => undefined);
  const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  return {
    get: (wanted) =>
      whileAlive(() => {
        const found = [...items].filter(([key]) => wanted === null || key === wanted);
        return Object.fromEntries(found.map(([key, value]) => [key, copy(value)]));
      }),
    set: (changes) =>
      whileAlive(() => {
        for (const [key, value] of Object.entries(changes)) items.set(key, copy(value));
      }),
    remove: (keys) =>
      whileAlive(() => {
        for (const key of [keys].flat()) items.delete(key);
      }),
  };
}
