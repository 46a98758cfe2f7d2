import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../store/memory-store.ts';
import { StoreError } from '../store/party-store.ts';
import { createStoreWatch } from './store-watch.ts';

test('[ST2] whoever asks, and however often, a store that has failed is asked once a second whether it works again', () => {
  const problems: unknown[] = [];
  const failure = new StoreError('in-use', 'locked', 'Unlock it.');
  let asked = 0;
  let isLocked = true;
  const store = {
    ...createMemoryStore(),
    verify() {
      asked += 1;
      if (isLocked) throw failure;
    },
  };
  const watch = createStoreWatch(store, (problem) => void problems.push(problem));
  const askAt = (ms: number) => {
    void watch.recover(ms as LocalMs);
    void watch.verify(ms as LocalMs);
  };
  void watch.contain(() => store.verify());
  for (let ms = 0; ms < 3_000; ms += 10) askAt(ms);
  expect(asked).toBe(1 + 3);
  isLocked = false;
  askAt(3_000);
  expect([watch.isFailing(), problems]).toEqual([false, [failure, null]]);
  expect(asked).toBe(1 + 4);
});
