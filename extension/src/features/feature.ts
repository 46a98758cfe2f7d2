// What a feature is: one folder, one line in index.ts. It knows the party through its host alone, and no other feature.
import type { ReadonlySignal } from '@preact/signals';
import type { FeatureEvent } from '@sameframe/shared/feature-log.ts';
import { leastRoleFor } from '@sameframe/shared/grants.ts';
import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import type { ActId, Media } from '@sameframe/shared/playback.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import { isAtLeast } from '@sameframe/shared/protocol/rules.ts';
import type { ComponentType } from 'preact';
import type { FeatureAnswer, FeatureAsk } from '../messages/feature-asks.ts';
import type { FeatureParty, Offer, OfferOutcome } from '../messages/features-background.ts';
import type { EmojiShelf } from './emoji-shelf.ts';

export type { FeatureEvent } from '@sameframe/shared/feature-log.ts';
export type {
  FeatureAnswer,
  FeatureAsk,
  ListedPlaylist,
  ListedVideo,
  SaveRefusal,
} from '../messages/feature-asks.ts';
export type {
  FeatureMember,
  FeatureParty,
  Offer,
  OfferedVideo,
  OfferOutcome,
} from '../messages/features-background.ts';

/** Whether one's role lets one say something on a channel, as far as the party's rules go. */
export function mayWrite({ role, rules }: Pick<FeatureParty, 'role' | 'rules'>, channel: string): boolean {
  return isAtLeast(role, leastRoleFor(rules, channel));
}

export interface Feature {
  /** Also the name of its channel. */
  readonly id: string;
  /** What its tab is called. */
  readonly label: () => string;
  /** On top of the overlay's own style sheet. */
  readonly styles: string;
  mount(host: FeatureHost): FeaturePanel;
}

export interface FeaturePanel {
  /** What its tab shows; without it there is no tab. */
  readonly View?: ComponentType;
  /** A row below what every tab shows. */
  readonly Bar?: ComponentType;
  /** Over the film, also while the panel is closed; lets clicks through. */
  readonly Over?: ComponentType;
  /** So many things are there that the person has not seen. */
  readonly unseen: ReadonlySignal<number>;
}

/** An own act that is not in the log yet. */
export interface PendingAct {
  readonly id: ActId;
  readonly act: unknown;
  /** Why it will not get there; the person may say it again. Null: it may still. */
  readonly refusal: RejectReason | 'too-late' | null;
}

export interface FeatureHost {
  readonly signal: AbortSignal;
  readonly party: ReadonlySignal<FeatureParty>;
  /** Own acts that are kept, in the order in which they were made, until they come back in the party's order. */
  readonly pending: ReadonlySignal<readonly PendingAct[]>;
  /** Whether its panel can be seen. */
  readonly isSeen: ReadonlySignal<boolean>;
  /** All that is kept, from its beginning, with what was noted and the lamport of the first that nothing was there to show: once the party is known, and whenever the log starts anew. */
  onHistory(hear: (events: readonly FeatureEvent[], note: unknown, unheardFrom: number | null) => void): void;
  /** What is ordered after that. */
  onNews(hear: (event: FeatureEvent) => void): void;
  /** What the person hands over from another page of this browser; the same offer may come twice. */
  onOffer(take: (offer: Offer) => OfferOutcome): void;
  /** Says something to everyone: kept for those who come later (for features that KEPT_FEATURES names), or of the moment. */
  say(act: unknown, lasting: 'kept' | 'of-the-moment'): void;
  /** Says again what was refused, or lets it be. */
  settle(id: ActId, way: 'again' | 'never'): void;
  /** Keeps something for this feature in this browser, as long as it is in the party, and `onward` for where it goes on; JSON. */
  note(note: unknown, onward?: unknown): void;
  /** Everyone goes there, s. */
  jump(positionS: number): void;
  /** Everyone goes to another film and waits at its beginning; the person's own tab goes there, too. */
  open(media: Media): void;
  /** What stands still goes on for everyone together. */
  begin(): void;
  /** Whether the feature has something to do on every page of the party, also where nobody opens it. */
  attend(isNeeded: boolean): void;
  /** What the page at an address will say that it shows; null for what is no address of the web. */
  identify(address: string): { readonly key: MediaKey; readonly url: string } | null;
  /** Asks the person's own library, or how a page is called and looks. */
  ask(ask: FeatureAsk): Promise<FeatureAnswer>;
  /** To choose from. */
  readonly emoji: EmojiShelf;
  /** The film is over, or shows its last moments. */
  isOver(): boolean;
  /** Where the film is, s; null without one. */
  readPositionS(): number | null;
  /** How long it is, s; null without one, without an end, or on another page than the party's. */
  readLengthS(): number | null;
  /** What it shows, as others may have it (small-picture.ts); null without a picture, where the browser gives it to nobody, or on another page. */
  drawPicture(): string | null;
  /** One line over the film: of what happens here, or of what has come of something that the person wanted. */
  toast(text: string, of: 'talk' | 'outcome'): void;
  /** Whom the person does not want to hear; nobody else knows of it. */
  readonly muted: ReadonlySignal<ReadonlySet<MemberId>>;
  mute(member: MemberId, isMuted: boolean): void;
  /** Read in a component, it draws that anew when the name changes, and not with all else of the party. */
  nameOf(member: MemberId): string;
  /** The same of the emoji that is their picture; null if they have chosen none. */
  avatarOf(member: MemberId): string | null;
  /** The same of who one is, and of what the party watches. */
  readonly self: ReadonlySignal<MemberId | null>;
  readonly mediaKey: ReadonlySignal<MediaKey | null>;
}
