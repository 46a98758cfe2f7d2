import type { MemberId } from '@sameframe/shared/ids.ts';
import { expect, test } from 'vitest';
import type { EngineView } from '../engine/view.ts';
import { type Moment, situationOf } from './situation.ts';

const CALM = { report: { state: 'in-step' }, question: null, waitingFor: [] } as unknown as EngineView;

function momentOf(parts: Partial<Moment>): Moment {
  const nameOf = (member: MemberId) => member;
  return {
    view: CALM,
    connection: 'connected',
    connectionAgeMs: 0,
    partyTitle: '',
    apart: null,
    self: null,
    host: null,
    nameOf,
    ...parts,
  };
}

test('[OP7] a connection that is back soon was never gone, and one that stays away is told', () => {
  const kindAt = (connectionAgeMs: number) =>
    situationOf(momentOf({ connection: 'reconnecting', connectionAgeMs })).kind;
  expect([0, 1_999, 2_000, 60_000].map(kindAt)).toEqual(['calm', 'calm', 'reconnecting', 'reconnecting']);
});

test('[OP7] who comes into a party is told at once that it takes a moment', () => {
  expect(situationOf(momentOf({ connection: 'connecting' }))).toEqual({ kind: 'connecting' });
});

test('[OP7] while a connection is quietly made anew, what else there is to say is said', () => {
  const report = { state: 'no-video' } as EngineView['report'];
  const view = { ...CALM, report };
  expect(situationOf(momentOf({ connection: 'reconnecting', view })).kind).toBe('no-video');
});

test('[FO2] on another page the person is told how that came, and nothing before that is known', () => {
  const view = { ...CALM, report: { state: 'other-page' } as EngineView['report'] };
  const apart = { how: 'party-went-on', mayBring: true, needsClick: false, isStaying: false } as const;
  const tell = (moment: Partial<Moment>) =>
    situationOf(momentOf({ view, partyTitle: 'Episode 2', ...moment }));
  expect(tell({ apart: null })).toEqual({ kind: 'calm' });
  expect(tell({ apart })).toEqual({ kind: 'other-page', title: 'Episode 2', ...apart });
});
