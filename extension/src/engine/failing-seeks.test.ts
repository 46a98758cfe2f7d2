import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../player/read-facts.ts';
import type { ElementId } from './observation.ts';
import { setup } from './testing/one-engine.ts';

/** An element that may not be sought, as where a site's own player is missing. */
function setupUnsought() {
  const world = setup();
  const { video, page } = world;
  const time = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(video), 'currentTime');
  Object.defineProperty(video, 'currentTime', {
    get: () => time?.get?.call(video),
    set: () => {
      throw new Error('It must not be sought.');
    },
    configurable: true,
  });
  const countSeeks = () => page.commands.filter(({ command }) => command.kind === 'seek').length;
  const allowSeeks = () => Reflect.deleteProperty(video, 'currentTime');
  return { ...world, countSeeks, allowSeeks };
}

describe('an element on which seeks fail', () => {
  it('[SA3] is tried a few times and then left where it stands', () => {
    const { bobActs, runFor, countSeeks, sent } = setupUnsought();
    bobActs({ kind: 'pause', isPlaying: false, position: 300 as MediaSeconds });
    runFor(60_000);
    expect(countSeeks()).toBe(3);
    expect(sent).toEqual([]);
  });

  it('[SA3] plays and pauses with the party, and is tried ever more seldom', () => {
    const { bobActs, runFor, countSeeks, sent, video } = setupUnsought();
    bobActs({ kind: 'play', position: 300 as MediaSeconds });
    runFor(120_000);
    expect(video.paused).toBe(false);
    expect(countSeeks()).toBeLessThan(14);
    bobActs({ kind: 'pause', isPlaying: false, position: 420 as MediaSeconds });
    runFor(1_000);
    expect(video.paused).toBe(true);
    expect(sent).toEqual([]);
  });

  it('[SA4] is where the party is as soon as it can be sought', () => {
    const { bobActs, runFor, allowSeeks, page, video } = setupUnsought();
    bobActs({ kind: 'pause', isPlaying: false, position: 300 as MediaSeconds });
    runFor(8_000);
    allowSeeks();
    page.feed({ kind: 'film-shift', facts: readFacts(video, 1 as ElementId), live: null });
    runFor(1_000);
    expect(video.currentTime).toBe(300);
  });
});
