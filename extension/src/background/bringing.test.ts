// How long a person's going on is everyone's.
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import type { BrowserApi } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';
import { createFollowing, type FollowingFacts } from './following.ts';

const FIRST = 'https://films.example/watch/1';
const SECOND = 'https://films.example/watch/2';

function setup() {
  let nowMs = 1_000;
  let facts: FollowingFacts = {
    media: { key: mediaKeyOf(FIRST), url: FIRST },
    hasActedLast: false,
    page: { url: FIRST, title: '' },
    hasFilm: true,
    mayControl: true,
    isSteppedOut: false,
    isInAd: false,
    rank: 0,
    leadMs: 700,
  };
  const following = createFollowing({
    browser: {
      runtime: { getURL: () => 'chrome-extension://ours/' },
    } as unknown as BrowserApi,
    clock: { now: () => nowMs as LocalMs } as Clock,
    readSettings: () => ({ follow: 'ask', bringsAlong: true }),
    facts: () => facts,
    go: () => undefined,
    tell: () => undefined,
    reportBug: (error) => {
      throw error;
    },
  });
  const pass = (ms: number, change: Partial<FollowingFacts> = {}) => {
    nowMs += ms;
    facts = { ...facts, ...change };
    following.look();
    return following.news.bring;
  };
  pass(0);
  following.noteMoment('hand');
  return { pass };
}

test('[FO4] for half a minute, in which the next video has to come', () => {
  const { pass } = setup();
  expect(pass(100, { page: { url: SECOND, title: '' } })).toEqual({ leadMs: null });
  expect(pass(29_000)).toEqual({ leadMs: null });
  expect(pass(1_000)).toBeNull();
});

test('[FO4] and for as long after an advert that it begins with', () => {
  const { pass } = setup();
  pass(100, { page: { url: SECOND, title: '' } });
  expect(pass(20_000, { isInAd: true })).toEqual({ leadMs: null });
  expect(pass(50_000)).toEqual({ leadMs: null });
  expect(pass(1_000, { isInAd: false })).toEqual({ leadMs: null });
  expect(pass(29_500)).toBeNull();
});
