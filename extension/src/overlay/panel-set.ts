// The panels of the overlay, which most people never open: a bundle of its own (entrypoints/panels.ts) that comes to the
// frame when the first of them is opened. It draws with a Preact of its own into what the overlay gives it.
import type { DetailsView } from './details-view.ts';
import type { OverlayAsk } from './overlay-view.ts';

/** Buttons over elements of the page, to choose one of them. */
export interface Offers {
  /** None takes them away. `onChoose` is told which by its place in `elements`. */
  show(elements: readonly Element[], onChoose: (index: number) => void): void;
  /** The page has scrolled or changed its layout. */
  place(): void;
}

/** Who wants to be told of little is told of outcomes all the same. */
export type ToastOf = 'talk' | 'outcome';

/** What the overlay gives to the features beside the film. */
export interface SideParts {
  /** As large as the film; lets every click through. */
  readonly into: HTMLElement;
  readonly signal: AbortSignal;
  /** Where the film is, in the party's seconds; null while there is none. */
  readPositionS(): number | null;
  /** How long it is, s; null without one, without an end, or on another page than the party's. */
  readLengthS(): number | null;
  /** What it shows (small-picture.ts); null without a picture that others may have, or on another page than the party's. */
  drawPicture(): string | null;
  /** Whether the film is over. */
  isOver(): boolean;
  /** A line over the film, which goes by itself: of what happens here, or of what has come of something. */
  toast(text: string, of: ToastOf): void;
  /** So many things are there that the person has not seen. */
  onUnseen(count: number): void;
}

/** The features beside the film: closed at first, and seen where they are open and offered. */
export interface Side {
  setOpen(isOpen: boolean, isOffered: boolean): void;
}

export interface PanelSet {
  /** Style sheet of all of them. */
  readonly styles: string;
  /** The panel "Sync details"; null takes it away. */
  drawDetails(into: Element, details: DetailsView | null, onAsk: (ask: OverlayAsk) => void): void;
  createOffers(root: ShadowRoot): Offers;
  openSide(parts: SideParts, onAsk: (ask: OverlayAsk) => void): Side;
}

declare global {
  /** Set in the extension's own world of the frame once the bundle is there; outlives a party. */
  var sameframePanels: PanelSet | undefined;
}
