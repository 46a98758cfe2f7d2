import type { InviteProblem } from '@sameframe/shared/code.ts';
import { REJECT_REASONS } from '@sameframe/shared/protocol/reject.ts';
import { expect, test } from 'vitest';
import type { Problem } from '../messages/popup-background.ts';
import { describeProblem } from './problems.ts';

// Typed as a record so that a new problem does not compile before it is listed here.
const INVITE_PROBLEMS: Record<InviteProblem, true> = {
  empty: true,
  'no-code': true,
  'wrong-length': true,
  'bad-character': true,
  'bad-relay': true,
};

const PROBLEMS: readonly Problem[] = [
  ...(Object.keys(INVITE_PROBLEMS) as InviteProblem[]).map(
    (problem) => ({ kind: 'invite', problem }) as const,
  ),
  ...REJECT_REASONS.map((reason) => ({ kind: 'rejected', reason }) as const),
  { kind: 'relay-address' },
  { kind: 'name' },
  { kind: 'unreachable', relay: 'https://relay.example.org:8443' },
  { kind: 'closed-page' },
  { kind: 'storage-reset' },
  { kind: 'failed' },
  { kind: 'not-queued', why: 'no-page' },
];

test.each(PROBLEMS)('says what happened and what to do next: %o', (problem) => {
  const { what, advice } = describeProblem(problem);
  expect(what).toMatch(/^\S.{8,}\.$/);
  expect(advice).toMatch(/^\S.{8,}\.$/);
});

test('no two problems read the same', () => {
  const texts = PROBLEMS.map((problem) => describeProblem(problem).what);
  expect(new Set(texts).size).toBe(texts.length);
});

test('names the relay that does not answer by its host', () => {
  expect(describeProblem({ kind: 'unreachable', relay: 'https://relay.example.org:8443' }).what).toBe(
    'relay.example.org:8443 does not answer.',
  );
});
