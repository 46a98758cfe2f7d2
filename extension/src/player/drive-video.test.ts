import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import type { Command } from '../engine/effect.ts';
import type { CommandId, ElementId } from '../engine/observation.ts';
import { driveVideo } from './drive-video.ts';
import { readFacts } from './read-facts.ts';
import type { VideoLike } from './video-like.ts';

const ID = 7 as CommandId;

function setup(change: Partial<VideoLike> = {}) {
  const video: VideoLike = {
    currentTime: 10,
    playbackRate: 1,
    paused: true,
    seeking: false,
    ended: false,
    readyState: 4,
    duration: 600,
    isConnected: true,
    loop: false,
    play: () => Promise.resolve(),
    pause: () => undefined,
    ...change,
  };
  const outcomes: string[] = [];
  const drive = (command: Command) =>
    driveVideo(
      {
        video,
        readFacts: () => readFacts(video, 1 as ElementId),
        onOutcome: (_id, outcome) => void outcomes.push(outcome.kind),
      },
      command,
    );
  return { video, outcomes, drive };
}

const refusing = (name: string) => ({ play: () => Promise.reject(Object.assign(new Error(name), { name })) });

describe('performing a command', () => {
  it('[DV1] says when nothing will come of it, as then no event will', () => {
    const { drive, outcomes } = setup();
    drive({ kind: 'pause', command: ID });
    drive({ kind: 'set-rate', command: ID, rate: 1, pitch: 'kept' });
    expect(outcomes).toEqual(['no-op', 'no-op']);
  });

  it('[DV1] tells a refusal until a click from any other', async () => {
    const blocked = setup(refusing('NotAllowedError'));
    blocked.drive({ kind: 'play', command: ID });
    const aborted = setup(refusing('AbortError'));
    aborted.drive({ kind: 'play', command: ID });
    await Promise.resolve();
    expect(blocked.outcomes).toEqual(['issued', 'blocked']);
    expect(aborted.outcomes).toEqual(['issued', 'failed']);
  });

  it('[DV2] lets the pitch go with a rate and gives it back as the page had it', () => {
    const pages: readonly (boolean | undefined)[] = [true, false, undefined];
    for (const preservesPitch of pages) {
      const { drive, video } = setup(preservesPitch === undefined ? {} : { preservesPitch });
      drive({ kind: 'set-rate', command: ID, rate: 1.005, pitch: 'let-go' });
      drive({ kind: 'set-rate', command: ID, rate: 1.004, pitch: 'let-go' });
      expect(video.preservesPitch).toBe(preservesPitch === undefined ? undefined : false);
      drive({ kind: 'set-rate', command: ID, rate: 1, pitch: 'kept' });
      expect(video).toMatchObject({ playbackRate: 1 });
      expect(video.preservesPitch).toBe(preservesPitch);
    }
  });

  it('[DV1] does not seek what has no metadata: it would be taken for a start position', () => {
    const { drive, outcomes, video } = setup({ readyState: 0 });
    drive({ kind: 'seek', command: ID, position: 50 as MediaSeconds });
    expect(outcomes).toEqual(['failed']);
    expect(video.currentTime).toBe(10);
  });

  it('[DV1] survives a page that makes the methods throw', () => {
    const throwing = () => {
      throw new Error('M7375');
    };
    const { drive, outcomes } = setup({ paused: false, pause: throwing });
    drive({ kind: 'pause', command: ID });
    expect(outcomes).toEqual(['failed']);
  });
});
