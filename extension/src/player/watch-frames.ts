// The frames an element shows, for a moment. Not for long: each one wakes the page's main thread.
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import type { ShownFrame } from '../engine/observation.ts';

/** The next `count` frames, once they were shown; nothing of an element that shows none, or is watched no longer. */
export function watchFrames(
  video: HTMLVideoElement,
  count: number,
  onShown: (frames: readonly ShownFrame[]) => void,
  signal: AbortSignal,
): void {
  const frames: ShownFrame[] = [];
  const look = (_: number, { expectedDisplayTime, mediaTime }: VideoFrameCallbackMetadata) => {
    if (signal.aborted) return;
    const at = (performance.timeOrigin + expectedDisplayTime) as LocalMs;
    frames.push({ at, position: mediaTime as MediaSeconds });
    if (frames.length < count) video.requestVideoFrameCallback(look);
    else onShown(frames);
  };
  video.requestVideoFrameCallback(look);
}
