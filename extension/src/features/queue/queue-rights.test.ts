// What who may do something with the queue, and who may not, comes to.
import type { Signal } from '@preact/signals';
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import type { SyncState } from '@sameframe/shared/presence.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PendingAct } from '../feature.ts';
import { EMPTY_QUEUE, foldQueue, type ItemId } from './channel.ts';
import { first, mediaAt, partyWith, type Seat, titles } from './testing/queue-party.ts';
import { decide, NEW_MEMORY, type QueueFacts, remember } from './turns.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const HOST_PLAYS = { ...DEFAULT_RULES, grants: { playback: 'host' as const } };
const HOST_QUEUES = { ...DEFAULT_RULES, grants: { queue: 'host' as const } };
const idAt = ({ queue }: Seat, index: number) => queue.state.value.items[index]?.id;

describe('who may add to the queue and not say what everyone watches', () => {
  it('[QU3] has nobody else open it for them', async () => {
    const { seats, runFor, title } = await partyWith(['a'], 2, ['host', 'viewer'], HOST_PLAYS);
    const [alice, bob] = seats as [Seat, Seat];
    bob.say({ kind: 'open', of: idAt(bob, 0), turn: 1, again: null });
    await runFor(90_000);
    expect([title(), alice.opened]).toEqual(['first', []]);
  });

  it('[QU3] has nobody else open it for them by saying that somebody else has opened it', async () => {
    const { seats, runFor, title } = await partyWith(['a'], 2, ['host', 'viewer'], HOST_PLAYS);
    const [alice, bob] = seats as [Seat, Seat];
    const [item] = bob.queue.state.value.items;
    const now = { item, turn: 1, openedBy: alice.id, hasBegun: false };
    bob.say({ kind: 'keep', items: [], settings: EMPTY_QUEUE.settings, now, isLast: true });
    await runFor(90_000);
    expect([title(), alice.opened]).toEqual(['first', []]);
  });

  it('[QU3] has nobody else begin it for them', async () => {
    const { seats, runFor, pauseFilm } = await partyWith(['first'], 2, ['host', 'viewer'], HOST_PLAYS);
    const [alice, bob] = seats as [Seat, Seat];
    pauseFilm();
    bob.say({ kind: 'open', of: idAt(bob, 0), turn: 1, again: null });
    await runFor(30_000);
    expect(alice.begins).toBe(0);
  });

  it('[QU3] who has opened it by right and has left is stood in for', async () => {
    const { seats, runFor, title, isPlaying } = await partyWith(['a']);
    const alice = first(seats);
    alice.queue.openNext();
    await runFor(1_000);
    alice.part();
    await runFor(30_000);
    expect([title(), isPlaying()]).toEqual(['films.example/a', true]);
  });
});

describe('on a page that was loaded anew', () => {
  const [alice, bob] = ['alice', 'bob'].map((id) => id.padEnd(22, '_') as MemberId) as [MemberId, MemberId];
  const media = mediaAt('a');
  const draft = { id: 'a' as ItemId, url: media.url, title: 'a', lengthS: null, place: 'a0' };
  const queue = [
    { kind: 'add', items: [draft, { ...draft, id: 'b', place: 'a1' }] },
    { kind: 'open', of: 'a', turn: 1, again: null },
  ].reduce((state, act) => foldQueue(state, { act, by: alice }), EMPTY_QUEUE);
  const member = (id: MemberId, mayOpen: boolean, state: SyncState) => ({
    id,
    state,
    mayChange: true,
    mayOpen,
  });
  const facts = (state: SyncState): QueueFacts => ({
    queue,
    self: bob,
    members: [member(bob, true, state)],
    mayUnlistedOpen: false,
    voters: { may: [bob], mayNot: [], unlisted: 0 },
    media: media.key,
    page: media.key,
    isPlaying: false,
    isOver: false,
    isSaying: false,
  });
  const later = (seen: QueueFacts, memory = remember(NEW_MEMORY, seen, 0)) => decide(seen, memory, 25_000);

  it('[QU3] what somebody who has gone has brought the party to is begun', () => {
    expect(later(facts('waiting'))).toEqual({ kind: 'begin' });
  });

  it('[QU6] and passed over where it has no film', () => {
    expect(later(facts('no-video'))).toEqual({ kind: 'open-next', why: 'unopenable' });
  });

  it('[QU3] what the party watched already is not begun for whoever might not open it, and has gone', () => {
    const seen = facts('waiting');
    const before = { ...seen, members: [...seen.members, member(alice, false, 'waiting')] };
    const memory = remember(NEW_MEMORY, before, 0);
    expect([later(before, memory), later(seen, remember(memory, seen, 1_000))]).toEqual([null, null]);
  });
});

describe('telling all anew', () => {
  it('[QU4] falls to the first who may change the queue', async () => {
    const { seats, runFor } = await partyWith([], 3, ['viewer', 'viewer', 'host'], HOST_QUEUES);
    const [, , carol] = seats as [Seat, Seat, Seat];
    for (let count = 0; count < 303; count += 1) carol.queue.set({ isLooping: count % 2 === 1 });
    carol.queue.addLink('https://films.example/a');
    await runFor(20_000);
    const keeps = seats.map(({ kinds }) => kinds.filter((kind) => kind === 'keep').length);
    expect([keeps, carol.queue.state.value.actCount < 20]).toEqual([[0, 0, 1], true]);
  });
});

describe('skipping by vote', () => {
  it('[QU2] takes more than half of those who may vote', async () => {
    const { seats, runFor, title } = await partyWith(['a', 'b'], 4, [
      'host',
      'viewer',
      'spectator',
      'spectator',
    ]);
    const [alice, bob] = seats as [Seat, Seat];
    alice.queue.set({ skipsByVote: true });
    alice.queue.openNext();
    await runFor(10_000);
    alice.queue.voteToSkip();
    await runFor(10_000);
    expect([title(), alice.queue.skipVotes.value]).toEqual(['films.example/a', { votes: 1, needed: 2 }]);
    bob.queue.voteToSkip();
    await runFor(10_000);
    expect(title()).toBe('films.example/b');
  });
});

describe('the most wanted', () => {
  it('[QU2] is so by the votes of those who are here', async () => {
    const { seats, runFor, title } = await partyWith(['a', 'b'], 4);
    const [alice, bob, carol, dave] = seats as [Seat, Seat, Seat, Seat];
    const [a, b] = [idAt(alice, 0), idAt(alice, 1)];
    if (a === undefined || b === undefined) throw new Error('nothing is queued');
    alice.queue.set({ pick: 'most-wanted' });
    for (const { queue } of [carol, dave]) queue.vote(a, true);
    bob.queue.vote(b, true);
    await runFor(500);
    for (const each of [carol, dave]) each.part();
    await runFor(500);
    alice.queue.openNext();
    await runFor(5_000);
    expect([title(), titles(bob)]).toEqual(['films.example/b', ['films.example/a']]);
  });
});

describe('what is refused', () => {
  it('[QU2] is told to whoever said it, and waits for nothing', async () => {
    const { seats, runFor, setRules } = await partyWith(['a'], 2, ['host', 'viewer']);
    const [alice, bob] = seats as [Seat, Seat];
    setRules(HOST_QUEUES);
    bob.queue.addLink('https://films.example/b');
    bob.queue.addLink('https://films.example/c');
    await runFor(1_000);
    expect(titles(alice)).toEqual(['films.example/a']);
    expect(bob.toasts).toContainEqual('Only some may change the queue: ask the host.');
    expect([bob.host.pending.value, alice.toasts]).toEqual([[], []]);
  });

  it('[QU2] says nothing of a role where that was not the reason', async () => {
    const { seats, runFor } = await partyWith(['a'], 1);
    const [alice] = seats as [Seat];
    const act = { kind: 'remove', of: 'a' };
    const refused = { id: 'refused' as ActId, act, refusal: 'too-large' } as const;
    (alice.host.pending as Signal<readonly PendingAct[]>).value = [refused];
    await runFor(100);
    expect([alice.toasts, alice.host.pending.value]).toEqual([['That did not reach the party'], []]);
  });
});
