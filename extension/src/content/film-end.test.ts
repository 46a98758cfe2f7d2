import { expect, test } from 'vitest';
import type { VideoFacts } from '../engine/observation.ts';
import { isAtEnd } from './film-end.ts';

test('[FO4] a film has come to its end on its last frames, and a stream without an end never', () => {
  const at = (currentTime: number, duration: number | null, ended = false) =>
    isAtEnd({ currentTime, duration, ended } as VideoFacts);
  expect([at(10, 60), at(59.2, 60), at(60, 60, true), at(10, null), isAtEnd(null)]).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
});
