import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import { expect, it } from 'vitest';
import { noteEvent } from './element-notes.ts';
import { type ElementId, type MediaEventType, NO_EVIDENCE, type VideoFacts } from './observation.ts';
import { openVideo } from './state.ts';

const factsAt = (currentTime: number): VideoFacts => ({
  element: 1 as ElementId,
  currentTime: currentTime as MediaSeconds,
  paused: false,
  rate: 1,
  seeking: false,
  ended: false,
  readyState: 4,
  duration: 600,
  isConnected: true,
  loop: false,
});

it('[PV8] where a source was left is where the playhead was before it was emptied, however often a player empties it', () => {
  let video = openVideo(factsAt(60), 0 as LocalMs);
  const note = (type: MediaEventType, position: number, atMs: number) => {
    video = noteEvent(video, type, factsAt(position), NO_EVIDENCE, atMs as LocalMs);
    return video.history.leftPosition;
  };
  expect(note('timeupdate', 61, 1_000)).toBeNull();
  expect(note('emptied', 0, 1_100)).toBe(61);
  expect(note('emptied', 0, 1_150)).toBe(61);
  expect(note('loadedmetadata', 0, 1_300)).toBe(61);
  expect(note('timeupdate', 70, 10_000)).toBe(61);
  expect(note('emptied', 0, 10_100)).toBe(70);
});
