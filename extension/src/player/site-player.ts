// How the party's film is read and driven on one element: the element itself, or what a site's adapter puts before it.
import type { MediaEventType } from '../engine/observation.ts';
import { isMarkedAsAd } from './ad-marks.ts';
import { type LiveWindow, readLiveWindow } from './live-window.ts';
import { observeVideo } from './observe-video.ts';
import type { VideoLike } from './video-like.ts';

/** `lost`: the site's own player is not as we know it, and all there is is the element. */
export type PlayerCondition = 'working' | 'starting' | 'lost';

export interface SitePlayer {
  /** Read and written in the player's own seconds, adverts in the stream included. */
  readonly video: VideoLike;
  /** Of a stream, what of it can be seen now, in the player's own seconds, if that can be known; null for a file. */
  readWindow(): LiveWindow | 'unknown' | null;
  /** Whether what is shown is no part of the film. */
  isInAd(): boolean;
  condition(): PlayerCondition;
  /** Whether the times of shown frames are the player's own seconds; another source may change that. */
  readonly hasFrameTimes: boolean;
  /** The element's events of these types, and those that only the site's player tells of. */
  observe(
    types: readonly MediaEventType[],
    onEvent: (type: MediaEventType) => void,
    signal: AbortSignal,
  ): void;
}

/** A plain element, as the generic path drives it. */
export function openPlainPlayer(media: HTMLMediaElement): SitePlayer {
  return {
    video: media,
    readWindow: () => readLiveWindow(media),
    isInAd: () => isMarkedAsAd(media),
    condition: () => 'working',
    hasFrameTimes: true,
    observe: (types, onEvent, signal) => observeVideo(media, types, onEvent, signal),
  };
}
