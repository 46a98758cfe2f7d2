import { describe, expect, it } from 'vitest';
import { type PlanRequest, planCell } from './cell-plan.ts';

const request: PlanRequest = {
  row: 'product',
  network: 'lan',
  parts: ['steady', 'acts'],
  framesPerSecond: 30,
  steadySeconds: 20,
  rate: 1,
  memberCount: 2,
};

const lengthOf = (plan: ReturnType<typeof planCell>) =>
  (plan.dividingActs.length + 1) * (plan.calmSeconds + plan.stretchSeconds) +
  (plan.openingActs.length + plan.dividingActs.length + plan.acts.length) * plan.settleSeconds;

describe('the plan of a cell', () => {
  it('has everybody do everything, and ends paused', () => {
    const { acts } = planCell(request);
    for (const actor of [0, 1]) {
      const kinds = acts.filter((act) => act.actor === actor).map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['pause', 'resume', 'seek', 'speed']));
    }
    expect(acts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['late-join', 'outage']));
    expect(acts.at(-1)?.kind).toBe('pause');
  });

  it('takes under two minutes, unless the network is bad', () => {
    expect(lengthOf(planCell(request))).toBeLessThan(120);
  });

  it('leaves out what was not asked for', () => {
    expect(planCell({ ...request, parts: ['steady'] }).acts).toEqual([{ kind: 'pause', actor: 0 }]);
    expect(planCell({ ...request, parts: ['acts'] }).stretchSeconds).toBe(0);
  });

  it('joins no party where there is none', () => {
    expect(planCell({ ...request, row: 'naive' }).acts.map(({ kind }) => kind)).not.toContain('late-join');
  });
});
