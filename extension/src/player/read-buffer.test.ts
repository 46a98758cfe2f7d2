import { expect, test } from 'vitest';
import { readBufferedAheadS } from './read-buffer.ts';

function bufferOf(...ranges: readonly (readonly [number, number])[]) {
  return {
    length: ranges.length,
    start: (index: number) => ranges[index]?.[0] ?? 0,
    end: (index: number) => ranges[index]?.[1] ?? 0,
  };
}

test.each([
  ['one piece', 10, bufferOf([0, 42]), 32],
  ['nothing', 10, bufferOf(), 0],
  ['only what was watched', 10, bufferOf([0, 9]), 0],
  ['what lies behind a real gap', 10, bufferOf([0, 12], [20, 60]), 2],
  ['segments that almost touch', 10, bufferOf([0, 12], [12.05, 20], [20, 30]), 20],
  ['a playhead just before its piece', 9.95, bufferOf([10, 20]), 10.05],
])('%s', (_name, currentTime, buffered, ahead) => {
  expect(readBufferedAheadS({ currentTime, buffered })).toBeCloseTo(ahead, 6);
});
