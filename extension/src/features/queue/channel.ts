// PURE. What can be said about the queue, and what it comes to: the same for everyone who has folded the same acts.

import { cutToUnits } from '@sameframe/shared/clean-line.ts';
import type { FeatureEvent } from '@sameframe/shared/feature-log.ts';
import { type MemberId, memberIdSchema } from '@sameframe/shared/ids.ts';
import { MAX_TITLE_CHARS } from '@sameframe/shared/playback.ts';
import { smallPictureSchema } from '@sameframe/shared/small-picture.ts';
import { webAddressSchema } from '@sameframe/shared/web-address.ts';
import * as v from 'valibot';
import { cleanText } from '../../ui/clean-text.ts';
import { placeSchema } from './places.ts';

export const MAX_ITEMS = 500;
/** An act holds no more of them; several acts do. */
export const MAX_ITEMS_PER_ACT = 20;
/** More have none: all that is queued has to be told anew (keep.ts). */
const MAX_PICTURES = 100;
/** Removed ones are remembered, lest somebody who had not heard of it brings them back. */
const MAX_GONE = 1_000;
/** More films than any party watches. */
const MAX_FIRST_TURN = 1_000_000;
/** In what is kept of an item for those who come later. */
export const MAX_KEPT_VOTES = 40;

const itemIdSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,32}$/),
  v.transform((id) => id as ItemId),
);
export type ItemId = string & { readonly __brand: 'ItemId' };

const titleSchema = v.pipe(
  v.string(),
  v.maxLength(8 * MAX_TITLE_CHARS),
  v.transform(cleanTitle),
  v.minLength(1),
);
const lengthSchema = v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0)));

const itemSchema = v.object({
  id: itemIdSchema,
  url: webAddressSchema,
  title: titleSchema,
  lengthS: lengthSchema,
  /** Nobody has told what its page calls itself: its title is made of its address, or was read from afar. */
  isUnseen: v.exactOptional(v.literal(true)),
  place: placeSchema,
  picture: v.exactOptional(smallPictureSchema),
});
/** Something to watch, as whoever adds it says. */
export type DraftItem = v.InferOutput<typeof itemSchema>;

const keptItemSchema = v.object({
  ...itemSchema.entries,
  by: memberIdSchema,
  votes: v.pipe(
    v.array(memberIdSchema),
    v.maxLength(MAX_KEPT_VOTES),
    v.transform((votes) => [...new Set(votes)]),
    v.readonly(),
  ),
});

export const PICKS = ['in-order', 'most-wanted', 'at-random'] as const;
const SETTINGS = {
  /** Which of them comes next. */
  pick: v.picklist(PICKS),
  /** What was played goes to the end. */
  isLooping: v.boolean(),
  /** More than half have to want it. */
  skipsByVote: v.boolean(),
};
const settingsSchema = v.object(SETTINGS);
/** What somebody has changed, and nothing else: what was changed a moment before is not undone by it. */
const settingsChangeSchema = v.object({
  pick: v.exactOptional(SETTINGS.pick),
  isLooping: v.exactOptional(SETTINGS.isLooping),
  skipsByVote: v.exactOptional(SETTINGS.skipsByVote),
});
export type QueueSettings = v.InferOutput<typeof settingsSchema>;

const turnSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const nowSchema = v.object({
  item: keptItemSchema,
  /** How many were opened before it: of two who open one at a time the first is right. */
  turn: turnSchema,
  openedBy: memberIdSchema,
  hasBegun: v.boolean(),
});
/** What the queue has brought the party to. */
export type NowPlaying = v.InferOutput<typeof nowSchema>;

export const queueActSchema = v.variant('kind', [
  v.object({ kind: v.literal('add'), items: v.pipe(v.array(itemSchema), v.maxLength(MAX_ITEMS_PER_ACT)) }),
  v.object({ kind: v.literal('remove'), of: itemIdSchema }),
  v.object({ kind: v.literal('move'), of: itemIdSchema, place: placeSchema }),
  v.object({ kind: v.literal('vote'), of: itemIdSchema, isFor: v.boolean() }),
  /** What its page calls itself; `isSeen`: somebody is there, and it was not read from afar. */
  v.object({
    kind: v.literal('describe'),
    of: itemIdSchema,
    title: titleSchema,
    lengthS: lengthSchema,
    isSeen: v.boolean(),
  }),
  v.object({ kind: v.literal('picture'), of: itemIdSchema, picture: smallPictureSchema }),
  v.object({ kind: v.literal('set'), settings: settingsChangeSchema }),
  /** `again`: where it goes for the next time. */
  v.object({ kind: v.literal('open'), of: itemIdSchema, turn: turnSchema, again: v.nullable(placeSchema) }),
  v.object({ kind: v.literal('begin'), turn: turnSchema }),
  v.object({ kind: v.literal('skip'), turn: turnSchema }),
  /** All that there is, told anew before its beginning is forgotten, in as many acts as it takes. */
  v.object({
    kind: v.literal('keep'),
    items: v.pipe(v.array(keptItemSchema), v.maxLength(MAX_ITEMS_PER_ACT)),
    settings: settingsSchema,
    now: v.nullable(nowSchema),
    isLast: v.boolean(),
  }),
]);
export type QueueAct = v.InferOutput<typeof queueActSchema>;

export interface QueueItem extends DraftItem {
  readonly by: MemberId;
  readonly votes: readonly MemberId[];
}

export interface QueueState {
  /** In the order in which they stand. */
  readonly items: readonly QueueItem[];
  readonly settings: QueueSettings;
  readonly now: NowPlaying | null;
  /** Who wants what plays now to be over. */
  readonly skips: readonly MemberId[];
  readonly gone: readonly ItemId[];
  /** Since all was told anew: acts that were not about telling it. */
  readonly actCount: number;
  readonly actBytes: number;
  /** Those that were: while there are ever more of them, somebody is at it. */
  readonly keepCount: number;
}

export const EMPTY_QUEUE: QueueState = {
  items: [],
  settings: { pick: 'in-order', isLooping: false, skipsByVote: false },
  now: null,
  skips: [],
  gone: [],
  actCount: 0,
  actBytes: 0,
  keepCount: 0,
};

/** No longer than what everyone watches may be called, which is what it becomes. */
export function cleanTitle(title: string): string {
  return cutToUnits(cleanText(title, MAX_TITLE_CHARS), MAX_TITLE_CHARS);
}

/** Null for what this version does not know, or what is malformed. */
export function parseQueueAct(act: unknown): QueueAct | null {
  const parsed = v.safeParse(queueActSchema, act);
  return parsed.success ? parsed.output : null;
}

export function foldQueue(
  before: QueueState,
  { act: raw, by }: Pick<FeatureEvent, 'act' | 'by'>,
): QueueState {
  const act = parseQueueAct(raw);
  if (act?.kind === 'keep') return keep({ ...before, keepCount: before.keepCount + 1 }, act, by);
  // What means nothing takes its place in the log all the same.
  const { actCount, actBytes } = before;
  const state = { ...before, actCount: actCount + 1, actBytes: actBytes + bytesOf(raw) };
  if (act === null) return state;
  switch (act.kind) {
    case 'add':
      return insert(
        state,
        act.items.map((item) => ({ ...item, by, votes: [] })),
      );
    case 'remove':
      return drop(state, act.of);
    case 'move':
      return change(state, act.of, (item) => ({ ...item, place: act.place }));
    case 'vote':
      return change(state, act.of, (item) => ({ ...item, votes: withMember(item.votes, by, act.isFor) }));
    case 'describe':
      return describe(state, act);
    case 'picture':
      // The first one stays.
      if (countPictures(state) >= MAX_PICTURES) return state;
      return change(state, act.of, (item) => ({ picture: act.picture, ...item }));
    case 'set':
      return { ...state, settings: { ...state.settings, ...act.settings } };
    case 'open':
      return open(state, act, by);
    case 'begin':
      if (state.now === null || state.now.turn !== act.turn) return state;
      return { ...state, now: { ...state.now, hasBegun: true } };
    case 'skip':
      return state.now?.turn === act.turn ? { ...state, skips: withMember(state.skips, by, true) } : state;
  }
}

/** As it stands in the log: JSON in UTF-8. */
export function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** Once somebody has seen its page it is called so; only a length may still be missing. */
function describe(state: QueueState, act: Extract<QueueAct, { kind: 'describe' }>): QueueState {
  const tell = <Item extends QueueItem>(item: Item): Item => {
    if (item.id !== act.of) return item;
    const lengthS = item.lengthS ?? act.lengthS;
    if (item.isUnseen !== true) return { ...item, lengthS };
    const { isUnseen, ...seen } = item;
    return { ...(act.isSeen ? (seen as Item) : item), title: act.title, lengthS };
  };
  const { now } = state;
  return {
    ...state,
    items: state.items.map(tell),
    now: now === null ? null : { ...now, item: tell({ ...now.item, votes: [...now.item.votes] }) },
  };
}

function open(
  state: QueueState,
  { of, turn, again }: Extract<QueueAct, { kind: 'open' }>,
  by: MemberId,
): QueueState {
  const item = state.items.find(({ id }) => id === of);
  if (item === undefined || !isNextTurn(state, turn)) return state;
  const now = { item, turn, openedBy: by, hasBegun: false };
  const dropped = drop({ ...state, now, skips: [] }, of);
  if (again === null) return dropped;
  return insert({ ...dropped, gone: state.gone }, [{ ...item, place: again, votes: [] }]);
}

/** A log may begin in the middle; where it does not, nobody jumps to where there is no turn left. */
function isNextTurn({ now }: QueueState, turn: number): boolean {
  return now === null ? turn <= MAX_FIRST_TURN : turn === now.turn + 1;
}

function keep(
  before: QueueState,
  { items, settings, now, isLast }: Extract<QueueAct, { kind: 'keep' }>,
  by: MemberId,
): QueueState {
  const state = before.items.length === 0 ? { ...before, settings } : before;
  const isNews = state.now === null && now !== null && isNextTurn(state, now.turn);
  // Nobody else can be made to have opened it.
  const told = insert(isNews ? { ...state, now: { ...now, openedBy: by } } : state, items);
  return isLast ? { ...told, actCount: 0, actBytes: 0 } : told;
}

function insert(state: QueueState, added: readonly QueueItem[]): QueueState {
  const taken = new Set<string>([...state.items.map(({ id }) => id), ...state.gone]);
  const fresh = added.filter(({ id }) => {
    const isFresh = !taken.has(id);
    taken.add(id);
    return isFresh;
  });
  let pictures = countPictures(state);
  const fitting = fresh.slice(0, Math.max(0, MAX_ITEMS - state.items.length)).map((item) => {
    const { picture, ...bare } = item;
    if (picture === undefined || pictures >= MAX_PICTURES) return bare;
    pictures += 1;
    return item;
  });
  return { ...state, items: [...state.items, ...fitting].sort(byPlace) };
}

function countPictures({ items }: QueueState): number {
  return items.filter(({ picture }) => picture !== undefined).length;
}

function drop(state: QueueState, of: ItemId): QueueState {
  const items = state.items.filter(({ id }) => id !== of);
  // Also of what was never seen here: the act that adds it may have been forgotten, or is told anew later.
  return { ...state, items, gone: [...state.gone.filter((id) => id !== of), of].slice(-MAX_GONE) };
}

function change(state: QueueState, of: ItemId, update: (item: QueueItem) => QueueItem): QueueState {
  if (!state.items.some(({ id }) => id === of)) return state;
  return { ...state, items: state.items.map((item) => (item.id === of ? update(item) : item)).sort(byPlace) };
}

/** Two who put something in one place at a time get the same order everywhere. */
function byPlace(a: QueueItem, b: QueueItem): number {
  if (a.place !== b.place) return a.place < b.place ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function withMember(members: readonly MemberId[], member: MemberId, isIn: boolean): readonly MemberId[] {
  const others = members.filter((each) => each !== member);
  return isIn ? [...others, member] : others;
}
