import type { MemberId } from '@sameframe/shared/ids.ts';
import { mediaSchema } from '@sameframe/shared/playback.ts';
import { MAX_BODY_CHARS } from '@sameframe/shared/protocol/limits.ts';
import { SAMPLE_PICTURES } from '@sameframe/shared/testing/small-picture.ts';
import { MAX_ADDRESS_CHARS } from '@sameframe/shared/web-address.ts';
import fc from 'fast-check';
import { generateKeyBetween } from 'fractional-indexing';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  type DraftItem,
  EMPTY_QUEUE,
  foldQueue,
  type ItemId,
  MAX_ITEMS,
  parseQueueAct,
  type QueueAct,
  type QueueItem,
  type QueueState,
} from './channel.ts';
import { ACT_BYTES, composeKeep, isToKeep } from './keep.ts';
import { sealedCharsOf } from './testing/queue-party.ts';

const [alice, bob] = ['alice', 'bob'].map((id) => id.padEnd(22, '_') as MemberId) as [MemberId, MemberId];

const itemOf = (name: string, place: string): DraftItem => ({
  id: name as ItemId,
  url: `https://films.example/${name}`,
  title: name,
  lengthS: null,
  place,
});

const fold = (acts: readonly (readonly [by: MemberId, act: QueueAct])[], from = EMPTY_QUEUE) =>
  acts.reduce((state, [by, act]) => foldQueue(state, { by, act }), from);
const names = ({ items }: QueueState) => items.map(({ id }) => id as string);
const add = (...items: readonly DraftItem[]): QueueAct => ({ kind: 'add', items: [...items] });
const id = (name: string) => name as ItemId;

describe('the queue', () => {
  it('[QU1] stands in the order of its places, whoever added what and when', () => {
    const state = fold([
      [alice, add(itemOf('c', 'a2'), itemOf('a', 'a0'))],
      [bob, add(itemOf('b', 'a1'))],
    ]);
    expect(names(state)).toEqual(['a', 'b', 'c']);
    expect(state.items.map(({ by }) => by)).toEqual([alice, bob, alice]);
    expect(names(fold([[bob, { kind: 'move', of: id('a'), place: 'a3' }]], state))).toEqual(['b', 'c', 'a']);
  });

  it.each([`${'x'.repeat(197)}\u{1f3ac}\u{1f3ac}`, `${'x'.repeat(180)}${'\u{1d15e}'.repeat(20)}`])(
    '[QU5] has a title that everyone watches under: %s',
    (title) => {
      const [item] = fold([[alice, add({ ...itemOf('a', 'a0'), title })]]).items;
      expect(title.startsWith(item?.title.slice(0, 180) ?? '-')).toBe(true);
      const media = { key: 'k', url: 'https://films.example/a', title: item?.title };
      expect(v.parse(mediaSchema, media)).toEqual(media);
    },
  );

  it('[QU1] takes a thing once, and what was removed does not come back', () => {
    const again = add(itemOf('a', 'a5'));
    const state = fold([
      [alice, add(itemOf('a', 'a0'), itemOf('b', 'a1'))],
      [bob, again],
      [bob, { kind: 'remove', of: id('a') }],
      [alice, again],
    ]);
    expect(names(state)).toEqual(['b']);
  });

  it('[QU12] has the first picture that is told of an item, and of none that is not there', () => {
    const [first = '', second = ''] = SAMPLE_PICTURES;
    const state = fold([
      [alice, add(itemOf('a', 'a0'), { ...itemOf('b', 'a1'), picture: first })],
      [bob, { kind: 'picture', of: id('a'), picture: first }],
      [bob, { kind: 'picture', of: id('a'), picture: second }],
      [bob, { kind: 'picture', of: id('b'), picture: second }],
      [bob, { kind: 'picture', of: id('c'), picture: second }],
    ]);
    expect(state.items.map(({ picture }) => picture)).toEqual([first, first]);
    expect(names(state)).toEqual(['a', 'b']);
  });

  it('[QU12] shows nobody what is no small picture', () => {
    for (const picture of [
      '',
      'x',
      'https://films.example/a.jpg',
      `data:image/webp;base64,${SAMPLE_PICTURES[0]}`,
    ]) {
      expect(parseQueueAct({ kind: 'picture', of: 'a', picture })).toBeNull();
      expect(parseQueueAct({ kind: 'add', items: [{ ...itemOf('a', 'a0'), picture }] })).toBeNull();
    }
  });

  it('[QU12] has so many pictures and no more, and all of it can be told anew', () => {
    const [picture = ''] = SAMPLE_PICTURES;
    const acts = Array.from({ length: 150 }, (_, index) => {
      const item = { ...itemOf(`i${index}`, `a${index % 10}`), picture };
      return [alice, add(item)] as const;
    });
    const state = fold([...acts, [bob, { kind: 'picture', of: id('i140'), picture }]]);
    expect(state.items).toHaveLength(150);
    expect(state.items.filter((item) => item.picture !== undefined)).toHaveLength(100);
    const told = composeKeep(state, ACT_BYTES);
    expect(told.length).toBeLessThan(60);
    expect(fold(told.map((act) => [bob, act] as const)).items).toEqual(state.items);
  });

  it('[QU1] holds so many and no more', () => {
    const acts = Array.from(
      { length: 30 },
      (_, group) =>
        [
          alice,
          add(...Array.from({ length: 20 }, (__, index) => itemOf(`i${group}-${index}`, 'a0'))),
        ] as const,
    );
    expect(fold(acts).items).toHaveLength(MAX_ITEMS);
  });

  it('[QU2] a member has one vote for each, also where all is told anew by somebody who says otherwise', () => {
    const item = { ...itemOf('a', 'a0'), by: alice, votes: [bob, bob, alice, bob] };
    const state = fold([
      [bob, { kind: 'keep', items: [item], settings: EMPTY_QUEUE.settings, now: null, isLast: true }],
    ]);
    expect(state.items.map(({ votes }) => votes)).toEqual([[bob, alice]]);
  });

  it('[QU2] a member has one vote for each, and may take it back', () => {
    const voted = fold([
      [alice, add(itemOf('a', 'a0'))],
      [bob, { kind: 'vote', of: id('a'), isFor: true }],
      [bob, { kind: 'vote', of: id('a'), isFor: true }],
    ]);
    expect(voted.items[0]?.votes).toEqual([bob]);
    expect(fold([[bob, { kind: 'vote', of: id('a'), isFor: false }]], voted).items[0]?.votes).toEqual([]);
  });

  it('[QU3] of two who open one at a time, the first is right', () => {
    const state = fold([
      [alice, add(itemOf('a', 'a0'), itemOf('b', 'a1'))],
      [alice, { kind: 'open', of: id('a'), turn: 1, again: null }],
      [bob, { kind: 'open', of: id('b'), turn: 1, again: null }],
    ]);
    expect(state.now).toMatchObject({ item: { id: 'a' }, openedBy: alice, turn: 1 });
    expect(names(state)).toEqual(['b']);
  });

  it('[QU3] in a loop what is opened stands at the end again', () => {
    const state = fold([
      [alice, add(itemOf('a', 'a0'), itemOf('b', 'a1'))],
      [alice, { kind: 'open', of: id('a'), turn: 1, again: 'a2' }],
      [alice, { kind: 'open', of: id('b'), turn: 2, again: 'a3' }],
    ]);
    expect(names(state)).toEqual(['a', 'b']);
    expect(state.now?.item.id).toBe('b');
  });

  it('[QU5] what is malformed, hostile or of another version changes nothing', () => {
    const item = itemOf('a', 'a0');
    const wrong = [
      add({ ...item, url: 'javascript:alert(1)' }),
      add({ ...item, title: '\u202e\u200b' }),
      add({ ...item, title: 'x'.repeat(10_000) }),
      add({ ...item, place: '../..' }),
      // In the right letters, and nothing that anything could be put behind.
      add({ ...item, place: 'zz' }),
      { kind: 'move', of: 'a', place: '0' },
      { kind: 'open', of: 'a', turn: 0.5, again: null },
      { kind: 'explode' },
      null,
    ];
    for (const act of wrong) expect(parseQueueAct(act)).toBeNull();
    expect(parseQueueAct(add({ ...item, title: 'a\u202eb' }))).toMatchObject({ items: [{ title: 'ab' }] });
  });
});

it('[QU5] nobody brings the queue to where there is no turn left', () => {
  const items = [alice, add(itemOf('a', 'a0'), itemOf('b', 'a1'))] as const;
  const far = Number.MAX_SAFE_INTEGER;
  const open = (of: string, turn: number): QueueAct => ({ kind: 'open', of: id(of), turn, again: null });
  expect(fold([items, [bob, open('a', far)]]).now).toBeNull();
  const begun = fold([items, [alice, open('a', 1)], [bob, open('b', far)]]);
  const [kept] = composeKeep({ ...begun, now: begun.now && { ...begun.now, turn: far } }, ACT_BYTES);
  const forged = fold([[bob, kept as QueueAct]], begun);
  expect(forged.now?.turn).toBe(1);
  expect(fold([[alice, open('b', 2)]], forged).now?.item.id).toBe('b');
});

describe('telling all anew', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), to: fc.nat(9) }),
    fc.record({ kind: fc.constant('remove' as const), of: fc.nat(30) }),
    fc.record({ kind: fc.constant('move' as const), of: fc.nat(30), to: fc.nat(9) }),
    fc.record({ kind: fc.constant('vote' as const), of: fc.nat(30) }),
    fc.record({ kind: fc.constant('open' as const), of: fc.nat(30), isLooping: fc.boolean() }),
  );

  /** Acts of somebody who sees the queue as it is. */
  function act(
    state: QueueState,
    each: typeof step extends fc.Arbitrary<infer S> ? S : never,
    count: number,
  ) {
    const placeAt = (index: number) => {
      const places = [...new Set(state.items.map(({ place }) => place))];
      return generateKeyBetween(places[index - 1] ?? null, places[index] ?? null);
    };
    const chosen = 'of' in each ? state.items[each.of % Math.max(1, state.items.length)] : undefined;
    if (each.kind === 'add') {
      const place = placeAt(Math.min(each.to, state.items.length));
      return add(itemOf(`item-${count}`, place));
    }
    if (chosen === undefined) return null;
    const of = chosen.id;
    if (each.kind === 'move') return { kind: each.kind, of, place: placeAt(each.to) } as const;
    if (each.kind === 'vote') return { kind: each.kind, of, isFor: true } as const;
    if (each.kind === 'remove') return { kind: each.kind, of } as const;
    const again = each.isLooping ? placeAt(state.items.length) : null;
    return { kind: each.kind, of, turn: (state.now?.turn ?? 0) + 1, again } as const;
  }

  it('[QU4] gives who comes later the same queue as whoever has heard all', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.array(step, { maxLength: 30 }), (before, after) => {
        let count = 0;
        const run = (from: QueueState, steps: typeof before) => {
          let state = from;
          const acts: QueueAct[] = [];
          for (const each of steps) {
            count += 1;
            const made = act(state, each, count);
            if (made === null) continue;
            acts.push(made);
            state = foldQueue(state, { by: alice, act: made });
          }
          return { state, acts };
        };
        const first = run(EMPTY_QUEUE, before);
        const kept = composeKeep(first.state, 600);
        const told = fold(
          kept.map((each) => [bob, JSON.parse(JSON.stringify(each))] as const),
          first.state,
        );
        expect(told).toEqual({ ...first.state, actCount: 0, actBytes: 0, keepCount: kept.length });
        const second = run(told, after);
        const late = fold([...kept, ...second.acts].map((each) => [alice, each] as const));
        expect({ ...late, gone: [], skips: [] }).toEqual({ ...second.state, gone: [], skips: [] });
      }),
    );
  });

  it('[QU4] comes in acts that are short enough, before the log has forgotten the first', () => {
    const items = Array.from({ length: MAX_ITEMS }, (_, index) => ({
      ...itemOf(`item-${index}`, 'a0'),
      url: 'https://films.example/'.padEnd(MAX_ADDRESS_CHARS, 'a'),
      title: index % 2 === 0 ? '\u{1f3ac}'.repeat(100) : '星'.repeat(200),
      place: 'a0'.padEnd(128, 'V'),
      picture: SAMPLE_PICTURES[index % SAMPLE_PICTURES.length] ?? '',
      by: alice,
      votes: Array.from({ length: 60 }, (__, voter) => `${voter}`.padEnd(22, '_') as MemberId),
    }));
    const now = { item: items[1] as QueueItem, turn: 1, openedBy: bob, hasBegun: false };
    const state: QueueState = { ...EMPTY_QUEUE, items, now, actCount: 301 };
    const acts = composeKeep(state, ACT_BYTES);
    expect(acts.map(parseQueueAct)).not.toContain(null);
    expect(Math.max(...acts.map(sealedCharsOf))).toBeLessThanOrEqual(MAX_BODY_CHARS);
    const short = items.map((item) => ({ ...item, url: 'https://films.example/', title: '星'.repeat(80) }));
    const shortActs = composeKeep({ ...state, items: short }, ACT_BYTES);
    expect(Math.max(...shortActs.map(sealedCharsOf))).toBeLessThanOrEqual(MAX_BODY_CHARS);
    expect(isToKeep(state)).toBe(true);
    expect(isToKeep({ ...state, actCount: 300 })).toBe(false);
  });

  it('[QU4] is due the sooner the larger the acts are, whatever is in them', () => {
    const url = 'https://films.example/'.padEnd(MAX_ADDRESS_CHARS, 'a');
    const adds = (count: number) =>
      fold(
        Array.from(
          { length: count },
          (_, index) => [alice, add({ ...itemOf(`i${index}`, 'a0'), url })] as const,
        ),
      );
    expect(isToKeep(adds(10))).toBe(false);
    expect(isToKeep(adds(100))).toBe(true);
    const told = fold(
      composeKeep(adds(100), ACT_BYTES).map((act) => [bob, act] as const),
      adds(100),
    );
    expect(isToKeep(told)).toBe(false);
    // What means nothing takes its place in the log all the same.
    const nothing = { kind: 'add', items: 'x'.repeat(5_000) };
    const flooded = Array.from({ length: 20 }).reduce<QueueState>(
      (state) => foldQueue(state, { by: bob, act: nothing }),
      adds(1),
    );
    expect(isToKeep(flooded)).toBe(true);
  });
});
