import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { expectPause, expectSeek, openLedger } from './ledger.ts';
import {
  type CommandId,
  type ElementId,
  type Evidence,
  NO_EVIDENCE,
  type VideoFacts,
} from './observation.ts';
import { attributeChange, type Change, detectChange, type ElementHistory } from './provenance.ts';

const NOW = 100_000 as LocalMs;

const facts = (change: Partial<VideoFacts> = {}): VideoFacts => ({
  element: 1 as ElementId,
  currentTime: 60 as MediaSeconds,
  paused: false,
  rate: 1,
  seeking: false,
  ended: false,
  readyState: 4,
  duration: 600,
  isConnected: true,
  loop: false,
  ...change,
});

const evidence = (change: Partial<Evidence> = {}): Evidence => ({ ...NO_EVIDENCE, ...change });

const history = (change: Partial<ElementHistory> = {}): ElementHistory => ({
  attachedAt: 0 as LocalMs,
  sourceChangedAt: null,
  leftPosition: null,
  adEndedAt: null,
  adLeftPosition: null,
  seekedAt: null,
  usedMenuAt: null,
  isTakenOut: false,
  isPausedByHiding: false,
  lastPosition: 60,
  wasStarved: false,
  ...change,
});

describe('what an event changes', () => {
  const playing = openLedger(facts());

  it('[PV1] nothing, when it reads what is explained', () => {
    expect(detectChange('pause', facts({ paused: true }), expectPause(playing), false)).toBeNull();
    expect(detectChange('play', facts(), playing, false)).toBeNull();
    expect(detectChange('ratechange', facts(), playing, false)).toBeNull();
    expect(detectChange('timeupdate', facts({ paused: true }), playing, false)).toBeNull();
  });

  it('[PV1] nothing, when pause and play in one task have undone each other', () => {
    expect(detectChange('pause', facts(), playing, false)).toBeNull();
  });

  it('[PV1] a difference has an author', () => {
    expect(detectChange('pause', facts({ paused: true }), playing, false)).toBe('pause');
    expect(detectChange('ratechange', facts({ rate: 1.5 }), playing, false)).toBe('rate');
    expect(
      detectChange('seeking', facts({ seeking: true, currentTime: 90 as MediaSeconds }), playing, false),
    ).toBe('seek');
  });

  it('[PV2] a seek is ours by where it goes, not by when it comes', () => {
    const ledger = expectSeek(
      expectSeek(playing, 1 as CommandId, 30 as MediaSeconds),
      2 as CommandId,
      90 as MediaSeconds,
    );
    expect(
      detectChange('seeking', facts({ seeking: true, currentTime: 90 as MediaSeconds }), ledger, false),
    ).toBeNull();
    expect(
      detectChange('seeking', facts({ seeking: true, currentTime: 45 as MediaSeconds }), ledger, false),
    ).toBe('seek');
  });
});

describe('who caused it', () => {
  type Row = readonly [
    title: string,
    change: Change,
    facts: Partial<VideoFacts>,
    evidence: Partial<Evidence>,
    history: Partial<ElementHistory>,
    origin: string,
  ];
  const click = { inputAgeMs: 20, isActivated: true };
  const menu = { menuOpenedAt: 96_000 as LocalMs, inputAgeMs: 4_000 };
  const rows: readonly Row[] = [
    ['a click just now', 'pause', { paused: true }, click, {}, 'user'],
    [
      'unseen native controls',
      'pause',
      { paused: true },
      { isActivated: true, hasNativeControls: true },
      {},
      'user',
    ],
    [
      'native controls while a script acts, after a click anywhere that still counts as activation',
      'pause',
      { paused: true },
      { isActivated: true, hasNativeControls: true, inputAgeMs: 3_000 },
      {},
      'unknown',
    ],
    [
      'a native timeline that is held, of which no click has come yet',
      'pause',
      { paused: true },
      { isActivated: true, hasNativeControls: true, isPressed: true, inputAgeMs: 3_000 },
      {},
      'user',
    ],
    [
      'an activation from a frame around, long after the last input in this one',
      'pause',
      { paused: true },
      { isActivated: true, inputAgeMs: 9_000 },
      {},
      'user',
    ],
    [
      'an old click elsewhere',
      'pause',
      { paused: true },
      { inputAgeMs: 3_000, isActivated: true },
      {},
      'unknown',
    ],
    ['nothing at all: a script, a media key', 'pause', { paused: true }, {}, {}, 'unknown'],
    ['the end of the media', 'pause', { paused: true, ended: true }, click, {}, 'browser'],
    [
      'a hair before the end',
      'pause',
      { paused: true, currentTime: 599.98 as MediaSeconds },
      {},
      {},
      'browser',
    ],
    ['taken out of the page', 'pause', { paused: true, isConnected: false }, {}, {}, 'browser'],
    [
      'the page hidden just now',
      'pause',
      { paused: true },
      { isHidden: true, visibilityAgeMs: 8 },
      {},
      'browser',
    ],
    ['the page shown just now', 'play', {}, { visibilityAgeMs: 8 }, { isPausedByHiding: true }, 'browser'],
    ['a click on the page shown just now', 'play', {}, { ...click, visibilityAgeMs: 80 }, {}, 'user'],
    ['hidden long ago', 'pause', { paused: true }, { isHidden: true, visibilityAgeMs: 5_000 }, {}, 'unknown'],
    [
      'a loop',
      'seek',
      { loop: true, currentTime: 0 as MediaSeconds },
      {},
      { lastPosition: 599.8 },
      'browser',
    ],
    ['a new source', 'play', {}, {}, { sourceChangedAt: 99_900 as LocalMs }, 'browser'],
    ['a click on a new source', 'play', {}, click, { sourceChangedAt: 99_900 as LocalMs }, 'user'],
    [
      'a player that takes its pieces anew, after a click on unseen controls',
      'seek',
      {},
      { isActivated: true, hasNativeControls: true },
      { sourceChangedAt: 99_900 as LocalMs, leftPosition: 60.4 },
      'browser',
    ],
    [
      'the same after a click that was seen, on its quality',
      'seek',
      {},
      { isActivated: true, inputAgeMs: 400 },
      { sourceChangedAt: 99_900 as LocalMs, leftPosition: 60.4 },
      'browser',
    ],
    [
      'a player that takes its pieces anew to go where somebody has clicked',
      'seek',
      { currentTime: 250 as MediaSeconds },
      { isActivated: true, inputAgeMs: 400 },
      { sourceChangedAt: 99_900 as LocalMs, leftPosition: 60.4 },
      'user',
    ],
    ['a fresh element starts itself', 'play', {}, {}, { attachedAt: 99_000 as LocalMs }, 'site'],
    [
      'a site resets the speed after a seek',
      'rate',
      {},
      { inputAgeMs: 400 },
      { seekedAt: 99_800 as LocalMs },
      'site',
    ],
    ['a person picks the speed after a seek', 'rate', {}, click, { seekedAt: 99_800 as LocalMs }, 'user'],
    ['a script changes the speed', 'rate', { rate: 2 }, {}, {}, 'site'],
  ];

  const attribute = ([, change, changedFacts, changedEvidence, changedHistory]: Row) =>
    attributeChange(change, facts(changedFacts), evidence(changedEvidence), history(changedHistory), NOW);

  it.each(rows)('[PV3] %s', (...row) => {
    expect(attribute(row)).toBe(row[5]);
  });

  const doneElsewhere: readonly Row[] = [
    [
      'an activation that a click on our own words gave',
      'pause',
      { paused: true },
      { isActivated: true, inputAgeMs: 9_000, ownInputAgeMs: 2_000 },
      {},
      'unknown',
    ],
    [
      'an activation that came with us, by the click on “Join”',
      'play',
      {},
      { isActivated: true, ownInputAgeMs: 2_000 },
      {},
      'unknown',
    ],
    ['a speed while a menu is open', 'rate', { rate: 1.5 }, menu, {}, 'user'],
    ['a second speed from one menu', 'rate', { rate: 1 }, menu, { usedMenuAt: 96_000 as LocalMs }, 'site'],
    ['a speed from the next menu', 'rate', { rate: 1 }, menu, { usedMenuAt: 90_000 as LocalMs }, 'user'],
    [
      'a speed when nobody thinks of the menu any more',
      'rate',
      {},
      { menuOpenedAt: 89_000 as LocalMs },
      {},
      'site',
    ],
    ['a pause while a menu is open', 'pause', { paused: true }, menu, {}, 'unknown'],
    ['a play while a menu is open', 'play', {}, menu, {}, 'unknown'],
    ['a jump while a menu is open', 'seek', { currentTime: 250 as MediaSeconds }, menu, {}, 'unknown'],
  ];

  const byPlayer: readonly Row[] = [
    [
      'a player that nudges a film that sticks',
      'seek',
      { currentTime: 60.3 as MediaSeconds },
      {},
      {},
      'site',
    ],
    [
      'the same in a page out of sight',
      'seek',
      { currentTime: 59.9 as MediaSeconds },
      { isHidden: true },
      {},
      'site',
    ],
    [
      'the same while somebody presses keys',
      'seek',
      { currentTime: 60.3 as MediaSeconds },
      click,
      { wasStarved: true },
      'site',
    ],
    ['a person’s jump by a picture', 'seek', { currentTime: 60.04 as MediaSeconds }, click, {}, 'user'],
    [
      'a player that jumps over a hole in its film',
      'seek',
      { currentTime: 67 as MediaSeconds },
      {},
      { wasStarved: true },
      'site',
    ],
    [
      'a person who jumps while the film sticks',
      'seek',
      { currentTime: 67 as MediaSeconds },
      click,
      { wasStarved: true },
      'user',
    ],
    [
      'a jump back while the film sticks',
      'seek',
      { currentTime: 40 as MediaSeconds },
      {},
      { wasStarved: true },
      'unknown',
    ],
    ['a jump of a film that plays well', 'seek', { currentTime: 67 as MediaSeconds }, {}, {}, 'unknown'],
    [
      'a player that catches up with a live stream',
      'seek',
      { currentTime: 90 as MediaSeconds, reach: { from: 0 as MediaSeconds, to: 95 as MediaSeconds } },
      {},
      {},
      'site',
    ],
  ];

  it.each(byPlayer)('[PV8] %s', (...row) => {
    expect(attribute(row)).toBe(row[5]);
  });

  it.each(doneElsewhere)('[PV11] %s', (...row) => {
    expect(attribute(row)).toBe(row[5]);
  });
});

describe('what a press has set going', () => {
  const stopped = (agoMs: number, last: Change, parts: Partial<Evidence> = {}) =>
    attributeChange(
      'pause',
      facts({ paused: true }),
      evidence({ inputAgeMs: agoMs + 5, isActivated: true, ...parts }),
      history(),
      NOW,
      { change: last, origin: 'user', at: (NOW - agoMs) as LocalMs },
    );

  it('[AB4] the same press has not stopped, as adverts begin so', () => {
    expect(stopped(400, 'play')).toBe('unknown');
    expect(stopped(5, 'play')).toBe('unknown');
    expect(stopped(400, 'seek')).toBe('unknown');
  });

  it('[PV3] another press has', () => {
    expect(stopped(400, 'play', { inputAgeMs: 20 })).toBe('user');
    expect(stopped(400, 'rate')).toBe('user');
  });

  it('[PV3] a button that jumps and stops has, and so has one that is still down', () => {
    expect(stopped(20, 'seek')).toBe('user');
    expect(stopped(400, 'seek', { isPressed: true })).toBe('user');
  });
});
