import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { type StallStage, setStallStage } from '../../../scripts/simulation/stall-stage.ts';
import { setup } from './testing/one-engine.ts';
import { viewEngine } from './view.ts';

const stateOf = ({ page }: StallStage['host']) => viewEngine(page.state, page.now()).report.state;
const ACTS_OF_THE_START = ['change-media', 'play'];

describe('a stall', () => {
  it('[HO9] that is short shakes nobody: who had it catches up alone', () => {
    const stage = setStallStage({ policy: 'wait-briefly' });
    stage.straggler.page.video?.stall(800);
    stage.runFor(6_000);
    expect(stage.holds()).toEqual([]);
    expect(stage.stoodMs()).toBe(0);
    expect(Math.abs(stage.driftOf(stage.straggler))).toBeLessThan(0.05);
  });

  it('[HO9] makes the party wait once, and everyone goes on together when the data is back', () => {
    const stage = setStallStage({ policy: 'wait' });
    stage.straggler.page.video?.stall(8_000);
    stage.runFor(5_000);
    expect(stage.holds()).toEqual(['hold']);
    expect(stage.members.map(({ page }) => page.video?.paused)).toEqual([true, true, true]);
    expect(stage.members.map(stateOf)).toEqual(['waiting', 'waiting', 'buffering']);
    expect(viewEngine(stage.host.page.state, stage.host.page.now()).waitingFor).toEqual([
      stage.straggler.background.session.self,
    ]);
    stage.runFor(8_000);
    expect(stage.holds()).toEqual(['hold', 'release']);
    expect(stage.members.map(({ page }) => page.video?.paused)).toEqual([false, false, false]);
    for (const member of stage.members) expect(Math.abs(stage.driftOf(member))).toBeLessThan(0.05);
    expect(stage.stoodMs()).toBeGreaterThan(7_000);
    expect(stage.stoodMs()).toBeLessThan(9_500);
  });

  it('[HO9] is noticed by the playhead alone where `readyState` knows nothing of it', () => {
    const stage = setStallStage({ policy: 'wait', browser: 'firefox' });
    stage.straggler.page.video?.stall(8_000);
    stage.runFor(3_500);
    expect(stage.holds()).toEqual(['hold']);
    expect(stage.members.map(stateOf)).toEqual(['waiting', 'waiting', 'buffering']);
    stage.runFor(8_000);
    expect(stage.holds()).toEqual(['hold', 'release']);
    for (const member of stage.members) expect(Math.abs(stage.driftOf(member))).toBeLessThan(0.05);
  });

  it('[HO9] is waited for a few seconds by default, then the party goes on and the straggler catches up', () => {
    const stage = setStallStage({ policy: 'wait-briefly' });
    stage.straggler.page.video?.stall(20_000);
    stage.runFor(12_000);
    expect(stage.stoodMs()).toBeGreaterThan(3_500);
    expect(stage.stoodMs()).toBeLessThan(4_500);
    expect(stateOf(stage.host)).toBe('in-step');
    stage.runFor(14_000);
    expect(stage.holds()).toEqual(['hold']);
    expect(Math.abs(stage.driftOf(stage.straggler))).toBeLessThan(0.05);
  });

  it('[HO9] of one makes nobody wait where the party goes on', () => {
    const stage = setStallStage({ policy: 'go-on' });
    stage.straggler.page.video?.stall(20_000);
    stage.runFor(26_000);
    expect(stage.holds()).toEqual([]);
    expect(stage.stoodMs()).toBe(0);
    expect(Math.abs(stage.driftOf(stage.straggler))).toBeLessThan(0.05);
  });

  it('[PV3] is never an act, under any policy', () => {
    for (const policy of ['wait', 'wait-briefly', 'go-on'] as const) {
      const stage = setStallStage({ policy });
      stage.straggler.page.video?.stall(10_000);
      stage.runFor(20_000);
      expect(stage.acts()).toEqual(ACTS_OF_THE_START);
    }
  });

  it('[HO9] is asked to be waited for as often as the words for that are lost', () => {
    const { runFor, bobActs, video, words } = setup();
    bobActs({ kind: 'play' });
    runFor(5_000);
    for (let round = 0; round < 4; round += 1) {
      video.stall(3_000);
      runFor(8_000);
    }
    expect(words).toEqual(['hold', 'hold', 'hold', 'hold']);
  });

  it('[HO9] of a source that has only just come is waited for once it cannot be an advert’s any more', () => {
    const stage = setStallStage({ policy: 'wait' });
    const { video } = stage.straggler.page;
    video?.stall(8_000);
    video?.tellSource('emptied');
    stage.runFor(3_500);
    expect(stage.holds()).toEqual([]);
    stage.runFor(2_500);
    expect(stage.holds()).toEqual(['hold']);
  });

  it('[HO9] is waited for on, when the player takes another source for it', () => {
    const stage = setStallStage({ policy: 'wait' });
    const { video } = stage.straggler.page;
    video?.stall(8_000);
    stage.runFor(3_000);
    video?.tellSource('emptied');
    stage.runFor(2_000);
    expect(stage.holds()).toEqual(['hold']);
  });

  it('[HO9] of several makes the party wait for the last of them', () => {
    const stage = setStallStage({ policy: 'wait' });
    stage.host.page.video?.stall(4_000);
    stage.straggler.page.video?.stall(9_000);
    stage.runFor(6_500);
    expect(viewEngine(stage.host.page.state, stage.host.page.now()).waitingFor).toEqual([
      stage.straggler.background.session.self,
    ]);
    stage.runFor(6_000);
    expect(stage.members.map(({ page }) => page.video?.paused)).toEqual([false, false, false]);
  });

  it('[HO9] again and again costs the party a bounded part of each minute', () => {
    for (const [policy, budgetMs] of [
      ['wait', 30_000],
      ['wait-briefly', 8_000],
    ] as const) {
      const stage = setStallStage({ policy });
      for (let round = 0; round < 60; round += 1) {
        stage.straggler.page.video?.stall(3_500);
        stage.runFor(5_000);
      }
      // The lead of a release and the way of a hold come on top.
      expect(stage.stoodMs() / 5).toBeLessThan(budgetMs * 1.25);
    }
  });
});

describe('during a hold', () => {
  it('[HO4] pressing play goes on for everyone, and the same stall is not waited for again', () => {
    const stage = setStallStage({ policy: 'wait' });
    stage.straggler.page.video?.stall(20_000);
    stage.runFor(4_000);
    expect(stage.members[1]?.page.video?.paused).toBe(true);
    const [, bob] = stage.members;
    if (bob !== undefined) stage.world.act(bob, 'play', 0);
    stage.runFor(10_000);
    expect(stage.holds()).toEqual(['hold']);
    expect(stage.acts()).toEqual([...ACTS_OF_THE_START, 'play']);
    expect(stage.host.page.video?.paused).toBe(false);
    expect(stateOf(stage.host)).toBe('in-step');
    stage.runFor(12_000);
    expect(Math.abs(stage.driftOf(stage.straggler))).toBeLessThan(0.05);
  });

  it('[HO4 HO9] the host’s word goes on at once, and the same stall is not waited for again', () => {
    const stage = setStallStage({ policy: 'wait' });
    stage.straggler.page.video?.stall(20_000);
    stage.runFor(4_000);
    stage.host.background.sayWaiting({ kind: 'go-on' });
    stage.runFor(1_000);
    expect(stage.host.page.video?.paused).toBe(false);
    stage.runFor(9_000);
    expect(stage.holds()).toEqual(['hold', 'go-on']);
    expect(stage.acts()).toEqual(ACTS_OF_THE_START);
    stage.runFor(14_000);
    expect(Math.abs(stage.driftOf(stage.straggler))).toBeLessThan(0.05);
    // Another stall is another matter.
    stage.straggler.page.video?.stall(3_000);
    stage.runFor(2_000);
    expect(stage.holds()).toEqual(['hold', 'go-on', 'hold']);
  });

  it('[HO9] a release that got lost is said again', () => {
    const stage = setStallStage({ policy: 'wait' });
    stage.straggler.page.video?.stall(5_000);
    stage.runFor(4_990);
    const { line } = stage.straggler;
    line.isCut = true;
    stage.runFor(1_500);
    line.isCut = false;
    stage.runFor(8_000);
    expect(stage.holds().at(-1)).toBe('release');
    expect(stage.host.page.video?.paused).toBe(false);
  });

  it('[HO5 HO6] a member that is killed is waited for no longer than its limit', () => {
    const stage = setStallStage({ policy: 'wait' });
    stage.straggler.page.video?.stall(600_000);
    stage.runFor(3_000);
    stage.straggler.background.die();
    stage.straggler.line.isCut = true;
    stage.runFor(60_000);
    expect(stage.host.page.video?.paused).toBe(false);
    expect(stage.stoodMs()).toBeLessThan(31_000);
  });
});

describe('who has only just come', () => {
  it('[HO10] is not waited for while their video loads', () => {
    const stage = setStallStage({ policy: 'wait' });
    const late = stage.world.join({ ...stage.straggler.traits, name: 'dave' });
    late.page.video?.stall(6_000);
    stage.runFor(12_000);
    expect(stage.holds()).toEqual([]);
    expect(Math.abs(stage.driftOf(late))).toBeLessThan(0.05);
  });

  it('[HO10] nor after a reconnect, or with another element, before they were with the party again', () => {
    const stage = setStallStage({ policy: 'wait' });
    stage.straggler.background.disconnect();
    stage.straggler.page.video?.stall(6_000);
    stage.runFor(12_000);
    stage.world.replaceVideo(stage.straggler);
    stage.straggler.page.video?.stall(6_000);
    stage.runFor(12_000);
    expect(stage.holds()).toEqual([]);
  });

  it('[HO10] is waited for like everyone when somebody acts while they are there', () => {
    const stage = setStallStage({ policy: 'wait' });
    stage.world.act(stage.host, 'pause', 0);
    stage.runFor(1_000);
    stage.world.replaceVideo(stage.straggler);
    stage.straggler.page.video?.stall(8_000);
    stage.runFor(1_000);
    stage.world.act(stage.host, 'play', 0);
    stage.runFor(4_000);
    expect(stage.holds()).toEqual(['hold']);
    stage.runFor(8_000);
    expect(stage.holds()).toEqual(['hold', 'release']);
  });
});

it('[HO9 HO10] whoever steps out is waited for no longer, and catches up alone when they come back', () => {
  const stage = setStallStage({ policy: 'wait' });
  const { page } = stage.straggler;
  page.video?.stall(20_000);
  stage.runFor(2_000);
  page.feed({ kind: 'stepping', isSteppedOut: true, facts: null });
  stage.runFor(2_000);
  expect(stage.holds()).toEqual(['hold', 'release']);
  page.feed({ kind: 'stepping', isSteppedOut: false, facts: null });
  stage.runFor(10_000);
  expect(stage.holds()).toEqual(['hold', 'release']);
});

describe('after a seek by anyone', () => {
  it('[HO9] nobody waits for what a seek takes by itself', () => {
    const stage = setStallStage({ policy: 'wait' });
    stage.world.act(stage.host, 'seek', 600 as MediaSeconds);
    stage.runFor(5_000);
    expect(stage.holds()).toEqual([]);
  });

  it('[HO9] who is still loading is waited for', () => {
    const stage = setStallStage({ policy: 'wait' });
    stage.world.act(stage.host, 'seek', 600 as MediaSeconds);
    stage.straggler.page.video?.stall(7_000);
    stage.runFor(5_000);
    expect(stage.holds()).toEqual(['hold']);
    stage.runFor(8_000);
    expect(stage.holds()).toEqual(['hold', 'release']);
    for (const member of stage.members) expect(Math.abs(stage.driftOf(member))).toBeLessThan(0.05);
  });

  it('[HO4 HO9] a stall that was overridden is another one after the next seek', () => {
    const stage = setStallStage({ policy: 'wait' });
    stage.straggler.page.video?.stall(30_000);
    stage.runFor(3_000);
    stage.host.background.sayWaiting({ kind: 'go-on' });
    stage.runFor(3_000);
    stage.world.act(stage.host, 'seek', 600 as MediaSeconds);
    stage.runFor(5_000);
    expect(stage.holds()).toEqual(['hold', 'go-on', 'hold']);
  });
});
