import { describe, expect, it } from 'vitest';
import { readStream } from './stream.ts';

const ITEM = '01234567-89ab-cdef-0123-456789abcdef';
const at = (rest: string) => readStream(`https://films.example/videos/${ITEM}/${rest}`);

describe('what the address of a source on Jellyfin says', () => {
  it.each([
    ['stream.mp4?DeviceId=a&StartTimeTicks=6000000000', { isConverted: true, offsetS: 600 }],
    ['stream.webm?DeviceId=a', { isConverted: true, offsetS: 0 }],
    ['stream?StartTimeTicks=6000000000&CopyTimestamps=true', { isConverted: true, offsetS: 0 }],
    ['stream.mkv?Static=true&mediaSourceId=b', { isConverted: false, offsetS: 0 }],
  ])('[SA11] %s', (rest, expected) => {
    expect(at(rest)).toEqual({ item: ITEM, ...expected });
  });

  it.each([
    'blob:https://films.example/1',
    `https://films.example/videos/${ITEM}/master.m3u8?StartTimeTicks=10`,
    '',
  ])('[SA11] nothing in %j, whose time is the film’s', (address) => {
    expect(readStream(address)).toBeNull();
  });
});
