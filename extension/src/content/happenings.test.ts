import type { EventId, MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId, Media, PlaybackAct } from '@sameframe/shared/playback.ts';
import type { RulesChanged } from '@sameframe/shared/protocol/envelope.ts';
import { DEFAULT_RULES, type PartyRules } from '@sameframe/shared/protocol/rules.ts';
import { EMPTY_REPLICA, foldEvent, type OpenedEvent, type ReplicaState } from '@sameframe/shared/replica.ts';
import type { MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { EMPTY_TIMELINE } from '@sameframe/shared/timeline-state.ts';
import { describe, expect, it } from 'vitest';
import { tellEvent, tellWaitingEnd } from './happenings.ts';

const ALICE = 'alice-----------------' as MemberId;
const BOB = 'bob-------------------' as MemberId;
const stamp = (lamport: number) => ({
  ref: { lamport: lamport as Lamport, id: `e${lamport}` as EventId },
  prev: null,
  at: 1_000 as RelayMs,
});

function pause(
  lamport: number,
  by: MemberId,
  kind: PlaybackAct['kind'] = 'pause',
  media: Media | null = null,
): OpenedEvent {
  const act: PlaybackAct = {
    id: `a${lamport}` as ActId,
    kind,
    position: 3 as MediaSeconds,
    isPlaying: false,
    rate: 1,
    media,
    when: { kind: 'scheduled', leadMs: 0 },
  };
  const meaning = { channel: 'playback', act } as const;
  return { ...stamp(lamport), from: 'member', by, seq: lamport, basis: 0 as Lamport, meaning };
}

const members = (joined: MemberId[], left: MemberId[], host: MemberId, count?: number): OpenedEvent => ({
  ...stamp(9),
  from: 'relay',
  fact: {
    kind: 'members-changed',
    joined: joined.map((id) => ({ id, joinedAt: 1 as RelayMs })),
    left,
    host,
    ...(count === undefined ? {} : { count }),
  },
});

const both: ReplicaState = foldEvent(foldEvent(EMPTY_REPLICA, members([ALICE, BOB], [], BOB)), pause(1, BOB));

describe('what an event is to the person here', () => {
  it('[UN1] tells what others did, and of what they did themselves only a jump', () => {
    expect(tellEvent(pause(2, BOB), both, ALICE)).toMatchObject([{ kind: 'acted', by: BOB }]);
    expect(tellEvent(pause(2, ALICE), both, ALICE)).toEqual([]);
    expect(tellEvent(pause(2, ALICE, 'seek-to'), both, ALICE)).toMatchObject([{ kind: 'acted', by: ALICE }]);
  });

  it('says nothing of the first act, which only names what is watched', () => {
    expect(tellEvent(pause(2, BOB), EMPTY_REPLICA, ALICE)).toEqual([]);
  });

  it('[LV7] says nothing of a stream that is only told anew, in other seconds', () => {
    const film = { key: 'k' as MediaKey, url: 'https://live.example/now', title: 'News' };
    const change = (lamport: number, media: Media) => pause(lamport, BOB, 'change-media', media);
    const before = foldEvent(both, { ...change(2, { ...film, live: 'edge' }), prev: stamp(1).ref });
    expect(tellEvent(change(3, { ...film, live: 'programme', edgeLagS: 7 }), before, ALICE)).toEqual([]);
    expect(tellEvent(change(3, { ...film, live: 'edge' }), before, ALICE)).toHaveLength(1);
  });

  it('[PB2] says nothing of what was done to the film before', () => {
    const film = { key: 'next' as MediaKey, url: 'https://films.example/2', title: 'Next' };
    const before = foldEvent(both, { ...pause(2, BOB, 'change-media', film), prev: stamp(1).ref });
    expect(tellEvent(pause(3, BOB, 'pause', { ...film, key: 'first' as MediaKey }), before, ALICE)).toEqual(
      [],
    );
    expect(tellEvent(pause(3, BOB, 'pause', film), before, ALICE)).toHaveLength(1);
  });

  it('[AD18] tells what the rules have become, as far as it concerns who is in', () => {
    const rules: PartyRules = { ...DEFAULT_RULES, grants: { playback: 'host' } };
    const roles = [{ id: ALICE, role: 'co-host' as const }];
    const fact: RulesChanged = { kind: 'rules-changed', by: BOB, host: BOB, kicked: [], roles, rules };
    expect(tellEvent({ ...stamp(9), from: 'relay', fact }, both, ALICE)).toEqual([
      { kind: 'role-changed', member: ALICE, role: 'co-host' },
      { kind: 'control-changed', least: 'host' },
    ]);
    const after = foldEvent(both, { ...stamp(2), prev: stamp(1).ref, from: 'relay', fact });
    const taken = { ...fact, roles: [{ id: ALICE, role: 'viewer' as const }] };
    expect(tellEvent({ ...stamp(9), from: 'relay', fact: taken }, after, ALICE)).toEqual([
      { kind: 'role-changed', member: ALICE, role: 'no-co-host' },
    ]);
    const locked = { ...fact, roles: [], rules: { ...DEFAULT_RULES, isLocked: true } };
    expect(tellEvent({ ...stamp(9), from: 'relay', fact: locked }, both, ALICE)).toEqual([]);
  });

  it('tells who came, who went and who is the host then', () => {
    expect(tellEvent(members([], [BOB], ALICE), both, ALICE)).toEqual([
      { kind: 'left', members: [BOB] },
      { kind: 'host-changed', host: ALICE },
    ]);
    expect(tellEvent(members([ALICE], [], ALICE), EMPTY_REPLICA, ALICE)).toEqual([]);
  });

  it('[AD23] tells nobody who comes and goes in a crowd, and who is the host all the same', () => {
    const stranger = 'stranger--------------' as MemberId;
    expect(tellEvent(members([stranger], [], BOB, 900), both, ALICE)).toEqual([]);
    expect(tellEvent(members([], [BOB], ALICE, 900), both, ALICE)).toEqual([
      { kind: 'host-changed', host: ALICE },
    ]);
  });
});

describe('a change of the rules', () => {
  const rules = (host: MemberId): OpenedEvent => ({
    ...stamp(9),
    from: 'relay',
    fact: { kind: 'rules-changed', by: BOB, rules: DEFAULT_RULES, host, roles: [], kicked: [] },
  });

  it('is told where it makes somebody the host', () => {
    expect(tellEvent(rules(ALICE), both, ALICE)).toEqual([{ kind: 'host-changed', host: ALICE }]);
    expect(tellEvent(rules(BOB), both, ALICE)).toEqual([]);
    expect(tellEvent(rules(BOB), EMPTY_REPLICA, ALICE)).toEqual([]);
  });

  it('means nothing where a newer relay states what this version does not know', () => {
    expect(tellEvent({ ...stamp(9), from: 'relay', fact: { kind: 'unknown' } }, both, ALICE)).toEqual([]);
  });
});

describe('the end of a waiting', () => {
  const lapsed = { ...EMPTY_TIMELINE, holds: { [BOB]: 900 as RelayMs } };
  const word = (kind: 'release' | 'go-on', by: MemberId): OpenedEvent => ({
    ...stamp(3),
    from: 'member',
    by,
    seq: 3,
    basis: 0 as Lamport,
    meaning: { channel: 'hold', act: { kind, leadMs: 0, standing: null } },
  });

  it('is told by what ended it', () => {
    expect(tellWaitingEnd([BOB], EMPTY_TIMELINE, word('release', BOB))).toEqual([{ kind: 'ready' }]);
    expect(tellWaitingEnd([BOB], EMPTY_TIMELINE, word('go-on', ALICE))).toEqual([
      { kind: 'went-on', by: ALICE },
    ]);
    expect(tellWaitingEnd([BOB], lapsed, null)).toEqual([{ kind: 'went-on-without', members: [BOB] }]);
  });

  it('is not told beside an act or a departure, which tell themselves, nor after an own act', () => {
    expect(tellWaitingEnd([BOB], EMPTY_TIMELINE, pause(2, BOB))).toEqual([]);
    expect(tellWaitingEnd([BOB], EMPTY_TIMELINE, members([], [BOB], ALICE))).toEqual([]);
    expect(tellWaitingEnd([BOB], EMPTY_TIMELINE, null)).toEqual([]);
  });
});
