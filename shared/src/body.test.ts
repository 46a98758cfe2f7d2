import { expect, test } from 'vitest';
import { parseMeaning } from './body.ts';
import { actOf } from './testing/timeline-history.ts';

const hold = { kind: 'hold', limitMs: 5_000 };

test('[SE5] a body is understood by its channel', () => {
  expect(parseMeaning('playback', actOf({}))).toEqual({ channel: 'playback', act: actOf({}) });
  expect(parseMeaning('hold', hold)).toEqual({ channel: 'hold', act: hold });
  expect(parseMeaning('party', { kind: 'profile', name: ' Bob ' })).toEqual({
    channel: 'party',
    act: { kind: 'profile', name: 'Bob' },
  });
});

test('[SE5] fields that this version does not know are dropped', () => {
  expect(parseMeaning('playback', { ...actOf({}), mood: 'good' })).toEqual({
    channel: 'playback',
    act: actOf({}),
  });
  expect(parseMeaning('hold', { ...hold, for: 'ads' })?.act).toEqual(hold);
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
  expect(parseMeaning(channel, body)).toBeNull();
});
