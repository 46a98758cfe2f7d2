import { expect, test } from 'vitest';
import { parseMeaning } from './body.ts';
import type { Retain } from './protocol/envelope.ts';
import { actOf } from './testing/timeline-history.ts';

const KEPT: Retain = { kind: 'log', log: 'chat', checkpoint: false };
const hold = { kind: 'hold', limitMs: 5_000 };

test('[SE5] a body is understood by its channel', () => {
  expect(parseMeaning('playback', actOf({}), KEPT)).toEqual({ channel: 'playback', act: actOf({}) });
  expect(parseMeaning('hold', hold, KEPT)).toEqual({ channel: 'hold', act: hold });
  expect(parseMeaning('party', { kind: 'profile', name: ' Bob ' }, KEPT)).toEqual({
    channel: 'party',
    act: { kind: 'profile', name: 'Bob' },
  });
});

test('[SE5] fields that this version does not know are dropped', () => {
  expect(parseMeaning('playback', { ...actOf({}), mood: 'good' }, KEPT)).toEqual({
    channel: 'playback',
    act: actOf({}),
  });
  expect(parseMeaning('hold', { ...hold, for: 'ads' }, KEPT)?.act).toEqual(hold);
});

test.each([
  ['chat', { kind: 'say', text: 'hi' }],
  ['playback', hold],
  ['playback', { ...actOf({}), kind: 'play-backwards' }],
  ['hold', { kind: 'hold' }],
  ['party', { kind: 'profile', name: '' }],
  ['party', { kind: 'profile', name: '\u200b\u3164 ' }],
  ['party', 'Bob'],
  ['playback', null],
  ['__proto__', {}],
])('[SE5] a body on %s that this version does not know means nothing: %j', (channel, body) => {
  expect(parseMeaning(channel, body, KEPT)).toBeNull();
});

test("[FE1] on every other channel a feature's act is carried as it is, with whether it is kept", () => {
  const body = { id: 'say-1', act: { kind: 'say', text: 'hi' }, from: 'nowhere' };
  const meaning = { channel: 'feature', feature: 'chat', id: 'say-1', act: { kind: 'say', text: 'hi' } };
  expect(parseMeaning('chat', body, KEPT)).toEqual({ ...meaning, isKept: true });
  expect(parseMeaning('chat', body, { kind: 'none' })).toEqual({ ...meaning, isKept: false });
});
