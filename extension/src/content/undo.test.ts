import type { EventId, MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId, PlaybackAct, When } from '@sameframe/shared/playback.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import { EMPTY_REPLICA, foldEvent, type OpenedEvent, type ReplicaState } from '@sameframe/shared/replica.ts';
import type { MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { type Jump, jumpAfter, mayJump } from './undo.ts';

const ALICE = 'alice-----------------' as MemberId;
const BOB = 'bob-------------------' as MemberId;
const FILM = { key: 'film' as MediaKey, url: 'https://films.example/1', title: '', durationS: 3_600 };

/** A party as it goes on, with the jump that can be undone after each of its events. */
class Story {
  replica: ReplicaState = EMPTY_REPLICA;
  jump: Jump | null = null;
  #count = 0;

  act(by: MemberId, kind: PlaybackAct['kind'], atMs: number, change: Partial<PlaybackAct> = {}): this {
    this.#count += 1;
    const { playback } = this.replica.timeline;
    const act: PlaybackAct = {
      id: `a${this.#count}` as ActId,
      kind,
      position: 0 as MediaSeconds,
      isPlaying: playback?.isPlaying ?? false,
      rate: playback?.rate ?? 1,
      media: FILM,
      when: { kind: 'acted', actedAt: atMs as RelayMs },
      ...change,
    };
    return this.take({
      ref: { lamport: this.#count as Lamport, id: `e${this.#count}` as EventId },
      prev: null,
      at: atMs as RelayMs,
      from: 'member',
      by,
      seq: this.#count,
      basis: (this.#count - 1) as Lamport,
      meaning: { channel: 'playback', act },
    });
  }

  take(event: OpenedEvent): this {
    this.jump = jumpAfter(this.jump, event, this.replica);
    this.replica = foldEvent(this.replica, event);
    return this;
  }
}

const position = (seconds: number) => ({ position: seconds as MediaSeconds });
const scheduled: When = { kind: 'scheduled', leadMs: 500 };
const playing = () =>
  new Story()
    .act(ALICE, 'change-media', 0, position(0))
    .act(ALICE, 'play', 10_000, { ...position(100), isPlaying: true });

describe('where a jump can be undone to', () => {
  it('[UN1] is where the paused party stood', () => {
    const story = new Story().act(ALICE, 'change-media', 0, position(41));
    expect(story.act(BOB, 'seek-to', 9_000, position(724)).jump?.backTo).toBe(41);
  });

  it('[UN1] is where the playing party was at the moment of the jump, not when it was heard of', () => {
    const event = { ...position(724), when: { kind: 'acted', actedAt: 29_000 as RelayMs } } as const;
    expect(playing().act(BOB, 'seek-to', 30_000, event).jump?.backTo).toBe(119);
    expect(playing().act(BOB, 'seek-to', 30_000, { ...event, when: scheduled }).jump?.backTo).toBe(120);
  });

  it('[UN1] is within the film', () => {
    const story = playing().act(ALICE, 'seek-to', 20_000, position(3_599));
    expect(story.act(BOB, 'seek-to', 90_000, position(1)).jump?.backTo).toBe(3_600);
  });

  it('[UN1] a scrub, and a key that is pressed again, is one jump of one hand', () => {
    const story = playing()
      .act(BOB, 'seek-to', 20_000, position(200))
      .act(BOB, 'seek-to', 21_900, position(300));
    expect(story.act(BOB, 'seek-to', 23_800, position(400)).jump?.backTo).toBe(110);
    expect(story.act(ALICE, 'seek-to', 23_800, position(500)).jump?.backTo).toBe(400);
    expect(story.act(ALICE, 'seek-to', 25_800, position(600)).jump?.backTo).toBe(502);
  });

  it('[UN3] a jump that was undone is a jump of its own: pressing again leads there again', () => {
    const story = playing().act(BOB, 'seek-to', 20_000, position(724));
    story.act(BOB, 'seek-to', 21_000, { ...position(110), when: scheduled });
    expect(story.jump?.backTo).toBe(725);
  });

  it('[UN2] stays through play, pause and speed, and ends with another video', () => {
    const story = playing().act(BOB, 'seek-to', 20_000, position(724));
    story.act(ALICE, 'pause', 21_000, { ...position(725), isPlaying: false });
    story.act(ALICE, 'set-rate', 22_000, { ...position(725), rate: 2 });
    expect(story.jump?.backTo).toBe(110);
    expect(story.act(ALICE, 'change-media', 23_000).jump).toBeNull();
  });

  it('[UN2] stays when the party is told how long the film is', () => {
    const { durationS: _, ...untold } = FILM;
    const story = new Story().act(ALICE, 'change-media', 0, { ...position(41), media: untold });
    story.act(BOB, 'seek-to', 9_000, { ...position(724), media: untold });
    expect(story.act(ALICE, 'change-media', 9_500, position(724)).jump?.backTo).toBe(41);
  });

  it('[UN2] is none of a jump in the film before', () => {
    const media = { ...FILM, key: 'next' as MediaKey };
    const story = playing().act(ALICE, 'change-media', 20_000, { media });
    expect(story.act(BOB, 'seek-to', 20_100, position(200)).jump).toBeNull();
  });

  it('[UN1] is nowhere before the party has begun, and what says nothing new changes nothing', () => {
    expect(new Story().act(BOB, 'seek-to', 1_000, position(7)).jump).toBeNull();
    const story = playing().act(BOB, 'seek-to', 20_000, position(724));
    const { jump } = story;
    story.replica = { ...story.replica, seqs: { [BOB]: 99 } };
    expect(story.act(BOB, 'seek-to', 40_000, position(9)).jump).toBe(jump);
  });
});

describe('who may undo', () => {
  const party = (role: 'spectator' | 'viewer') => ({
    ...EMPTY_REPLICA,
    party: { ...EMPTY_REPLICA.party, host: ALICE, members: [{ id: BOB, joinedAt: 1 as RelayMs, role }] },
  });

  it('[UN1] who may move the film, and who is not listed in a crowd', () => {
    expect(mayJump(party('viewer') as ReplicaState, BOB)).toBe(true);
    expect(mayJump(party('viewer') as ReplicaState, 'dave------------------' as MemberId)).toBe(true);
    expect(mayJump(party('spectator') as ReplicaState, BOB)).toBe(false);
  });

  it('[UN1] the host alone where only the host controls', () => {
    const replica = party('viewer') as ReplicaState;
    const rules = { ...DEFAULT_RULES, grants: { playback: 'host' } } as const;
    const hosted = { ...replica, party: { ...replica.party, rules } };
    expect(mayJump(hosted, BOB)).toBe(false);
    expect(mayJump(hosted, ALICE)).toBe(true);
  });
});
