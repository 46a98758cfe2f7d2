// What the overlay can show and what can be asked of the page through it. Types alone: who decides is elsewhere.

export type Tone = 'calm' | 'busy' | 'problem';

/** A press on one of the overlay's buttons. */
export type OverlayAsk =
  /** A click in the page itself: from here on the browser lets the video play. */
  | 'play'
  | 'go-to-media'
  /** The host's: nobody is waited for any longer. */
  | 'go-on'
  /** The other way round: the party comes to the video of this page. */
  | 'watch-this'
  /** To "Pause for everyone?"; the other answer is to step out. */
  | 'for-everyone'
  | 'step-out'
  | 'come-back'
  /** Of the last jump: everyone goes back to where it began. */
  | 'undo'
  | 'close-details'
  /** Chat and the other features, beside the film. */
  | 'toggle-side';

export interface OverlayAction {
  readonly id: OverlayAsk;
  readonly label: string;
}

export type OverlayView =
  | { readonly status: 'hidden' }
  | { readonly status: 'line'; readonly text: string; readonly tone: Tone }
  | { readonly status: 'click-to-join' }
  /** The first action is the one most people want. */
  | { readonly status: 'choice'; readonly text: string; readonly actions: readonly OverlayAction[] };
