// The part of HTMLMediaElement that Sameframe touches: any fake or custom element that has it will do.

export interface VideoLike {
  currentTime: number;
  playbackRate: number;
  /** Not on every custom element. */
  preservesPitch?: boolean | undefined;
  readonly paused: boolean;
  readonly seeking: boolean;
  readonly ended: boolean;
  readonly readyState: number;
  readonly duration: number;
  readonly isConnected: boolean;
  readonly loop: boolean;
  play(): Promise<void> | undefined;
  pause(): void;
}
