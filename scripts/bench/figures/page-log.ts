// What one member's page showed and did, on the bench's clock: the one input of every figure.

export interface ShownFrame {
  /** When it was on the screen. */
  readonly atMs: number;
  /** Which moment of the film it shows, as painted into it. */
  readonly filmMs: number;
}

export interface ElementEvent {
  readonly kind: 'play' | 'pause' | 'seeking' | 'seeked' | 'ratechange' | 'waiting' | 'timeupdate';
  readonly atMs: number;
  /** The element's state as its handler found it. */
  readonly positionMs: number;
  readonly rate: number;
  readonly isPaused: boolean;
}

export interface PageLog {
  readonly frames: readonly ShownFrame[];
  readonly events: readonly ElementEvent[];
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export function isWithin({ fromMs, toMs }: Span, atMs: number): boolean {
  return atMs >= fromMs && atMs < toMs;
}
