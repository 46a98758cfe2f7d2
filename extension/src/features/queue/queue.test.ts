// What plays next, who opens it, and when all begin, among several members.
import { MAX_BODY_CHARS } from '@sameframe/shared/protocol/limits.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ItemId, MAX_ITEMS } from './channel.ts';
import { ACT_BYTES, composeKeep } from './keep.ts';
import {
  first,
  LATENCY_MS,
  link,
  mediaAt,
  party,
  partyWith,
  type Seat,
  sealedCharsOf,
  titles,
} from './testing/queue-party.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('at the end of a film', () => {
  it('[QU3] everyone goes on to the next one, taken there once, and begins together', async () => {
    const world = await partyWith(['a', 'b']);
    world.endFilm();
    await world.runFor(20_000);
    expect(world.title()).toBe('films.example/a');
    expect(world.isPlaying()).toBe(true);
    expect(world.seats.map(({ opened }) => opened.length)).toEqual([1, 0, 0]);
    expect(world.seats.reduce((sum, { begins }) => sum + begins, 0)).toBe(1);
    for (const seat of world.seats) expect(titles(seat)).toEqual(['films.example/b']);
    for (const { toasts } of world.seats) expect(toasts).toEqual(['Next: films.example/a']);
  });

  it('[QU3] the next in turn does it where the first cannot', async () => {
    const world = await partyWith(['a']);
    first(world.seats).leave();
    world.endFilm();
    await world.runFor(30_000);
    expect(world.title()).toBe('films.example/a');
    expect(world.seats.map(({ opened }) => opened.length)).toEqual([0, 1, 0]);
    expect(world.isPlaying()).toBe(true);
  });

  it('[QU3] nobody who may not say what all watch does so', async () => {
    const world = await partyWith(['a'], 3, ['spectator', 'spectator', 'viewer']);
    world.endFilm();
    await world.runFor(30_000);
    expect(world.seats.map(({ opened }) => opened.length)).toEqual([0, 0, 1]);
  });

  it('[QU3] who has opened it and is gone before the party heard of it is stood in for', async () => {
    const world = await partyWith(['a']);
    const [alice] = world.seats;
    alice?.queue.openNext();
    await world.runFor(LATENCY_MS + 1);
    alice?.leave();
    await world.runFor(60_000);
    expect(world.title()).toBe('films.example/a');
    expect(world.isPlaying()).toBe(true);
  });

  it('[QU3] without anything queued, all stays as it is', async () => {
    const world = await partyWith([]);
    world.endFilm();
    await world.runFor(60_000);
    expect(world.title()).toBe('first');
  });

  it('[QU3] what was queued while it played is not played again', async () => {
    const world = await partyWith(['first', 'a', 'b']);
    world.endFilm();
    await world.runFor(20_000);
    expect(world.title()).toBe('films.example/a');
    for (const seat of world.seats) expect(titles(seat)).toEqual(['films.example/b']);
  });

  it('[QU3] what was queued while it played, and nothing else, counts as played', async () => {
    const world = await partyWith(['first']);
    world.endFilm();
    await world.runFor(60_000);
    expect([world.title(), world.seats.flatMap(({ opened }) => opened)]).toEqual(['first', []]);
    for (const seat of world.seats) expect(titles(seat)).toEqual([]);
  });

  it('[QU3] what was queued while it played stands at the end again in a loop, and is played again if it is all', async () => {
    const world = await partyWith(['first', 'a']);
    first(world.seats).queue.set({ isLooping: true });
    await world.runFor(500);
    world.endFilm();
    await world.runFor(20_000);
    expect(world.title()).toBe('films.example/a');
    for (const seat of world.seats) expect(titles(seat)).toEqual(['first', 'films.example/a']);
    const alone = await partyWith(['first']);
    first(alone.seats).queue.set({ isLooping: true });
    await alone.runFor(500);
    alone.endFilm();
    await alone.runFor(20_000);
    expect([alone.title(), alone.isPlaying()]).toEqual(['first', true]);
    expect(alone.seats.reduce((sum, { begins }) => sum + begins, 0)).toBe(1);
    for (const seat of alone.seats) expect(titles(seat)).toEqual(['first']);
  });

  it('[QU3] what is queued once it is over is played again', async () => {
    const world = await partyWith([]);
    world.endFilm();
    await world.runFor(10_000);
    first(world.seats).queue.addCurrent();
    await world.runFor(10_000);
    expect(first(world.seats).opened).toEqual(['first']);
  });

  it('[QU3] what plays from the queue and was queued once more is played once more', async () => {
    const world = await partyWith(['a', 'a', 'b']);
    world.endFilm();
    await world.runFor(20_000);
    world.endFilm();
    await world.runFor(20_000);
    expect(first(world.seats).opened.length + (world.seats[1]?.opened.length ?? 0)).toBe(2);
    expect(titles(first(world.seats))).toEqual(['films.example/b']);
  });

  it('[QU6] what has no film is passed over with a word', async () => {
    const world = await partyWith(['broken', 'b']);
    world.unplayable.add('films.example/broken');
    world.endFilm();
    await world.runFor(90_000);
    expect(world.title()).toBe('films.example/b');
    expect(world.isPlaying()).toBe(true);
    expect(world.seats.flatMap(({ toasts }) => toasts)).toContainEqual(
      '“films.example/broken” could not be opened: on to the next one',
    );
  });

  it('[QU3] a party that somebody has taken elsewhere meanwhile stays there', async () => {
    const world = await partyWith(['a']);
    first(world.seats).queue.openNext();
    await world.runFor(2_000);
    world.changeMedia(mediaAt('elsewhere'));
    await world.runFor(90_000);
    expect(world.title()).toBe('elsewhere');
    expect(first(world.seats).opened).toHaveLength(1);
  });
});

describe('beginning together', () => {
  it('[QU3] waits for who is on the way, but not for ever, and for nobody who is out', async () => {
    const world = await partyWith(['a']);
    const [alice, bob, carol] = world.seats;
    Object.assign(carol as Seat, { stateThere: 'stepped-out' });
    Object.assign(bob as Seat, { stateThere: 'buffering' });
    alice?.queue.openNext();
    await world.runFor(10_000);
    expect(world.isPlaying()).toBe(false);
    await world.runFor(12_000);
    expect(world.isPlaying()).toBe(true);
  });
});

describe('skipping by vote', () => {
  it('[QU2] takes more than half of who is here', async () => {
    const world = await partyWith(['a', 'b']);
    const [alice, bob, carol] = world.seats;
    alice?.queue.set({ skipsByVote: true });
    alice?.queue.openNext();
    await world.runFor(10_000);
    bob?.queue.voteToSkip();
    await world.runFor(10_000);
    expect(world.title()).toBe('films.example/a');
    carol?.queue.voteToSkip();
    await world.runFor(10_000);
    expect(world.title()).toBe('films.example/b');
  });
});

describe('which comes next', () => {
  it('[QU2] two options changed in quick succession are both changed, by whomever', async () => {
    const world = await partyWith(['a']);
    const [alice, bob] = world.seats;
    alice?.queue.set({ isLooping: true });
    alice?.queue.set({ pick: 'most-wanted' });
    bob?.queue.set({ skipsByVote: true });
    await world.runFor(1_000);
    for (const { queue } of world.seats) {
      expect(queue.state.value.settings).toEqual({
        pick: 'most-wanted',
        isLooping: true,
        skipsByVote: true,
      });
    }
  });

  it('[QU2] the most wanted, where that is what the party has chosen', async () => {
    const world = await partyWith(['a', 'b', 'c']);
    const [alice, bob] = world.seats;
    const wanted = alice?.queue.state.value.items[2]?.id as ItemId;
    alice?.queue.set({ pick: 'most-wanted' });
    bob?.queue.vote(wanted, true);
    await world.runFor(1_000);
    alice?.queue.openNext();
    await world.runFor(5_000);
    expect(world.title()).toBe('films.example/c');
  });

  it('[QU1] as it was moved, wherever it stood', async () => {
    const world = await partyWith(['a', 'b', 'c']);
    const alice = first(world.seats);
    const idOf = (at: number) => alice.queue.state.value.items[at]?.id as ItemId;
    alice.queue.moveTo(idOf(2), 0);
    await world.runFor(500);
    alice.queue.moveTo(idOf(1), 2);
    await world.runFor(500);
    for (const seat of world.seats)
      expect(titles(seat)).toEqual(['films.example/c', 'films.example/b', 'films.example/a']);
  });

  it('[QU1] what one adds in quick succession stands in the order in which it was added', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const world = party(2);
    await world.runFor(1);
    // Names of items are random: by them it would be any order.
    world.drawBackwards();
    for (const name of names) first(world.seats).queue.addLink(link(name));
    await world.runFor(1_000);
    for (const seat of world.seats) expect(titles(seat).map((title) => title.slice(-1))).toEqual(names);
  });

  it('[QU1] what two add at a time has a place each, between which there is room', async () => {
    const world = await partyWith([]);
    world.drawAtRandom();
    const [alice, bob] = world.seats as [Seat, Seat];
    for (const { queue } of [alice, bob]) {
      queue.addLink(link('same'));
      queue.addVideos([1, 2].map((at) => ({ address: link(`${at}`), title: `${at}`, lengthS: null })));
    }
    await world.runFor(1_000);
    const places = alice.queue.state.value.items.map(({ place }) => place);
    expect([places.length, new Set(places).size]).toEqual([6, 6]);
  });

  it('[QU1] what is moved between two that stand in one place comes between them', async () => {
    const world = await partyWith([]);
    const [alice, bob] = world.seats as [Seat, Seat];
    // Before either has heard of the other's.
    alice.queue.addLink(link('a'));
    bob.queue.addLink(link('b'));
    await world.runFor(1_000);
    for (const name of ['c', 'd', 'e']) {
      alice.queue.addLink(link(name));
      await world.runFor(500);
    }
    const { items } = alice.queue.state.value;
    expect(items[0]?.place).toBe(items[1]?.place);
    alice.queue.moveTo(items[4]?.id as ItemId, 1);
    await world.runFor(500);
    expect(titles(bob).map((title) => title.slice(-1))).toEqual(['a', 'e', 'b', 'c', 'd']);
  });

  it('[QU1] [QU3] whatever place somebody has given an item, others are added, and in a loop the party goes on', async () => {
    const world = await partyWith(['a', 'b']);
    const [alice, bob, mallory] = world.seats as [Seat, Seat, Seat];
    const place = 'z'.repeat(128);
    const item = { id: 'm', url: link('m'), title: 'm', lengthS: null, place };
    mallory.say({ kind: 'add', items: [item] });
    await world.runFor(500);
    alice.queue.addLink(link('c'));
    alice.queue.set({ isLooping: true });
    await world.runFor(500);
    expect(titles(bob)).toContain('films.example/c');
    world.endFilm();
    await world.runFor(20_000);
    expect(world.title()).toBe('films.example/a');
    expect(titles(bob)).toContain('films.example/a');
  });

  it('[QU3] in a loop, after the last the first again', async () => {
    const world = await partyWith(['a', 'b']);
    first(world.seats).queue.set({ isLooping: true });
    await world.runFor(500);
    const seen: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      world.endFilm();
      await world.runFor(20_000);
      seen.push(world.title());
    }
    expect(seen).toEqual(['films.example/a', 'films.example/b', 'films.example/a']);
  });
});

describe('on the pages of the party', () => {
  it('[QU7] the queue is wanted as long as something is queued or has not begun', async () => {
    const world = await partyWith(['a']);
    const alice = first(world.seats);
    expect(alice.attends).toEqual([false, true]);
    alice.queue.openNext();
    await world.runFor(20_000);
    expect(alice.attends).toEqual([false, true, false]);
  });

  it('[QU5] what is no address of the web is refused with its reason', async () => {
    const world = await partyWith([]);
    expect(first(world.seats).queue.addLink('javascript:alert(1)')).toBe('no-address');
    expect(first(world.seats).queue.addCurrent()).toBeNull();
    await world.runFor(500);
    expect(titles(first(world.seats))).toEqual(['first']);
  });

  it('[QU8] a list from the library goes to its end, as far as there is room, in acts that a line takes', async () => {
    const world = await partyWith(['a']);
    const { queue } = first(world.seats);
    const listed = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        address: link(`${'long-'.repeat(60)}${at}`),
        title: at % 2 === 0 ? `Film ${at}\u202e` : '',
        lengthS: 60,
      }));
    expect(queue.addVideos([{ address: 'about:blank', title: 'No page', lengthS: null }])).toBe(0);
    expect(queue.addVideos(listed(MAX_ITEMS))).toBe(MAX_ITEMS - 1);
    await world.runFor(5_000);
    for (const seat of world.seats) {
      expect(titles(seat)).toHaveLength(MAX_ITEMS);
      expect(titles(seat).slice(0, 2)).toEqual(['films.example/a', 'Film 0']);
      expect(titles(seat)[2]).toContain('films.example/long-long-');
    }
    expect(Math.max(...world.log.map(({ act }) => sealedCharsOf(act)))).toBeLessThanOrEqual(MAX_BODY_CHARS);
    expect(queue.addVideos(listed(1))).toBe(0);
  });

  it('[QU8] [FE5] titles in whatever script come in acts that a line takes', async () => {
    const world = await partyWith([]);
    const videos = Array.from({ length: 40 }, (_, at) => ({
      address: link(`watch-${at}`),
      title: `${at} ${'星'.repeat(80)}`,
      lengthS: 60,
    }));
    expect(first(world.seats).queue.addVideos(videos)).toBe(40);
    await world.runFor(5_000);
    expect(titles(first(world.seats))).toHaveLength(40);
    expect(Math.max(...world.log.map(({ act }) => sealedCharsOf(act)))).toBeLessThanOrEqual(MAX_BODY_CHARS);
  });

  it('[QU4] all is told anew once, before the log forgets its beginning', async () => {
    const world = await partyWith(['a', 'b']);
    const [alice, bob] = world.seats;
    const wanted = alice?.queue.state.value.items[0]?.id as ItemId;
    for (let count = 0; count < 310; count += 1) bob?.queue.vote(wanted, count % 2 === 1);
    await world.runFor(20_000);
    for (const seat of world.seats) {
      expect(seat.queue.state.value.actCount).toBeLessThan(20);
      expect(titles(seat)).toEqual(['films.example/a', 'films.example/b']);
    }
  });

  it('[QU4] all is told anew once, by one member, however long it takes them', async () => {
    const world = await partyWith([], 6);
    const [, bob] = world.seats;
    const title = 'A title of a usual length '.repeat(4);
    bob?.queue.addVideos(
      Array.from({ length: 250 }, (_, at) => ({ address: link(`${at}`), title, lengthS: null })),
    );
    await world.runFor(20_000);
    const wanted = bob?.queue.state.value.items[0]?.id as ItemId;
    for (const { kinds } of world.seats) kinds.length = 0;
    world.slowLines(500);
    for (let count = 0; count < 310; count += 1) bob?.queue.vote(wanted, count % 2 === 1);
    await world.runFor(240_000);
    const keeps = world.seats.map(({ kinds }) => kinds.filter((kind) => kind === 'keep').length);
    expect(keeps[0]).toBeGreaterThan(10);
    expect(keeps).toEqual([
      composeKeep(first(world.seats).queue.state.value, ACT_BYTES).length,
      0,
      0,
      0,
      0,
      0,
    ]);
  });

  it('[QU4] the next in turn tells all anew where the first does not', async () => {
    const world = await partyWith(['a', 'b']);
    const [alice, bob] = world.seats;
    alice?.leave();
    const wanted = bob?.queue.state.value.items[0]?.id as ItemId;
    for (let count = 0; count < 305; count += 1) bob?.queue.vote(wanted, count % 2 === 1);
    await world.runFor(20_000);
    expect(world.seats.map(({ kinds }) => kinds.filter((kind) => kind === 'keep').length)).toEqual([0, 1, 0]);
  });
});
