// Performs the engine's commands: the only writer of currentTime, playbackRate, play and pause. Decides nothing;
// says what came of each command at once, and of play() again when the browser has made up its mind.
import { assertNever } from '@sameframe/shared/result.ts';
import type { Command } from '../engine/effect.ts';
import type { CommandId, CommandOutcome, VideoFacts } from '../engine/observation.ts';
import type { VideoLike } from './video-like.ts';

export interface Driver {
  readonly video: VideoLike;
  readFacts(): VideoFacts;
  onOutcome(command: CommandId, outcome: CommandOutcome): void;
}

export function driveVideo(driver: Driver, command: Command): void {
  const report = (kind: CommandOutcome['kind']) =>
    driver.onOutcome(command.command, { kind, facts: driver.readFacts() });
  try {
    report(perform(driver.video, command, report));
  } catch {
    // A page may have replaced the element's methods by ones that throw; the engine learns that nothing came of it.
    report('failed');
  }
}

function perform(
  video: VideoLike,
  command: Command,
  report: (kind: CommandOutcome['kind']) => void,
): 'issued' | 'no-op' | 'failed' {
  switch (command.kind) {
    case 'play':
      if (!video.paused) return 'no-op';
      video.play()?.catch((error: unknown) => report(isAutoplayBlock(error) ? 'blocked' : 'failed'));
      return 'issued';
    case 'pause':
      if (video.paused) return 'no-op';
      video.pause();
      return 'issued';
    case 'seek':
      if (video.readyState === 0) return 'failed';
      video.currentTime = command.position;
      return 'issued';
    case 'set-rate':
      if (video.playbackRate === command.rate) return 'no-op';
      if (command.pitch === 'let-go') letPitchGo(video);
      video.playbackRate = command.rate;
      if (command.pitch === 'kept') givePitchBack(video);
      return 'issued';
    default:
      return assertNever(command);
  }
}

/** What the page had chosen, while we have it otherwise. */
const pitchOfPage = new WeakMap<VideoLike, boolean>();

function letPitchGo(video: VideoLike): void {
  if (video.preservesPitch === undefined || pitchOfPage.has(video)) return;
  pitchOfPage.set(video, video.preservesPitch);
  video.preservesPitch = false;
}

/** As the page had it. */
export function givePitchBack(video: VideoLike): void {
  const chosen = pitchOfPage.get(video);
  if (chosen === undefined) return;
  pitchOfPage.delete(video);
  video.preservesPitch = chosen;
}

/** For who goes: nothing of ours stays on the element. */
export function leaveAt(video: VideoLike, rate: number): void {
  video.playbackRate = rate;
  givePitchBack(video);
}

/** HTML: play() rejects with NotAllowedError when the page has no user activation. */
function isAutoplayBlock(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'NotAllowedError';
}
