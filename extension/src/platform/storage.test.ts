import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createFakeStore } from './fake-store.ts';
import { createStoredCollection, createStoredItem, type Migration } from './storage.ts';

/** First a name alone, then with a size in words, now in numbers. */
const schema = v.object({ name: v.string(), size: v.number() });
const migrations: Record<number, Migration> = {
  2: (old) => ({ name: old, size: 'small' }),
  3: (old) => {
    const { name, size } = v.parse(v.object({ name: v.string(), size: v.picklist(['small', 'large']) }), old);
    return { name, size: size === 'small' ? 1 : 2 };
  },
};
const shape = { version: 4, migrations, schema };

async function read(stored: unknown) {
  const store = createFakeStore(new Map([['hat', stored]]));
  const item = createStoredItem(store, { key: 'hat', ...shape });
  const [of] = await createStoredCollection(store, { prefix: 'h', ...shape }).readAll();
  const found = await item.read();
  expect(of).toEqual(['at', found]);
  return found;
}

test.each([
  ['the first version that counts', { version: 2, value: 'bowler' }, { name: 'bowler', size: 1 }],
  ['the next', { version: 3, value: { name: 'bowler', size: 'large' } }, { name: 'bowler', size: 2 }],
  ['this one', { version: 4, value: { name: 'bowler', size: 5 } }, { name: 'bowler', size: 5 }],
])('[OS3] what %s has kept is read', async (_version, stored, value) => {
  expect(await read(stored)).toEqual({ state: 'found', value });
});

test.each([
  ['no envelope', 'bowler'],
  ['a version that nothing leads on from', { version: 1, value: 'bowler' }],
  ['half a version', { version: 1.5, value: 'bowler' }],
  ['what its version cannot have kept', { version: 3, value: { name: 'bowler', size: 'huge' } }],
  ['a later version', { version: 9, value: { name: 'bowler', size: 5 } }],
])('[OS3] %s cannot be read', async (_what, stored) => {
  expect(await read(stored)).toEqual({ state: 'corrupted' });
});

test('[OS3] what is written is of this version', async () => {
  const items = new Map<string, unknown>();
  await createStoredItem(createFakeStore(items), { key: 'hat', ...shape }).write({
    name: 'top',
    size: 3,
  });
  expect(items.get('hat')).toEqual({ version: 4, value: { name: 'top', size: 3 } });
});
