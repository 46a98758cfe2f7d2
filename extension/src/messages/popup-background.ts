// What the popup asks of the background and what it is shown. The popup knows no video and no socket.
import type { InviteProblem } from '@sameframe/shared/code.ts';
import type { KnockId, MemberId } from '@sameframe/shared/ids.ts';
import type { StallPolicy } from '@sameframe/shared/party.ts';
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { Govern, Role } from '@sameframe/shared/protocol/rules.ts';
import type { Apart, Connection, FilmStanding, FrameVideo, SiteNotice } from './content-background.ts';
import type { ListedVideo } from './feature-asks.ts';
import type { Announcements, Theme } from './own-settings.ts';

export const POPUP_PORT = 'popup';
/** In the browser's session storage, of the parties that are on: our own pages see by it that one begins or ends. */
export const PARTY_PREFIX = 'party:';

/** Requests are answered, in their order, by a view that counts them; what went wrong is in its `problem`. */
export type PopupToBackground =
  /** First message: whose tab this popup is about. A toolbar click lets us into the page again ("come back"). */
  | { readonly kind: 'watch-tab'; readonly tabId: number }
  | { readonly kind: 'start' }
  /** Of the library's page: the party of a saved video, in a tab of its own. It begins, or one joins it. */
  | { readonly kind: 'watch-saved'; readonly invite: string; readonly address: string }
  /** The tab's page goes to the library. */
  | { readonly kind: 'save-video' }
  /** The tab's page goes to the queue of the party that is on in this browser. */
  | { readonly kind: 'queue-page' }
  /** Of the library's page: these go there. */
  | { readonly kind: 'queue-videos'; readonly videos: readonly ListedVideo[] }
  /** Anything a person pasted. */
  | { readonly kind: 'join'; readonly text: string }
  | { readonly kind: 'join-pending' }
  | { readonly kind: 'dismiss-pending' }
  /** This one of the recent parties, or with null all of them. */
  | { readonly kind: 'forget-recent'; readonly invite: string | null }
  /** This browser is in that party in another tab: bring it here. */
  | { readonly kind: 'move-here' }
  | { readonly kind: 'stay-there' }
  /** The popup is about to ask for access to the party's site; Chrome closes it over that, and the answer leads on. */
  | { readonly kind: 'ask-to-go' }
  /** The popup has asked for (and may have got) access to the party's site before this. */
  | { readonly kind: 'go-to-media' }
  /** The other way round: everyone comes to this tab's page. */
  | { readonly kind: 'bring-everyone' }
  /** Leaves every party, and forgets settings, recent parties, the library and an invite that waits. */
  | { readonly kind: 'forget-everything' }
  /** A personal pause: the party goes on without this tab. */
  | { readonly kind: 'step-out' }
  | { readonly kind: 'come-back' }
  /** "Everything in my copy comes so much later than it did", in s; null: it is not shifted at all. */
  | { readonly kind: 'shift-film'; readonly byS: number | null }
  /** The panel with the own sync, over the video: opens it, and closes it when it is open. */
  | { readonly kind: 'toggle-details' }
  /** Whether the list of the page's videos is to be seen. */
  | { readonly kind: 'list-videos'; readonly isWanted: boolean }
  /** This one of the list is the party's, until it is gone. */
  | { readonly kind: 'pick-video'; readonly frame: number; readonly video: number }
  /** The choice is Sameframe's again. */
  | { readonly kind: 'choose-for-me' }
  /** The next click on a video in the page chooses it. */
  | { readonly kind: 'pick-on-page' }
  | { readonly kind: 'leave' }
  /** Of the host: nobody waits any longer. */
  | { readonly kind: 'go-on' }
  | { readonly kind: 'set-stall-policy'; readonly policy: StallPolicy }
  /** Of the host: everyone who is in goes on under a new code. */
  | { readonly kind: 'go-on-anew' }
  /** One of a member's `offers`, or a rule of the party. */
  | { readonly kind: 'govern'; readonly wish: Govern }
  | { readonly kind: 'set-name'; readonly name: string }
  /** An emoji; null for none. */
  | { readonly kind: 'set-avatar'; readonly avatar: string | null }
  /** An empty text goes back to the default relay. */
  | { readonly kind: 'set-relay'; readonly relay: string }
  /** "My sound and picture come so many ms late." Brought within its bounds. */
  | { readonly kind: 'set-output-delay'; readonly outputDelayMs: number }
  | { readonly kind: 'set-theme'; readonly theme: Theme }
  | { readonly kind: 'set-announcements'; readonly announcements: Announcements }
  | { readonly kind: 'set-follow'; readonly follow: Follow }
  | { readonly kind: 'set-brings-along'; readonly bringsAlong: boolean };

/** What somebody does when the party goes on to another video. */
export const FOLLOWS = ['ask', 'always', 'never'] as const;
export type Follow = (typeof FOLLOWS)[number];

/** More than any headphones or television; what is later still is another room. */
export const MAX_OUTPUT_DELAY_MS = 1_000;

/** Whole milliseconds within the bounds (SPEC OD3); 0 for what is no number. */
export function boundOutputDelay(outputDelayMs: number): number {
  const boundedMs = Math.round(Math.min(MAX_OUTPUT_DELAY_MS, Math.max(0, outputDelayMs)));
  return Number.isNaN(boundedMs) ? 0 : boundedMs;
}

export type Problem =
  | { readonly kind: 'invite'; readonly problem: InviteProblem }
  | { readonly kind: 'relay-address' }
  | { readonly kind: 'name' }
  | { readonly kind: 'rejected'; readonly reason: RejectReason }
  | { readonly kind: 'unreachable'; readonly relay: string }
  /** The browser lets no extension into this page (its own pages, the add-on store). */
  | { readonly kind: 'closed-page' }
  | { readonly kind: 'not-queued'; readonly why: QueueRefusal }
  /** More waits to be taken into the library than it takes. */
  | { readonly kind: 'inbox-full' }
  /** No trouble at all: the host has taken everyone who was in to a party under a new code. */
  | { readonly kind: 'went-on' }
  | { readonly kind: 'storage-reset' }
  /** Of a wish, for a reason that is none of the person's. */
  | { readonly kind: 'failed' };

/** `no-page`: the party's tab shows nothing that lets us in, and with it nobody has the queue at hand. */
export type QueueRefusal = 'full' | 'not-allowed' | 'no-address' | 'no-page' | 'no-party';

/** The queue of the party that is on in this browser, of several the one that was joined last. */
export interface QueueView {
  /** The person's role lets them. */
  readonly mayAdd: boolean;
}

export interface PopupMember {
  readonly id: MemberId;
  /** Null until they have said. */
  readonly name: string | null;
  /** The emoji that is their picture; null if they have chosen none. */
  readonly avatar: string | null;
  readonly isSelf: boolean;
  readonly role: Role;
  /** What one may do to them. */
  readonly offers: readonly MemberWish[];
  /** Null when nothing was heard of them lately. */
  readonly report: SyncReport | null;
}

export type MemberWish = Extract<Govern, { kind: 'set-role' | 'hand-over' | 'kick' }>;

/** Who waits at the door. */
export interface PopupKnocker {
  readonly knock: KnockId;
  /** Null: they gave none. */
  readonly name: string | null;
}

export interface RulesView {
  readonly isLocked: boolean;
  readonly approvesJoiners: boolean;
  /** The least role that may control the film. */
  readonly controls: Role;
  /** The same of what stands beside it. */
  readonly beside: Readonly<Record<BesideChannel, Role>>;
}

/** The channels beside the film, in the order in which they are offered to be governed. */
export const BESIDE_CHANNELS = ['queue', 'chat', 'reactions'] as const;
export type BesideChannel = (typeof BESIDE_CHANNELS)[number];

/** What stands between this tab and the party's video; the popup offers one button for it. */
export type Need =
  /** The video is, or a better one may be, in a frame of another site. Match patterns to ask for. */
  | { readonly kind: 'frame-access'; readonly hosts: readonly string[] }
  /** The party watches another page. */
  | {
      readonly kind: 'other-page';
      readonly url: string;
      readonly title: string;
      readonly apart: Apart;
      /** The party may be brought to this page. */
      readonly mayBring: boolean;
      /** The person has chosen to stay where they are. */
      readonly isStaying: boolean;
    }
  /** The browser took our access when the page was reloaded; `host` would keep it. */
  | { readonly kind: 'site-access'; readonly host: string }
  /** No video here yet. */
  | { readonly kind: 'video' };

/** One of the tab's videos. */
export interface PopupVideo extends Omit<FrameVideo, 'isChosen'> {
  readonly frame: number;
  /** Host of its frame; null for a frame without an address. */
  readonly site: string | null;
  /** It is the one that the party drives. */
  readonly isInUse: boolean;
}

export interface VideosView {
  readonly count: number;
  /** The one in use is the person's own choice. */
  readonly isPicked: boolean;
  /** Null while nobody has asked for it. */
  readonly list: readonly PopupVideo[] | null;
}

export interface PartyView {
  /** `CODE` or `CODE@relay`: what to send to a friend. */
  readonly invite: string;
  readonly link: string;
  /** The relay runs on this computer, so nobody else can reach it. */
  readonly isLoopbackOnly: boolean;
  readonly connection: Connection;
  /** Own sync state; null before the page has reported. */
  readonly report: SyncReport | null;
  /** The person has stepped out and is offered the way back. */
  readonly isSteppedOut: boolean;
  /** How this copy's time stands to the party's. */
  readonly film: FilmStanding;
  readonly members: readonly PopupMember[];
  /** How many more are in, and not listed. */
  readonly unlisted: number;
  /** Names of those the party waits for. */
  readonly waitingFor: readonly (string | null)[];
  readonly stallPolicy: StallPolicy;
  readonly rules: RulesView;
  /** One may change the rules, and let in who waits. */
  readonly mayGovern: boolean;
  readonly knockers: readonly PopupKnocker[];
  /** One is host: may choose the policy, and go on while somebody is waited for. */
  readonly isHost: boolean;
  readonly need: Need | null;
  readonly siteNotice: SiteNotice | null;
  readonly videos: VideosView;
}

export type TabView =
  | { readonly state: 'no-party' }
  /** Asked for the party; not in yet. `isAwaitingHost`: the relay answers, and a host has to let them in. */
  | { readonly state: 'joining'; readonly relay: string; readonly isAwaitingHost: boolean }
  | { readonly state: 'in-party'; readonly party: PartyView }
  /** The pasted code's party is in another tab of this browser. */
  | { readonly state: 'in-other-tab'; readonly tabTitle: string }
  /** An invite link was opened; nothing happens before the person says so. `site` is null for unknown. */
  | {
      readonly state: 'pending';
      readonly invite: string;
      readonly relay: string;
      readonly isLoopbackOnly: boolean;
      /** Where its video is; null where the link does not say. */
      readonly address: string | null;
    };

/** A party that this browser was in before. */
export interface RecentView {
  /** `CODE` or `CODE@relay`. */
  readonly invite: string;
  /** Null for the default one. */
  readonly relay: string | null;
  /** Of what it watched last; may be empty. */
  readonly title: string;
}

export interface PopupView {
  readonly kind: 'view';
  readonly tab: TabView;
  /** To come back to, the latest first; none where a party is on. */
  readonly recent: readonly RecentView[];
  readonly problem: Problem | null;
  /** The tab's page was put into the library since this popup was opened. */
  readonly isSaved: boolean;
  /** Null: no party is on in this browser. */
  readonly queue: QueueView | null;
  /** So many videos were put into it by the last press; null: none were. */
  readonly queued: number | null;
  readonly settings: {
    readonly name: string;
    readonly avatar: string | null;
    readonly relay: string;
    readonly isDefaultRelay: boolean;
    readonly outputDelayMs: number;
    readonly follow: Follow;
    readonly bringsAlong: boolean;
    readonly theme: Theme;
    readonly announcements: Announcements;
  };
}

/** Comes whenever something has changed, also while a request is being carried out. */
export interface BackgroundToPopup extends PopupView {
  /** How many of this port's messages it answers. */
  readonly answered: number;
}
