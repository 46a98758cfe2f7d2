// An element seen through what a site's player or film time has in its stead: what is not overridden is the element's.
import type { VideoLike } from './video-like.ts';

const PROPERTIES = [
  'currentTime',
  'playbackRate',
  'preservesPitch',
  'paused',
  'seeking',
  'ended',
  'readyState',
  'duration',
  'isConnected',
  'loop',
] as const;

/** `own` may have getters and setters; they are asked at each reading. */
export function overrideVideo(video: VideoLike, own: Partial<VideoLike>): VideoLike {
  const writable: { [Key in (typeof PROPERTIES)[number]]?: unknown } = video;
  const passed = PROPERTIES.map((key): [string, PropertyDescriptor] => [
    key,
    {
      get: () => video[key],
      set: (value: unknown) => {
        writable[key] = value;
      },
      configurable: true,
    },
  ]);
  const methods = { play: () => video.play(), pause: () => video.pause() };
  const descriptors = { ...Object.fromEntries(passed), ...Object.getOwnPropertyDescriptors(own) };
  return Object.defineProperties(methods, descriptors) as VideoLike;
}
