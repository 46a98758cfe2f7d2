import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, test } from 'vitest';
import { formatMediaTime } from '../ui/media-time.ts';
import { ALICE, acted, BOB, CAROL, SEEN_BY_ALICE } from './testing/sample-situations.ts';
import { formatRate, joinNames, describe as tell } from './words.ts';

const told = (happening: Parameters<typeof tell>[0]) => tell(happening, SEEN_BY_ALICE);

test.each([
  [acted(BOB, 'play'), 'Bob pressed play'],
  [acted(BOB, 'pause'), 'Bob paused'],
  [acted(BOB, 'seek-to'), 'Bob jumped to 12:04'],
  [
    acted(BOB, 'seek-to', { media: { title: 'News', live: 'edge' } }),
    'Bob jumped to another moment of the live stream',
  ],
  [acted(BOB, 'set-rate'), 'Bob set the speed to 1.5×'],
  [acted(BOB, 'change-media', { media: { title: 'Metropolis' } }), 'Bob opened “Metropolis”'],
  [acted(BOB, 'change-media'), 'Bob opened another video'],
  [acted(ALICE, 'pause'), 'You paused'],
  [{ kind: 'joined', members: [BOB, CAROL] }, 'Bob and Carol joined'],
  [{ kind: 'left', members: [BOB] }, 'Bob left'],
  [{ kind: 'host-changed', host: ALICE }, 'You became the host'],
  [{ kind: 'role-changed', member: BOB, role: 'spectator' }, 'Bob can no longer control the video'],
  [{ kind: 'role-changed', member: ALICE, role: 'co-host' }, 'You became a co-host'],
  [{ kind: 'role-changed', member: ALICE, role: 'no-co-host' }, 'You are no longer a co-host'],
  [{ kind: 'role-changed', member: BOB, role: 'viewer' }, 'Bob can take part again'],
  [{ kind: 'control-changed', least: 'host' }, 'Only the host controls the video now'],
  [{ kind: 'knocked', names: ['Dora', null] }, 'Dora and Someone ask to be let in: click the Sameframe icon'],
  [{ kind: 'ready' }, 'The party goes on'],
  [{ kind: 'went-on', by: BOB }, 'Bob went on without waiting'],
  [{ kind: 'went-on-without', members: [BOB, CAROL] }, 'The party goes on without waiting for Bob and Carol'],
  [
    { kind: 'went-on-without', members: [ALICE] },
    'The party goes on. Your video catches up as soon as it can',
  ],
] as const)('%o is told as “%s”', (happening, text) => {
  expect(told(happening)).toBe(text);
});

test('what became of an own act is told without a name', () => {
  expect(told({ kind: 'act-overtaken' })).toContain('too late');
  expect(told({ kind: 'act-refused' })).toContain('did not reach');
  expect(told({ kind: 'act-not-allowed' })).toContain('role');
});

describe('names', () => {
  test.each([
    [[], ''],
    [['Bob'], 'Bob'],
    [['Bob', 'Carol'], 'Bob and Carol'],
    [['Bob', 'Carol', 'Dave'], 'Bob, Carol and 1 other'],
    [['Bob', 'Carol', 'Dave', 'Erin'], 'Bob, Carol and 2 others'],
    [['Someone', 'Someone'], '2 people'],
    [['Someone', 'Bob', 'Someone'], 'Bob and 2 people'],
    [['Someone', 'Bob'], 'Bob and Someone'],
    [['Someone', 'Bob', 'Carol', 'Someone'], 'Bob, Carol and 2 others'],
  ])('%o', (names, text) => {
    expect(joinNames(names)).toBe(text);
  });
});

test.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [724.5, '12:04'],
  [3_599.99, '59:59'],
  [3_723, '1:02:03'],
])('%d s is shown as %s', (position, text) => {
  expect(formatMediaTime(position as MediaSeconds)).toBe(text);
});

test.each([
  [1, '1×'],
  [1.5, '1.5×'],
  [0.75, '0.75×'],
  [1.333_333, '1.33×'],
])('a rate of %d is shown as %s', (rate, text) => {
  expect(formatRate(rate)).toBe(text);
});
