import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { shiftWallClock } from './shifted-clock.ts';

const runFile = promisify(execFile);
const PRINT_CLOCKS = 'console.log(JSON.stringify([Date.now(), Number(process.hrtime.bigint() / 1000000n)]))';

describe('a shifted wall clock', () => {
  it.each([7_000, -7_250])('is %d ms off, and the monotonic clock is not', async (shiftMs) => {
    const shifted = await shiftWallClock(shiftMs);
    // Without Linux or a compiler there is no such clock, and whoever asks is told so.
    if (!shifted.ok) return expect(shifted.reason.advice).toMatch(/Linux|compiler/);
    const env = { ...process.env, ...shifted.value };
    const monotonicBefore = Number(process.hrtime.bigint() / 1_000_000n);
    const wallBefore = Date.now();
    const { stdout } = await runFile(process.execPath, ['-e', PRINT_CLOCKS], { env });
    const [wall = 0, monotonic = 0] = JSON.parse(stdout) as number[];
    expect(wall - shiftMs).toBeGreaterThanOrEqual(wallBefore);
    expect(wall - shiftMs).toBeLessThanOrEqual(Date.now());
    expect(monotonic).toBeGreaterThanOrEqual(monotonicBefore);
    expect(monotonic).toBeLessThanOrEqual(Number(process.hrtime.bigint() / 1_000_000n) + 1);
  });
});
