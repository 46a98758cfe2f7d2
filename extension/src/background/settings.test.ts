import { expect, test } from 'vitest';
import { createFakeStore } from '../platform/fake-store.ts';
import { loadSettings } from './settings.ts';

const FIRST = { follow: 'ask', theme: 'system', announcements: 'all', outputDelayMs: 0, sidePlace: null };

async function load(stored?: unknown) {
  const items = new Map(stored === undefined ? [] : [['settings', stored]]);
  const { keeper, wasReset } = await loadSettings(createFakeStore(items), () => 0);
  return { items, keeper, wasReset };
}

test('[OS3] what an older version has kept is read, and what it did not ask is as on the first day', async () => {
  const { keeper, wasReset } = await load({ version: 1, value: { name: 'Alice', relay: null } });
  expect(wasReset).toBe(false);
  expect(keeper.current).toMatchObject({ ...FIRST, name: 'Alice', bringsAlong: false });
});

test('[OS3] what is set is there for the next worker, until everything is forgotten', async () => {
  const { items, keeper } = await load();
  await keeper.change({ theme: 'dark', announcements: 'people' });
  const next = await load(items.get('settings'));
  expect(next.keeper.current).toEqual(keeper.current);
  expect(next.keeper.current).toMatchObject({ theme: 'dark', announcements: 'people' });
  await next.keeper.reset();
  expect(next.keeper.current).toMatchObject(FIRST);
});

test('[OS3] what another version knows, or nobody can have set, is as on the first day, and the rest stays', async () => {
  const { keeper, wasReset } = await load({
    version: 1,
    value: {
      name: 'Alice',
      relay: null,
      theme: 'pink',
      follow: 'always',
      outputDelayMs: 'late',
      isNew: true,
    },
  });
  expect(wasReset).toBe(false);
  expect(keeper.current).toMatchObject({ ...FIRST, name: 'Alice', follow: 'always' });
});

test.each([
  ['a name of nothing', { version: 1, value: { name: ' ', relay: null } }],
  ['a later version', { version: 2, value: { name: 'Alice', relay: null } }],
  ['no version', { value: { name: 'Alice', relay: null } }],
  ['no settings', 'Alice'],
])('[OS3] %s is taken for damage, and said', async (_what, stored) => {
  const { keeper, wasReset } = await load(stored);
  expect(wasReset).toBe(true);
  expect(keeper.current).toMatchObject(FIRST);
});
