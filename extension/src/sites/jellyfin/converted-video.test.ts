import { beforeEach, describe, expect, it } from 'vitest';
import type { MediaEventType } from '../../engine/observation.ts';
import type { PageCall } from '../page-world/page-player.ts';
import { openConvertedVideo } from './converted-video.ts';

const FILM = '/videos/0123456789abcdef0123456789abcdef/stream.mp4?DeviceId=a';
const SECOND = 1_000;
const HEARD = ['emptied', 'play', 'playing', 'ratechange', 'timeupdate', 'canplay', 'pause'] as const;

/** An element whose film comes from a server: what another source does to it, HTML says. */
class FakeElement extends EventTarget {
  src = `${FILM}&StartTimeTicks=0`;
  currentTime = 0;
  duration = Number.POSITIVE_INFINITY;
  playbackRate = 1;
  paused = true;
  seeking = false;
  ended = false;
  readyState = 4;
  isConnected = true;
  loop = false;
  bufferedS = 20;
  get buffered() {
    return { length: this.readyState > 0 ? 1 : 0, start: () => 0, end: () => this.bufferedS };
  }
  isSeekable = true;
  get seekable() {
    return { ...this.buffered, length: this.isSeekable ? this.buffered.length : 0 };
  }
  closest() {
    return null;
  }
  play() {
    this.paused = false;
    return Promise.resolve();
  }
  pause() {
    this.paused = true;
  }
  tell(...types: readonly MediaEventType[]) {
    for (const type of types) this.dispatchEvent(new Event(type));
  }
  /** As Jellyfin does it: another source, and play. */
  takeSource(src: string) {
    Object.assign(this, { src, currentTime: 0, playbackRate: 1, paused: true, readyState: 0, bufferedS: 0 });
    void this.play();
    this.tell('emptied', 'timeupdate', 'ratechange', 'play', 'waiting');
  }
  show() {
    Object.assign(this, { readyState: 4, bufferedS: 5 });
    this.tell('loadedmetadata', 'canplay', 'playing', 'timeupdate');
  }
}

describe('a film that Jellyfin converts', () => {
  let element: FakeElement;
  let heard: MediaEventType[];
  let calls: PageCall[];
  let now: number;

  function open({ hasTimeline = true } = {}) {
    element = new FakeElement();
    heard = [];
    calls = [];
    now = 0;
    const player = openConvertedVideo(element as unknown as HTMLMediaElement, {
      page: {
        call: (_, call) => {
          calls.push(call);
          return hasTimeline
            ? { positionS: 0, durationS: 300, isPaused: true, isInAd: false, isSeeking: false }
            : null;
        },
        watch: () => undefined,
      },
      readClock: () => now,
    });
    player.observe(HEARD, (type) => heard.push(type), new AbortController().signal);
    return player;
  }
  /** What it says of where it stands. */
  const stands = ({ video }: ReturnType<typeof open>) => ({
    at: video.currentTime,
    paused: video.paused,
    rate: video.playbackRate,
    seeking: video.seeking,
  });
  let player: ReturnType<typeof open>;
  beforeEach(() => {
    player = open();
  });

  it('[SA11] is sought by a person: one seek to where they went, and it plays on at its speed', () => {
    Object.assign(element, { paused: false, playbackRate: 1.5, currentTime: 3 });
    element.tell('playing', 'timeupdate');
    heard.length = 0;
    element.takeSource(`${FILM}&StartTimeTicks=${120e7}`);
    expect(heard).toEqual(['seeking']);
    expect(stands(player)).toEqual({ at: 120, paused: false, rate: 1.5, seeking: true });
    element.show();
    expect(heard.slice(0, 3)).toEqual(['seeking', 'seeked', 'playing']);
    expect(stands(player)).toEqual({ at: 120, paused: false, rate: 1.5, seeking: false });
  });

  it('[SA11] stays paused where it was, though Jellyfin plays each source', () => {
    element.takeSource(`${FILM}&StartTimeTicks=${60e7}`);
    element.show();
    expect(heard.slice(0, 2)).toEqual(['seeking', 'seeked']);
    expect(element.paused).toBe(true);
    expect(stands(player)).toEqual({ at: 60, paused: true, rate: 1, seeking: false });
  });

  it('[SA11] in another form from where it was is no seek', () => {
    element.currentTime = 11;
    element.tell('timeupdate');
    heard.length = 0;
    element.takeSource(`${FILM}&AudioStreamIndex=2&StartTimeTicks=${11e7}`);
    expect(heard).toEqual(['emptied']);
  });

  it('[SA11] is sent by Jellyfin’s own timeline to what has not come yet', () => {
    player.video.currentTime = 200;
    expect(calls).toEqual([{ kind: 'seek', positionS: 200 }]);
    expect(element.currentTime).toBe(0);
    expect(stands(player)).toEqual({ at: 200, paused: true, rate: 1, seeking: true });
    element.takeSource(`${FILM}&StartTimeTicks=${200e7}`);
    element.show();
    expect(stands(player)).toEqual({ at: 200, paused: true, rate: 1, seeking: false });
  });

  it('[SA11] is sent elsewhere before the first source has come: where it is wanted last counts, and nothing is emptied', () => {
    Object.assign(element, { paused: false });
    element.tell('playing');
    element.takeSource(`${FILM}&StartTimeTicks=${198e7}`);
    element.show();
    player.video.currentTime = 204;
    player.video.currentTime = 90;
    heard.length = 0;
    element.takeSource(`${FILM}&StartTimeTicks=${204e7}`);
    expect(stands(player)).toMatchObject({ at: 90, seeking: true });
    element.takeSource(`${FILM}&StartTimeTicks=${90e7}`);
    element.show();
    expect(heard).not.toContain('emptied');
    expect(stands(player)).toEqual({ at: 90, paused: false, rate: 1, seeking: false });
  });

  it('[SA11] that does not come after another one is where that is', () => {
    player.video.currentTime = 204;
    element.takeSource(`${FILM}&StartTimeTicks=${90e7}`);
    element.show();
    now = 3 * SECOND;
    expect(stands(player)).toMatchObject({ at: 90, seeking: false });
  });

  it('[SA11] is sought in place within what has come', () => {
    element.takeSource(`${FILM}&StartTimeTicks=${60e7}`);
    element.show();
    player.video.currentTime = 63.5;
    expect(element.currentTime).toBe(3.5);
    expect(calls).toEqual([]);
  });

  it('[SA11] is not asked for anew for less than a nudge closes', () => {
    element.isSeekable = false;
    player.video.currentTime = 0.2;
    expect(calls).toEqual([]);
    player.video.currentTime = 5;
    expect(calls).toEqual([{ kind: 'seek', positionS: 5 }]);
    expect(element.currentTime).toBe(0);
  });

  it('[SA11] is not sought at all without the timeline', () => {
    player = open({ hasTimeline: false });
    expect(() => {
      player.video.currentTime = 200;
    }).toThrow(/timeline/);
    expect(element.currentTime).toBe(0);
  });

  it('[SA11] is as long as the film, whatever the source', () => {
    expect(player.video.duration).toBe(300);
    element.takeSource(`${FILM}&StartTimeTicks=${100e7}`);
    element.duration = 200;
    element.show();
    expect(player.video.duration).toBe(300);
    expect(player.hasFrameTimes).toBe(false);
  });

  it('[SA11] does what the party does while its new source comes', () => {
    element.takeSource(`${FILM}&StartTimeTicks=${100e7}`);
    void player.video.play();
    player.video.playbackRate = 1.25;
    element.show();
    expect(stands(player)).toEqual({ at: 100, paused: false, rate: 1.25, seeking: false });
  });

  it('[SA11] is paused by a person while its new source comes', () => {
    Object.assign(element, { paused: false });
    element.tell('playing');
    element.takeSource(`${FILM}&StartTimeTicks=${100e7}`);
    element.pause();
    element.tell('pause');
    expect(heard.slice(-2)).toEqual(['seeking', 'pause']);
    element.readyState = 4;
    element.tell('canplay');
    expect(heard.at(-1)).toBe('seeked');
    expect(stands(player)).toEqual({ at: 100, paused: true, rate: 1, seeking: false });
  });

  it('[SA11] that never comes is what its element is', () => {
    element.takeSource(`${FILM}&StartTimeTicks=${100e7}`);
    now = 20 * SECOND;
    expect(stands(player)).toEqual({ at: 100, paused: false, rate: 1, seeking: false });
  });

  it('[SA11] is another one with another film: nothing is carried over', () => {
    element.takeSource('/videos/ffffffffffffffffffffffffffffffff/stream.mp4?StartTimeTicks=0');
    expect(heard[0]).toBe('emptied');
    expect(stands(player)).toEqual({ at: 0, paused: false, rate: 1, seeking: false });
  });
});
