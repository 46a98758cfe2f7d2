// A copy that begins later in the film than the party's: what it does not have it cannot show.
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { setup } from './testing/one-engine.ts';
import { viewEngine } from './view.ts';

const BEGINS_S = 30;

function setupShifted() {
  const world = setup({ beginsAtS: BEGINS_S });
  const { page } = world;
  const state = () => viewEngine(page.state, page.now()).report.state;
  const kinds = () => page.commands.map(({ command }) => command.kind);
  return { ...world, state, kinds };
}

describe('a copy that begins later in the film', () => {
  it('[TM6] stands at its beginning while the party stands before that', () => {
    const { bobActs, runFor, video, state, kinds } = setupShifted();
    bobActs({ kind: 'change-media', isPlaying: false });
    runFor(5_000);
    expect([video.currentTime, state(), kinds()]).toEqual([BEGINS_S, 'in-step', []]);
  });

  it.each([1, 2])('[TM6] waits for the party there and goes along when it comes by, at %dx', (rate) => {
    const { bobActs, runFor, video, state, kinds, drift } = setupShifted();
    bobActs({ kind: 'play', position: 10 as MediaSeconds, rate });
    runFor(8_000);
    expect([video.paused, video.currentTime, state()]).toEqual([true, BEGINS_S, 'in-step']);
    runFor(20_000 / rate - 8_000 + 4_000);
    expect([video.paused, state()]).toEqual([false, 'in-step']);
    expect(kinds()).not.toContain('seek');
    expect(Math.abs(drift() ?? 1e3)).toBeLessThan(40);
  });

  it('[TM6] waits there for a party that waits for somebody, too', () => {
    const { bobActs, runFor, hold, video } = setupShifted();
    bobActs({ kind: 'play', position: 25 as MediaSeconds });
    runFor(2_000);
    hold(4_000);
    runFor(6_000);
    expect(video.paused).toBe(true);
    runFor(2_000);
    expect(video.paused).toBe(false);
  });
});
