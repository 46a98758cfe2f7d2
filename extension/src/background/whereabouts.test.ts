import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Moment } from '../messages/content-background.ts';
import { isToFollow, NOWHERE, noteMoment, notePage, noteParty, type Whereabouts } from './whereabouts.ts';

type News =
  | { readonly page: string | null }
  | { readonly party: string; readonly isOwn?: boolean }
  | { readonly moment: Moment }
  | { readonly waitMs: number };

/** Takes one piece of news after the other, a millisecond apart. */
function tell(news: readonly News[], from: Whereabouts = NOWHERE, startAt = 1) {
  let now = startAt;
  let here = from;
  let follows = 0;
  for (const each of news) {
    const at = now as LocalMs;
    const before = here;
    if ('page' in each) here = notePage(here, each.page as MediaKey | null, at);
    else if ('party' in each)
      here = noteParty(here, each.party as MediaKey, { isOwn: each.isOwn ?? false }, at);
    else if ('moment' in each) here = noteMoment(here, each.moment, at);
    else now += each.waitMs;
    if (isToFollow(before, here)) follows += 1;
    now += 1;
  }
  return { apart: here.apart, by: here.wentOnBy, follows, here };
}

const TOGETHER: readonly News[] = [{ page: 'one' }, { party: 'one' }];

describe('how a page and the party came apart', () => {
  it.each<[string, readonly News[], ReturnType<typeof tell>['apart'], ReturnType<typeof tell>['by']]>([
    ['together', [], null, null],
    ['the party goes on', [{ party: 'two' }], 'party-went-on', null],
    ['and on again', [{ party: 'two' }, { party: 'three' }], 'party-went-on', null],
    ['and back', [{ party: 'two' }, { party: 'one' }], null, null],
    ['a click, and the page goes on', [{ moment: 'hand' }, { page: 'two' }], 'went-on', 'hand'],
    ['it goes on by itself', [{ page: 'two' }], 'elsewhere', null],
    ['long after a click', [{ moment: 'hand' }, { waitMs: 6_000 }, { page: 'two' }], 'elsewhere', null],
    ['after the end', [{ moment: 'end' }, { waitMs: 12_000 }, { page: 'two' }], 'went-on', 'end'],
    ['long after the end', [{ moment: 'end' }, { waitMs: 31_000 }, { page: 'two' }], 'elsewhere', null],
    [
      'a click, and a slow site',
      [{ moment: 'hand' }, { page: null }, { waitMs: 20_000 }, { page: 'two' }],
      'went-on',
      'hand',
    ],
    ['a reload', [{ moment: 'hand' }, { page: null }, { page: 'one' }], null, null],
    ['by way of another address', [{ moment: 'hand' }, { page: 'go' }, { page: 'two' }], 'went-on', 'hand'],
    ['and back by hand', [{ moment: 'hand' }, { page: 'two' }, { page: 'one' }], null, null],
    ['and the party comes', [{ moment: 'hand' }, { page: 'two' }, { party: 'two' }], null, null],
    [
      'and the party goes elsewhere',
      [{ moment: 'hand' }, { page: 'two' }, { party: 'three' }],
      'elsewhere',
      null,
    ],
    [
      'left behind, and on by hand',
      [{ party: 'two' }, { moment: 'hand' }, { page: 'three' }],
      'elsewhere',
      null,
    ],
  ])('[FO2] %s', (_, news, apart, by) => {
    expect(tell([...TOGETHER, ...news])).toMatchObject({ apart, by });
  });

  it.each<[string, readonly News[], ReturnType<typeof tell>['apart'], number]>([
    ['back in one document', [{ moment: 'back' }, { page: 'two' }], 'went-on', 0],
    [
      'back by documents',
      [{ page: null }, { waitMs: 9_000 }, { moment: 'back' }, { page: 'two' }],
      'went-on',
      0,
    ],
    [
      'where the party led',
      [{ party: 'two' }, { page: 'two' }, { moment: 'back' }, { page: 'one' }],
      'went-on',
      1,
    ],
    [
      'while the party goes on',
      [{ page: null }, { party: 'two' }, { moment: 'back' }, { page: 'three' }],
      'elsewhere',
      0,
    ],
    ['and then the party goes on', [{ moment: 'back' }, { page: 'two' }, { party: 'three' }], 'elsewhere', 0],
    [
      'before what they did is told',
      [{ moment: 'back' }, { page: 'one' }, { party: 'two', isOwn: true }],
      'elsewhere',
      0,
    ],
    [
      'anew, while the party goes on',
      [{ page: null }, { party: 'two' }, { page: 'one' }],
      'party-went-on',
      1,
    ],
    ['anew, while the party comes too', [{ page: null }, { party: 'two' }, { page: 'two' }], null, 0],
  ])('[FO3] the browser’s own buttons, never undone: %s', (_, news, apart, follows) => {
    expect(tell([...TOGETHER, ...news])).toMatchObject({ apart, follows });
  });

  it('[FO2] a press on the next page has not led there', () => {
    const news = [...TOGETHER, { page: null }, { moment: 'hand' }, { page: 'two' }] as const;
    expect(tell(news)).toMatchObject({ apart: 'elsewhere', by: null });
  });

  it('[FO2] who comes from another page never was on the party’s', () => {
    expect(tell([{ page: 'other' }, { party: 'one' }])).toMatchObject({ apart: 'elsewhere', follows: 0 });
    expect(tell([{ party: 'one' }, { page: 'other' }])).toMatchObject({ apart: 'elsewhere', follows: 0 });
  });
});

describe('following', () => {
  it('[FO1] is asked for once for each change, also on the way to the last one', () => {
    expect(tell([...TOGETHER, { party: 'two' }, { page: null }, { page: 'two' }])).toMatchObject({
      apart: null,
      follows: 1,
    });
    expect(tell([...TOGETHER, { party: 'two' }, { page: null }, { party: 'one' }])).toMatchObject({
      apart: 'party-went-on',
      follows: 2,
    });
  });

  it('[FO3] whatever happens, only a change of the party’s takes anybody anywhere', () => {
    const key = fc.constantFrom('one', 'two', 'three');
    const news = fc.oneof(
      fc.record({ page: fc.option(key) }),
      fc.record({ party: key }),
      fc.record({ moment: fc.constantFrom('hand' as const, 'end' as const, 'back' as const) }),
      fc.record({ waitMs: fc.constantFrom(10, 6_000, 40_000) }),
    );
    fc.assert(
      fc.property(fc.array(news, { maxLength: 30 }), (all) => {
        const partyChanges = all.filter((each, index) => {
          if (!('party' in each)) return false;
          const last = all.slice(0, index).findLast((other) => 'party' in other);
          return last !== undefined && 'party' in last && last.party !== each.party;
        });
        const { here, follows } = tell(all);
        expect(follows).toBeLessThanOrEqual(partyChanges.length);
        // With the party where both are the same, unless the way there is not over.
        if (here.page === here.party && here.leftAt === null) expect(here.apart).toBeNull();
      }),
    );
  });

  it('[FO3] two who follow each other’s every move end on one page, with one move each', () => {
    const moved = tell([...TOGETHER, { moment: 'hand' }, { page: 'two' }]);
    const other = tell([...TOGETHER, { moment: 'hand' }, { page: 'three' }]);
    // The log says two, then three: who went to three is there, who went to two goes along.
    const first = tell(
      [{ party: 'two' }, { party: 'three' }, { page: null }, { page: 'three' }],
      moved.here,
      99,
    );
    const second = tell([{ party: 'two' }, { party: 'three' }], other.here, 99);
    expect([first.apart, first.follows, second.apart, second.follows]).toEqual([null, 1, null, 0]);
  });
});
