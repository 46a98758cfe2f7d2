import { computed, signal } from '@preact/signals';
import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FeatureEvent, FeatureHost, FeatureParty } from '../feature.ts';
import { createChat } from './chat.ts';

const [alice, bob] = ['alice', 'bob'].map((id) => id.padEnd(22, '_') as MemberId) as [MemberId, MemberId];

function setup() {
  const party = signal<FeatureParty>({
    self: alice,
    connection: 'connected',
    members: [alice, bob].map((id) => ({
      id,
      name: id,
      avatar: null,
      isSelf: id === alice,
      role: 'viewer',
      report: null,
    })),
    unlisted: 0,
    names: { [alice]: 'Alice', [bob]: 'Bob' },
    avatars: {},
    role: 'viewer',
    rules: DEFAULT_RULES,
    page: null,
    media: { key: 'film' as MediaKey, url: 'https://films.example/1', title: 'Film' },
    isPlaying: true,
  });
  const isSeen = signal(false);
  const muted = signal<ReadonlySet<MemberId>>(new Set());
  const end = new AbortController();
  const heard = {
    history: [] as Parameters<FeatureHost['onHistory']>[0][],
    news: [] as ((event: FeatureEvent) => void)[],
  };
  const told = {
    said: [] as { act: unknown; lasting: string }[],
    notes: [] as unknown[],
    onward: [] as unknown[],
    toasts: [] as string[],
    attends: [] as boolean[],
  };
  const host: FeatureHost = {
    signal: end.signal,
    party,
    pending: signal([]),
    isSeen,
    onHistory: (hear) => void heard.history.push(hear),
    onNews: (hear) => void heard.news.push(hear),
    say: (act, lasting) => void told.said.push({ act, lasting }),
    settle: () => undefined,
    note(note, onward) {
      told.notes.push(note);
      told.onward.push(onward);
    },
    jump: () => undefined,
    open: () => undefined,
    begin: () => undefined,
    attend: (isNeeded) => void told.attends.push(isNeeded),
    onOffer: () => undefined,
    ask: async () => ({ kind: 'failed' }),
    avatarOf: () => null,
    emoji: { load: async () => null, recent: signal([]), noteUse: () => undefined },
    identify: () => null,
    readPositionS: () => 12.5,
    readLengthS: () => null,
    drawPicture: () => null,
    isOver: () => false,
    toast: (text) => void told.toasts.push(text),
    muted,
    mute: () => undefined,
    nameOf: (id) => party.value.names[id] ?? '',
    self: computed(() => party.value.self),
    mediaKey: computed(() => party.value.media?.key ?? null),
  };
  let count = 0;
  const event = (by: MemberId, act: unknown): FeatureEvent => {
    count += 1;
    return { lamport: count as Lamport, at: count as RelayMs, by, id: `act-${count}` as ActId, act };
  };
  const chat = createChat(host, () => 0);
  return {
    chat,
    party,
    isSeen,
    muted,
    end,
    told,
    history(acts: readonly FeatureEvent[], note?: unknown, unheardFrom: number | null = null) {
      for (const hear of heard.history) hear(acts, note, unheardFrom);
    },
    hear(by: MemberId, act: unknown) {
      for (const hear of heard.news) hear(event(by, act));
    },
    event,
  };
}

const say = (text: string) => ({ kind: 'say', text, moment: null });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[CH7] what others write while nobody looks is counted, and told by name', () => {
  const { chat, hear, isSeen, told } = setup();
  hear(bob, say('hello'));
  hear(alice, say('hi'));
  expect(chat.unseen.value).toBe(1);
  expect(told.toasts).toEqual(['Bob: hello']);
  isSeen.value = true;
  expect(chat.unseen.value).toBe(0);
  expect(told.notes.at(-1)).toEqual({ seenUpTo: 2 });
});

test('[CH7] many at once are told by their number, over the film or to a screen reader', () => {
  const { chat, hear, isSeen, told } = setup();
  for (const text of ['1', '2', '3', '4']) hear(bob, say(text));
  vi.advanceTimersByTime(4_000);
  expect(told.toasts).toEqual(['Bob: 1', 'New messages: 3']);
  isSeen.value = true;
  vi.advanceTimersByTime(4_000);
  hear(bob, say('5'));
  expect(chat.announcement.value).toBe('Bob: 5');
  expect(told.toasts).toHaveLength(2);
});

test('[CH7] what is told twice in the same words is heard twice', () => {
  const { chat, hear, isSeen } = setup();
  isSeen.value = true;
  const heard: string[] = [];
  chat.announcement.subscribe((words) => void heard.push(words));
  for (let times = 0; times < 2; times += 1) {
    hear(bob, say('ok'));
    vi.advanceTimersByTime(4_000);
  }
  expect(heard).toEqual(['', 'Bob: ok', '', 'Bob: ok', '']);
});

test('[CH7] what was said before one came is not new; what came while the page was loaded anew is', () => {
  const first = setup();
  first.history([first.event(bob, say('long ago'))]);
  expect(first.chat.unseen.value).toBe(0);
  const late = setup();
  late.history([late.event(bob, say('before')), late.event(bob, say('just now'))], undefined, 2);
  expect([late.chat.unseen.value, late.told.toasts]).toEqual([1, ['Bob: just now']]);
  const again = setup();
  again.history([again.event(bob, say('seen')), again.event(bob, say('new'))], { seenUpTo: 1 });
  expect(again.chat.unseen.value).toBe(1);
});

test('[CH7] what is unread is so on the next page, too, where the chat is needed until it is read', () => {
  const here = setup();
  const said = ['1', '2', '3'].map((text) => here.event(bob, say(text)));
  here.history(said, undefined, 1);
  expect([here.chat.unseen.value, here.told.attends]).toEqual([3, [true]]);
  const next = setup();
  next.history(said, here.told.notes.at(-1));
  expect(next.chat.unseen.value).toBe(3);
  next.isSeen.value = true;
  expect(next.told.attends).toEqual([true, false]);
});

test('[CH13] what one was writing is there on the next page, and not what was sent', () => {
  const here = setup();
  here.history([]);
  here.chat.draft.value = 'Did you s';
  vi.advanceTimersByTime(300);
  const noted = here.told.notes.at(-1);
  const next = setup();
  next.history([], noted);
  expect(next.chat.draft.value).toBe('Did you s');
  // The log may start anew while one writes on.
  next.chat.draft.value = 'Did you see';
  next.history([], noted);
  expect(next.chat.draft.value).toBe('Did you see');
  next.chat.draft.value = '';
  expect(next.told.notes.at(-1)).toEqual({ seenUpTo: 0 });
});

test('[CH13] [SU2] what one was writing is there where the party goes on, and what was read is not taken for read there', () => {
  const here = setup();
  here.history([here.event(bob, say('1')), here.event(bob, say('2'))]);
  here.chat.draft.value = 'Did you s';
  vi.advanceTimersByTime(300);
  expect(here.told.notes.at(-1)).toEqual({ seenUpTo: 2, draft: 'Did you s' });
  const next = setup();
  next.history([next.event(bob, say('1')), next.event(bob, say('2'))], here.told.onward.at(-1), 2);
  expect([next.chat.draft.value, next.chat.unseen.value]).toEqual(['Did you s', 1]);
  here.chat.draft.value = '';
  expect(here.told.onward.at(-1)).toBeUndefined();
});

test('[CH13] [SU2] what one is writing goes along while one writes on without a pause', () => {
  const here = setup();
  here.history([]);
  for (let keys = 0; keys < 50; keys += 1) {
    here.chat.draft.value += 'a';
    vi.advanceTimersByTime(200);
  }
  expect(here.told.onward.at(-1)).toEqual({ draft: 'a'.repeat(50) });
  // More often would be a message for each key.
  expect(here.told.notes.length).toBeLessThan(30);
});

test('[CH7] [SU2] what was said in the next party before one came is no news, whatever one was writing', () => {
  const unseen = [undefined, { draft: 'Did you s' }].map((onward) => {
    const { chat, event, history } = setup();
    const said = ['1', '2', '3'].map((text) => event(bob, say(text)));
    history(said, onward);
    return chat.unseen.value;
  });
  expect(unseen).toEqual([0, 0]);
});

test('[CH8] who is muted is neither counted nor told of, by who has muted them alone', () => {
  const { chat, hear, told, muted } = setup();
  muted.value = new Set([bob]);
  hear(bob, say('psst'));
  hear(bob, { kind: 'typing' });
  expect([chat.unseen.value, chat.typing.value, told.toasts, told.said]).toEqual([0, [], [], []]);
  muted.value = new Set();
  expect(chat.unseen.value).toBe(1);
});

test('who types is shown until they have written, or for six seconds', () => {
  const { chat, hear } = setup();
  hear(bob, { kind: 'typing' });
  expect(chat.typing.value).toEqual([bob]);
  hear(bob, say('there'));
  expect(chat.typing.value).toEqual([]);
  hear(bob, { kind: 'typing' });
  vi.advanceTimersByTime(6_000);
  expect(chat.typing.value).toEqual([]);
});

test('[CH1] a message carries where in the film it was written; that one types is said at most every three seconds', () => {
  const { chat, told } = setup();
  chat.noteTyping();
  chat.noteTyping();
  chat.say('look!');
  expect(told.said).toEqual([
    { act: { kind: 'typing' }, lasting: 'of-the-moment' },
    { act: { kind: 'say', text: 'look!', moment: { media: 'film', positionS: 12.5 } }, lasting: 'kept' },
  ]);
});

test('[CH2] who may not move the film may not jump either, and who may not write is told', () => {
  const { chat, party } = setup();
  party.value = {
    ...party.value,
    role: 'spectator',
    rules: { ...DEFAULT_RULES, grants: { chat: 'viewer' } },
  };
  expect([chat.mayJump.value, chat.mayWrite.value]).toEqual([false, false]);
});
