// Reads an element's state in one go. Within a task the playhead stands still, so the first read counts.

import type { MediaSeconds } from '@sameframe/shared/time.ts';
import type { ElementId, VideoFacts } from '../engine/observation.ts';
import type { VideoLike } from './video-like.ts';

export function readFacts(video: VideoLike, element: ElementId): VideoFacts {
  return {
    element,
    currentTime: video.currentTime as MediaSeconds,
    paused: video.paused,
    rate: video.playbackRate,
    seeking: video.seeking,
    ended: video.ended,
    readyState: video.readyState,
    duration: Number.isFinite(video.duration) ? video.duration : null,
    isConnected: video.isConnected,
    loop: video.loop,
    beginsAt: video.beginsAt,
    reach: video.reach ?? null,
  };
}
