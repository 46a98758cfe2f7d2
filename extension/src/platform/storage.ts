// Typed, versioned items in the browser's storage. What is read is parsed: an older version, a half-written
// value or a person with the developer tools may have left anything there. Knows no item's meaning.
import * as v from 'valibot';
import type { KeyValueStore } from './browser-api.ts';

/** What was found under a key. `corrupted` means: something that this version cannot read. */
export type Stored<Value> =
  | { readonly state: 'found'; readonly value: Value }
  | { readonly state: 'missing' }
  | { readonly state: 'corrupted' };

export interface StoredItem<Value> {
  read(): Promise<Stored<Value>>;
  write(value: Value): Promise<void>;
  remove(): Promise<void>;
}

interface ItemShape<Value> {
  readonly key: string;
  /** Raised when old values would be misunderstood; there are no migrations yet, so others count as corrupted. */
  readonly version: number;
  readonly schema: v.GenericSchema<unknown, Value>;
}

export function createStoredItem<Value>(store: KeyValueStore, shape: ItemShape<Value>): StoredItem<Value> {
  return {
    async read() {
      const found = await store.get(shape.key);
      return parseStored(found[shape.key], shape);
    },
    write: (value) => store.set({ [shape.key]: { version: shape.version, value } }),
    remove: () => store.remove(shape.key),
  };
}

/** Many items of one shape under keys with a common prefix. */
export interface StoredCollection<Value> {
  readAll(): Promise<ReadonlyMap<string, Stored<Value>>>;
  write(name: string, value: Value): Promise<void>;
  remove(name: string): Promise<void>;
}

export function createStoredCollection<Value>(
  store: KeyValueStore,
  shape: Omit<ItemShape<Value>, 'key'> & { readonly prefix: string },
): StoredCollection<Value> {
  const { prefix, version } = shape;
  return {
    async readAll() {
      const entries = Object.entries(await store.get(null));
      const own = entries.filter(([key]) => key.startsWith(prefix));
      return new Map(own.map(([key, raw]) => [key.slice(prefix.length), parseStored(raw, shape)]));
    },
    write: (name, value) => store.set({ [prefix + name]: { version, value } }),
    remove: (name) => store.remove(prefix + name),
  };
}

function parseStored<Value>(
  raw: unknown,
  shape: Pick<ItemShape<Value>, 'version' | 'schema'>,
): Stored<Value> {
  if (raw === undefined) return { state: 'missing' };
  const envelope = v.safeParse(v.object({ version: v.literal(shape.version), value: shape.schema }), raw);
  return envelope.success ? { state: 'found', value: envelope.output.value } : { state: 'corrupted' };
}
