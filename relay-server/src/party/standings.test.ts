import type { EventId, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { MembersChanged, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { idOf } from '../testing/drafts.ts';
import { createStandings } from './standings.ts';

const [ALICE, BOB, CAROL] = ['alice', 'bob', 'carol'].map((name) => idOf<MemberId>(name)) as [
  MemberId,
  MemberId,
  MemberId,
];
const joinedAt = 1 as RelayMs;
const rosterOf = (count?: number) => ({
  members: [
    { id: ALICE, joinedAt },
    { id: BOB, joinedAt, role: 'spectator' as const },
  ],
  host: ALICE,
  rules: DEFAULT_RULES,
  ...(count === undefined ? {} : { count }),
});
const changed = (parts: Partial<MembersChanged>): OrderedEvent => ({
  from: 'relay',
  lamport: 1 as Lamport,
  id: idOf<EventId>('event'),
  prev: null,
  at: joinedAt,
  channel: 'party',
  retain: { kind: 'none' },
  fact: { kind: 'members-changed', joined: [], left: [], host: ALICE, ...parts },
});

test('[PR3] a role tells who only looks on; who was not told of yet plays, unless it is a crowd', () => {
  const standings = createStandings();
  expect(standings.of(CAROL)).toBe('player');
  standings.begin(rosterOf());
  expect([ALICE, BOB, CAROL].map(standings.of)).toEqual(['player', 'spectator', 'player']);
  standings.reset(rosterOf(500));
  expect([ALICE, BOB, CAROL].map(standings.of)).toEqual(['player', 'spectator', 'unlisted']);
});

test('[PR3] who moves up in a crowd is listed, and who leaves is not any more', () => {
  const standings = createStandings();
  standings.begin(rosterOf(500));
  standings.note(changed({ joined: [{ id: CAROL, joinedAt }], left: [BOB], count: 499 }));
  expect([ALICE, BOB, CAROL].map(standings.of)).toEqual(['player', 'unlisted', 'player']);
  standings.note(changed({ left: [CAROL] }));
  expect(standings.of(CAROL)).toBe('player');
});
