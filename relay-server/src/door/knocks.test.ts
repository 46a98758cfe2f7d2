import type { SealedBody } from '@sameframe/shared/seal.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import type { TokenHash } from '../store/party-store.ts';
import { bodyOf } from '../testing/drafts.ts';
import { judgeKnock, KNOCK_LIFE_MS, type Knock, knockOf, noteKnock, verdictOn, waitingAt } from './knocks.ts';

const hash = (text: string) => text.padEnd(43, '-') as TokenHash;
const at = (ms: number) => ms as RelayMs;
const knock = (knocks: readonly Knock[], text: string, ms: number, hello: SealedBody | null = null) =>
  noteKnock(knocks, { shown: hash(text), hello, now: at(ms) });

test('[AD22] who knocks is listed once, in the order of the first asking, with the newest hello', () => {
  const hello = bodyOf('it is me');
  const knocks = knock(knock(knock([], 'alice', 1), 'bob', 2), 'alice', 3, hello);
  expect(waitingAt(knocks, at(4))).toEqual([
    { knock: knockOf(hash('alice')), hello },
    { knock: knockOf(hash('bob')), hello: null },
  ]);
});

test('[AD22] who has not asked for five minutes is forgotten, whatever was said of them', () => {
  const judged = judgeKnock(knock(knock([], 'alice', 0), 'bob', 10), knockOf(hash('alice')), true);
  const verdicts = (ms: number) => ['alice', 'bob'].map((text) => verdictOn(judged, hash(text), at(ms)));
  expect(verdicts(KNOCK_LIFE_MS)).toEqual(['admitted', 'waiting']);
  expect(verdicts(KNOCK_LIFE_MS + 1)).toEqual(['waiting', 'waiting']);
  expect(waitingAt(judged, at(KNOCK_LIFE_MS + 10))).toHaveLength(1);
  expect(waitingAt(judged, at(KNOCK_LIFE_MS + 11))).toEqual([]);
});

test('[AD22] the list is bounded, and so are those about whom was decided', () => {
  let knocks: readonly Knock[] = [];
  for (let count = 0; count < 60; count += 1) knocks = knock(knocks, `first ${count}`, count);
  expect(waitingAt(knocks, at(60))).toHaveLength(50);
  for (const { id } of knocks) knocks = judgeKnock(knocks, id, false);
  for (let count = 0; count < 60; count += 1) {
    knocks = knock(knocks, `second ${count}`, 100 + count);
    knocks = judgeKnock(knocks, knockOf(hash(`second ${count}`)), true);
  }
  expect(knocks.length).toBeLessThanOrEqual(52);
});

test('[AD22] who shows nothing could not be known again, and is not listed', () => {
  expect(noteKnock([], { shown: null, hello: null, now: at(0) })).toEqual([]);
});
