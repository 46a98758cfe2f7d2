import { describe, expect, it } from 'vitest';
import { readMemberLog } from './read-page-log.ts';

describe('a member’s log', () => {
  const frame = (index: number, shiftMs: number) =>
    [1_000 + (index * 1_000) / 30, index / 30 + shiftMs / 1_000] as const;
  const frames = (shiftMs: number) => Array.from({ length: 60 }, (_, index) => frame(index, shiftMs));

  it('is on the bench’s clock and in painted time, over all pages of the member', () => {
    const atRest = [{ playheadMs: 1_060, paintedFrame: 30 }];
    const member = readMemberLog({
      recordings: [
        { log: { frames: frames(50), events: [['pause', 2_000, 1.05, 1, true]] }, offsetMs: 10_000, atRest },
        { log: { frames: [[5, 40.05]], events: [] }, offsetMs: 20_000, atRest: [] },
      ],
      framesPerSecond: 30,
      shownLaterMs: 19,
    });
    expect(member.filmOffsetMs).toBeCloseTo(50, 6);
    expect(member.raw.frames[0]?.atMs).toBe(11_000);
    expect(member.raw.frames[0]?.filmMs).toBeCloseTo(0, 6);
    expect(member.calibrated.frames[0]?.atMs).toBe(11_019);
    expect(member.raw.frames.at(-1)?.atMs).toBe(20_005);
    expect(member.raw.events[0]).toMatchObject({ kind: 'pause', atMs: 12_000, isPaused: true });
  });
});
