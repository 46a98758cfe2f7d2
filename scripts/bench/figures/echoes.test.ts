import { describe, expect, it } from 'vitest';
import type { Act } from './acts.ts';
import { countEchoes } from './echoes.ts';

const acts: readonly Act[] = [
  { kind: 'play', actor: 0, span: { fromMs: 1_000, toMs: 2_000 } },
  { kind: 'seek', actor: 1, span: { fromMs: 2_000, toMs: 3_000 } },
  { kind: 'late-join', actor: 1, span: { fromMs: 3_000, toMs: 4_000 } },
];

describe('echoes', () => {
  it('are events of who did not act', () => {
    const events = [
      { member: 0, atMs: 500 },
      { member: 0, atMs: 1_100 },
      { member: 1, atMs: 1_150 },
      { member: 1, atMs: 2_100 },
      { member: 1, atMs: 2_110 },
      { member: 1, atMs: 3_100 },
    ];
    expect(countEchoes(events, acts)).toBe(2);
    expect(countEchoes(events, [])).toBe(0);
  });
});
