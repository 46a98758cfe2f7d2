// @vitest-environment happy-dom

import { signal } from '@preact/signals';
import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import { SAMPLE_PICTURES } from '@sameframe/shared/testing/small-picture.ts';
import { eventually } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import type { FeatureAnswer, FeatureAsk, FeatureParty } from '../feature.ts';
import { EMPTY_QUEUE, foldQueue, type ItemId, type QueueAct, type QueueState } from './channel.ts';
import { keyOf } from './playing.ts';
import { createTitles, readTitleElement } from './titles.ts';

const [ALICE, BOB] = ['alice', 'bob'].map((name) => name.padEnd(22, '_') as MemberId) as [MemberId, MemberId];
const URL = 'https://films.example/watch/2';
const UNSEEN = { id: 'a' as ItemId, url: URL, title: 'films.example/watch/2', lengthS: null, place: 'a0' };
const ADD: QueueAct = { kind: 'add', items: [{ ...UNSEEN, isUnseen: true }] };

function setup(
  answer: FeatureAnswer | ((ask: FeatureAsk) => FeatureAnswer) = { kind: 'failed' },
  self = ALICE,
) {
  const asked: FeatureAsk[] = [];
  const ask = async (question: FeatureAsk) => {
    asked.push(question);
    return typeof answer === 'function' ? answer(question) : answer;
  };
  const report = { state: 'in-step', driftMs: 0, uncertaintyMs: 0, bufferedAheadS: 9 } as const;
  const member = (id: MemberId) =>
    ({ id, name: id, avatar: null, isSelf: id === self, role: 'viewer', report }) as const;
  const party = signal<FeatureParty>({
    self,
    connection: 'connected',
    members: [ALICE, BOB].map(member),
    unlisted: 0,
    names: {},
    avatars: {},
    role: 'viewer',
    rules: DEFAULT_RULES,
    media: null,
    page: null,
    isPlaying: true,
  });
  let state: QueueState = EMPTY_QUEUE;
  const said: QueueAct[] = [];
  const say = (act: QueueAct) => {
    said.push(act);
    state = foldQueue(state, { act, by: self });
  };
  say(ADD);
  const titles = createTitles(
    { party, ask, readLengthS: () => 780 },
    { state: () => state, say, readElement: readTitleElement },
  );
  const show = (key: MediaKey, title: string) => {
    party.value = { ...party.value, page: { key, title } };
  };
  return { titles, said, asked, show, item: () => state.items[0], add: say };
}

test('[QU10] whoever is on its page tells its title and length, the first of them first, and once', () => {
  const { titles, said, show, item } = setup();
  titles.look(0);
  show('elsewhere' as MediaKey, 'Other');
  titles.look(10_000);
  show(keyOf({ url: URL }), 'A Trip to the Moon \u202e');
  titles.look(20_000);
  expect(said).toHaveLength(1);
  titles.look(22_000);
  expect(item()).toMatchObject({ title: 'A Trip to the Moon', lengthS: 780 });
  expect(item()).not.toHaveProperty('isUnseen');
  titles.look(40_000);
  expect(said).toHaveLength(2);
});

test('[QU10] the next member tells it where the first does not', () => {
  const { titles, said, show } = setup({ kind: 'failed' }, BOB);
  show(keyOf({ url: URL }), 'A Trip to the Moon');
  titles.look(0);
  titles.look(3_000);
  expect(said).toHaveLength(1);
  titles.look(4_000);
  expect(said).toHaveLength(2);
});

test('[QU10] what was read from afar is its title until somebody is there, and what one of them said stays', async () => {
  const { titles, add, item, show } = setup({
    kind: 'title',
    html: '<title>Moon &amp; Stars&#33;',
    picture: null,
  });
  titles.learn({ ...UNSEEN, isUnseen: true });
  await eventually(() => expect(item()?.title).toBe('Moon & Stars!'));
  expect(item()).toMatchObject({ isUnseen: true, lengthS: null });
  show(keyOf({ url: URL }), 'A Trip to the Moon');
  titles.look(0);
  titles.look(2_000);
  add({ kind: 'describe', of: UNSEEN.id, title: 'Something else', lengthS: 5, isSeen: true });
  expect(item()).toMatchObject({ title: 'A Trip to the Moon', lengthS: 780 });
});

test('[QU12] the picture that a page is shared with is told with its title, or alone where that is known', async () => {
  const [picture = ''] = SAMPLE_PICTURES;
  const answers: Record<FeatureAsk['kind'], FeatureAnswer> = {
    'read-title': { kind: 'title', html: '<title>Moon', picture: 'https://cdn.example/a.jpg' },
    'read-picture': { kind: 'picture', picture },
  } as Record<FeatureAsk['kind'], FeatureAnswer>;
  const { titles, said, asked, item } = setup(({ kind }) => answers[kind]);
  titles.learn({ ...UNSEEN, isUnseen: true });
  await eventually(() => expect(item()?.picture).toBe(picture));
  expect(asked.at(-1)).toEqual({ kind: 'read-picture', address: 'https://cdn.example/a.jpg' });
  expect(said.map(({ kind }) => kind)).toEqual(['add', 'describe', 'picture']);
  titles.learn({ ...UNSEEN, title: 'Known' });
  await eventually(() =>
    expect(said.map(({ kind }) => kind)).toEqual(['add', 'describe', 'picture', 'picture']),
  );
  const count = asked.length;
  titles.learn({ ...UNSEEN, title: 'Known', picture });
  expect(asked).toHaveLength(count);
});

test('[QU10] of what plays from the queue it is told, too', () => {
  let state = foldQueue(EMPTY_QUEUE, { act: ADD, by: ALICE });
  state = foldQueue(state, { act: { kind: 'open', of: 'a', turn: 1, again: null }, by: ALICE });
  const act = { kind: 'describe', of: 'a', title: 'Moon', lengthS: 9, isSeen: true };
  state = foldQueue(state, { act, by: BOB });
  expect(state.now?.item).toMatchObject({ title: 'Moon', lengthS: 9 });
});

test.each([
  ['<meta property="og:title" content="Caf&eacute; &quot;X&quot; &lt;b&gt;">', 'Café "X" <b>'],
  ['<title>One\n &#x202e;two &unknown;', 'One\n \u202etwo &unknown;'],
  ['<meta content="x" onload=alert(1)><img src=x onerror=alert(1)>', 'x'],
  [`<title>${'W'.repeat(2_000)}`, 'W'.repeat(2_000)],
])('[QU10] [QU5] reads %s as a browser does', (html, text) => {
  expect(readTitleElement(html)).toBe(text);
});

test('[QU10] [QU5] a hostile title from afar is a bounded line that turns nothing around', async () => {
  const html = `<title>${'W'.repeat(900)}&#x202e;&lt;script&gt;`;
  const { titles, item, said } = setup({ kind: 'title', html, picture: null });
  titles.learn({ ...UNSEEN, isUnseen: true });
  await eventually(() => expect(said).toHaveLength(2));
  expect(item()?.title).toBe('W'.repeat(200));
});
