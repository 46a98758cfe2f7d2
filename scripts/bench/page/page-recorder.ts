// Runs in the measured page, beside whatever drives the video: writes down each frame that the browser presents and
// each media event, on the page's own clock. It changes nothing and gives the page no user activation.
import type { RigTab } from '../../rig/rig.ts';

/** As the page wrote it: times of its `performance.now()`, positions in seconds. */
export interface RawPageLog {
  readonly frames: readonly (readonly [expectedDisplayMs: number, mediaTimeS: number])[];
  readonly events: readonly RawEvent[];
}

export type RawEvent = readonly [
  kind: string,
  atMs: number,
  currentTimeS: number,
  rate: number,
  isPaused: boolean,
];

interface Recording {
  frames: RawPageLog['frames'][number][];
  events: RawEvent[];
}

declare global {
  interface Window {
    benchRecording?: Recording;
  }
}

export async function startRecording(tab: RigTab): Promise<void> {
  await tab.evaluate(recordInPage);
}

/** Everything since the start of the recording. */
export async function readRecording(tab: RigTab): Promise<RawPageLog> {
  const recording = await tab.evaluate(() => JSON.stringify(window.benchRecording));
  return JSON.parse(recording) as RawPageLog;
}

function recordInPage(): void {
  const video = document.querySelector('video');
  if (video === null) throw new Error('no video');
  const recording: Recording = { frames: [], events: [] };
  window.benchRecording = recording;
  const writeFrame = (_: number, { expectedDisplayTime, mediaTime }: VideoFrameCallbackMetadata) => {
    recording.frames.push([expectedDisplayTime, mediaTime]);
    video.requestVideoFrameCallback(writeFrame);
  };
  video.requestVideoFrameCallback(writeFrame);
  for (const kind of ['play', 'pause', 'seeking', 'seeked', 'ratechange', 'waiting', 'timeupdate']) {
    video.addEventListener(kind, () => {
      recording.events.push([kind, performance.now(), video.currentTime, video.playbackRate, video.paused]);
    });
  }
}
