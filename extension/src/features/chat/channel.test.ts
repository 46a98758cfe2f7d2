import type { FeatureEvent } from '@sameframe/shared/feature-log.ts';
import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import {
  CHUNK_SIZE,
  EMPTY_CHAT,
  foldChat,
  isOfMedia,
  MAX_MESSAGES,
  MAX_TEXT_CHARS,
  parseChatAct,
} from './channel.ts';

let count = 0;

function said(by: string, act: unknown, id = `act-${count}`): FeatureEvent {
  count += 1;
  const lamport = count as Lamport;
  return { lamport, at: count as RelayMs, by: by as MemberId, id: id as ActId, act };
}
const say = (by: string, text: string, id?: string) => said(by, { kind: 'say', text, moment: null }, id);
const textsOf = (events: readonly FeatureEvent[]) =>
  events
    .reduce(foldChat, EMPTY_CHAT)
    .flat()
    .map(({ text, state }) => `${state}: ${text}`);

test('[CH5] an author changes and takes back what they have written, and nobody else does', () => {
  const history = [
    say('bob', 'one', 'a'),
    say('carol', 'two', 'a'),
    said('bob', { kind: 'edit', of: 'a', text: 'uno' }),
    said('mallory', { kind: 'delete', of: 'a' }),
    said('carol', { kind: 'delete', of: 'a' }),
    said('carol', { kind: 'edit', of: 'a', text: 'back again' }),
  ];
  expect(textsOf(history)).toEqual(['edited: uno', 'deleted: ']);
});

test.each([
  null,
  'hi',
  { kind: 'say', text: '' },
  { kind: 'say', text: '\u200b \u202e', moment: null },
  { kind: 'say', text: 7, moment: null },
  { kind: 'say', text: 'x', moment: { media: null, positionS: -1 } },
  { kind: 'edit', of: '<script>', text: 'x' },
  { kind: 'shout', text: 'x' },
])('[CH3] %j means nothing in a chat', (act) => {
  expect(parseChatAct(act)).toBeNull();
  expect(textsOf([said('mallory', act)])).toEqual([]);
});

test('[CH3] a message of 10,000 characters means nothing, one of a few too many is cut', () => {
  expect(parseChatAct({ kind: 'say', text: 'x'.repeat(10_000), moment: null })).toBeNull();
  const cut = parseChatAct({ kind: 'say', text: '🦊'.repeat(MAX_TEXT_CHARS + 5), moment: null });
  expect(cut).toMatchObject({ text: '🦊'.repeat(MAX_TEXT_CHARS) });
});

test('[CH1] one more message changes the last chunk alone; of very many the oldest go', () => {
  const many = Array.from({ length: CHUNK_SIZE + 1 }, (_, index) => say('bob', `${index}`));
  const before = many.reduce(foldChat, EMPTY_CHAT);
  const after = foldChat(before, say('carol', 'and'));
  expect(after.map((chunk) => chunk.length)).toEqual([CHUNK_SIZE, 2]);
  expect(after[0]).toBe(before[0]);
  const most = Array.from({ length: MAX_MESSAGES + 1 }, (_, index) => say('bob', `${index}`));
  const full = most.reduce(foldChat, EMPTY_CHAT);
  expect(full.flat().length).toBeLessThanOrEqual(MAX_MESSAGES);
  expect(full.flat().at(-1)?.text).toBe(`${MAX_MESSAGES}`);
});

test('[CH2] one can jump to a moment of what the party watches, and of nothing else', () => {
  const moment = { media: 'film' as MediaKey, positionS: 12 };
  expect(isOfMedia(moment, 'film' as MediaKey)).toBe(true);
  expect(isOfMedia(moment, 'other' as MediaKey)).toBe(false);
  expect(isOfMedia(null, 'film' as MediaKey)).toBe(false);
});
