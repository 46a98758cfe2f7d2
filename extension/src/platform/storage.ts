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
  /** Raised when the schema would take an old value for another. */
  readonly version: number;
  /**
   * By the version whose values it brings up to the next one; it is given what was stored, whatever that is, and may throw.
   * What comes from a version without one, or from a later one, counts as corrupted.
   */
  readonly migrations?: Readonly<Record<number, Migration>>;
  readonly schema: v.GenericSchema<unknown, Value>;
}

export type Migration = (old: unknown) => unknown;

const envelopeSchema = v.object({
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  value: v.unknown(),
});

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
  { version: current, migrations = {}, schema }: Omit<ItemShape<Value>, 'key'>,
): Stored<Value> {
  if (raw === undefined) return { state: 'missing' };
  const envelope = v.safeParse(envelopeSchema, raw);
  if (!envelope.success || envelope.output.version > current) return { state: 'corrupted' };
  let { version, value } = envelope.output;
  try {
    for (; version < current; version += 1) {
      const migrate = migrations[version];
      if (migrate === undefined) return { state: 'corrupted' };
      value = migrate(value);
    }
  } catch {
    // What was never a value of its version.
    return { state: 'corrupted' };
  }
  const parsed = v.safeParse(schema, value);
  return parsed.success ? { state: 'found', value: parsed.output } : { state: 'corrupted' };
}
