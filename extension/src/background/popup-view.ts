// PURE. What the popup shows of one tab: from the session, the presence book and what the tab lets us do.
// Says in data what the popup puts into words.
import { formatInvite, formatInviteLink, isLoopbackRelay, type PartyCode } from '@sameframe/shared/code.ts';
import { leastRoleFor, mayGovern, mayTouch } from '@sameframe/shared/grants.ts';
import type { MemberId } from '@sameframe/shared/ids.ts';
import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import { avatarOf, nameOf, type PartyState, roleOf, stallPolicyOf } from '@sameframe/shared/party.ts';
import { PLAYBACK_CHANNEL } from '@sameframe/shared/playback.ts';
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import { DEFAULT_ROLE, isAtLeast, type Role } from '@sameframe/shared/protocol/rules.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { FilmStanding, OtherPage } from '../messages/content-background.ts';
import {
  BESIDE_CHANNELS,
  type MemberWish,
  type Need,
  type PartyView,
  type PopupMember,
  type RecentView,
  type RulesView,
  type TabView,
  type VideosView,
} from '../messages/popup-background.ts';
import type { PartyRecord } from './party-record.ts';
import type { Knocker } from './party-seal.ts';
import { connectionOf } from './party-session.ts';
import type { VideoInvite } from './pending-invite.ts';
import { type PresenceBook, reportOf } from './presence-book.ts';
import type { RecentParty } from './recent-parties.ts';
import type { SessionState } from './session-state.ts';
import {
  closedFramesOf,
  countVideos,
  hasVideo,
  isPicked,
  pageOf,
  siteNoticeOf,
  type TabRouting,
} from './tab-router.ts';

export interface TabFacts {
  readonly code: PartyCode;
  readonly relay: string;
  /** The relay's last refusal. */
  readonly refusal: RejectReason | null;
  readonly session: SessionState;
  /** As it was kept last: no own report had a higher count. */
  readonly reportCount: number;
  readonly presence: PresenceBook;
  readonly knockers: readonly Knocker[];
  readonly routing: TabRouting;
  readonly access: 'open' | 'lost';
  readonly host: string | null;
  readonly report: SyncReport;
  readonly isSteppedOut: boolean;
  readonly shifts: PartyRecord['shifts'];
  readonly film: FilmStanding;
  /** Null: on the party's page, or not known. */
  readonly apart: OtherPage | null;
}

export function viewTab(facts: TabFacts, defaultRelay: string, now: LocalMs): TabView {
  const { relay, refusal, session } = facts;
  if (session.self === null) {
    return { state: 'joining', relay, isAwaitingHost: refusal === 'awaiting-approval' };
  }
  return { state: 'in-party', party: viewParty(facts, defaultRelay, now) };
}

export function viewPending(invite: VideoInvite, defaultRelay: string): TabView {
  const relay = invite.relay ?? defaultRelay;
  const text = formatInvite({ code: invite.code, relay: relay === defaultRelay ? null : relay });
  const { address } = invite;
  return { state: 'pending', invite: text, relay, isLoopbackOnly: isLoopbackRelay(relay), address };
}

export function viewRecent({ code, relay, title }: RecentParty, defaultRelay: string): RecentView {
  const isDefault = relay === defaultRelay;
  return {
    invite: formatInvite({ code, relay: isDefault ? null : relay }),
    relay: isDefault ? null : relay,
    title,
  };
}

function viewParty(facts: TabFacts, defaultRelay: string, now: LocalMs): PartyView {
  const { code, relay, session } = facts;
  const { party } = session.replica;
  const role = ownRoleIn(session);
  return {
    invite: formatInvite({ code, relay: relay === defaultRelay ? null : relay }),
    link: formatInviteLink(code, relay),
    isLoopbackOnly: isLoopbackRelay(relay),
    connection: connectionOf(session),
    report: facts.report,
    isSteppedOut: facts.isSteppedOut,
    film: facts.film,
    members: viewMembers(facts, now),
    unlisted: party.unlisted,
    waitingFor: viewWaiting(facts),
    stallPolicy: stallPolicyOf(party),
    rules: viewRules(party),
    mayGovern: isAtLeast(role, 'co-host'),
    knockers: knockersFor(facts),
    isHost: role === 'host',
    need: needOf(facts),
    siteNotice: siteNoticeOf(facts.routing),
    videos: viewVideos(facts.routing),
  };
}

/** What was told last may be of a time when one was to let people in, or when they had to be. */
export function knockersFor({ session, knockers }: TabFacts): readonly Knocker[] {
  const isAsked = session.replica.party.rules.approvesJoiners && isAtLeast(ownRoleIn(session), 'co-host');
  return isAsked ? knockers : [];
}

/** The least, as long as one is not in the roster; who is not listed in a crowd is what all are at first. */
export function ownRoleIn({ self, replica: { party } }: SessionState): Role {
  return (self === null ? null : roleOf(party, self)) ?? (party.unlisted > 0 ? DEFAULT_ROLE : 'spectator');
}

/** What the person may do about the film, and their place among the members. */
export function standingOf(session: SessionState): { readonly mayControl: boolean; readonly rank: number } {
  const { members, rules } = session.replica.party;
  const rank = members.findIndex(({ id }) => id === session.self);
  const mayControl = isAtLeast(ownRoleIn(session), leastRoleFor(rules, PLAYBACK_CHANNEL));
  return { mayControl, rank: rank < 0 ? members.length : rank };
}

function viewRules({ rules }: PartyState): RulesView {
  const { isLocked, approvesJoiners } = rules;
  const beside = Object.fromEntries(
    BESIDE_CHANNELS.map((channel) => [channel, leastRoleFor(rules, channel)]),
  ) as RulesView['beside'];
  return { isLocked, approvesJoiners, controls: leastRoleFor(rules, PLAYBACK_CHANNEL), beside };
}

/** What who has `role` may do to a member who has `otherRole`; the mildest first. */
function offersFor(role: Role, member: MemberId, otherRole: Role): readonly MemberWish[] {
  if (!mayTouch(role, otherRole)) return [];
  const wishes: readonly MemberWish[] = [
    ...(['co-host', 'viewer', 'spectator'] as const)
      .filter((given) => given !== otherRole)
      .map((given) => ({ kind: 'set-role', member, role: given }) as const),
    { kind: 'hand-over', member },
    { kind: 'kick', member },
  ];
  return wishes.filter((wish) => mayGovern(role, wish));
}

function viewWaiting({ session, report, routing }: TabFacts): (string | null)[] {
  if (report.state !== 'waiting') return [];
  const driving = routing.frames.find(({ key }) => key === routing.driving);
  return (driving?.waitingFor ?? []).map((id) => nameOf(session.replica.party, id));
}

function viewMembers({ session, presence, report }: TabFacts, now: LocalMs): PopupMember[] {
  const { party } = session.replica;
  const ownRole = ownRoleIn(session);
  return party.members.map(({ id }) => {
    const isSelf = id === session.self;
    const role = roleOf(party, id) ?? 'spectator';
    return {
      id,
      name: isSelf ? session.name : nameOf(party, id),
      avatar: isSelf ? session.avatar : avatarOf(party, id),
      isSelf,
      role,
      offers: isSelf ? [] : offersFor(ownRole, id, role),
      report: isSelf ? report : reportOf(presence, id, now),
    };
  });
}

function viewVideos(routing: TabRouting): VideosView {
  const { frames, driving } = routing;
  const list = frames.flatMap(({ key, host, videos }) =>
    (videos ?? []).map(({ isChosen, ...video }) => ({
      ...video,
      frame: key,
      site: host,
      isInUse: isChosen && key === driving,
    })),
  );
  const wasTold = frames.some(({ videos }) => videos !== null);
  return { count: countVideos(routing), isPicked: isPicked(routing), list: wasTold ? list : null };
}

/** What stands between the tab and the party's video; the nearest obstacle first. */
export function needOf(facts: TabFacts): Need | null {
  const { session, routing, access, host, report } = facts;
  const media = session.replica.timeline.playback?.media ?? null;
  const isElsewhere: Need | null =
    media === null
      ? null
      : {
          kind: 'other-page',
          url: media.url,
          title: media.title,
          apart: facts.apart?.how ?? 'elsewhere',
          // As over the video: who was left behind is offered to go along.
          mayBring: facts.apart?.mayBring === true && facts.apart.how !== 'party-went-on',
          isStaying: facts.apart?.isStaying === true,
        };
  if (access === 'lost') {
    if (host !== null) return { kind: 'site-access', host };
    return isElsewhere ?? { kind: 'video' };
  }
  if (report.state === 'other-page' && isElsewhere !== null) return isElsewhere;
  const closed = closedFramesOf(routing);
  const page = pageOf(routing);
  if (closed.length > 0) return { kind: 'frame-access', hosts: patternsOf([page?.url ?? '', ...closed]) };
  if (hasVideo(routing) || routing.frames.length === 0) return null;
  if (isElsewhere !== null && (page === null || mediaKeyOf(page.url) !== media?.key)) return isElsewhere;
  return { kind: 'video' };
}

/** A frame opens only with access to its own site and to the page's around it (both browsers, measured). */
function patternsOf(addresses: readonly string[]): string[] {
  const urls = addresses.filter((address) => URL.canParse(address)).map((address) => new URL(address));
  const web = urls.filter(({ protocol }) => /^https?:$/.test(protocol));
  // Without the port: Firefox knows none in match patterns.
  return [...new Set(web.map(({ protocol, hostname }) => `${protocol}//${hostname}/*`))];
}
