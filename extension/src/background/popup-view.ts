// PURE. What the popup shows of one tab: from the session, the presence book and what the tab lets us do.
// Says in data what the popup puts into words.
import {
  formatInvite,
  formatInviteLink,
  type Invite,
  isLoopbackRelay,
  type PartyCode,
} from '@sameframe/shared/code.ts';
import type { MemberId } from '@sameframe/shared/ids.ts';
import { nameOf, stallPolicyOf } from '@sameframe/shared/party.ts';
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { Need, PartyView, PopupMember, TabView } from '../messages/popup-background.ts';
import { connectionOf } from './party-session.ts';
import { type PresenceBook, reportOf } from './presence-book.ts';
import type { SessionState } from './session-state.ts';
import { closedFramesOf, hasVideo, pageOf, type TabRouting } from './tab-router.ts';

export interface TabFacts {
  readonly code: PartyCode;
  readonly relay: string;
  /** The relay's last refusal. */
  readonly refusal: RejectReason | null;
  readonly session: SessionState;
  readonly presence: PresenceBook;
  readonly routing: TabRouting;
  readonly access: 'open' | 'lost';
  readonly host: string | null;
  readonly report: SyncReport;
  readonly isSteppedOut: boolean;
}

export function viewTab(facts: TabFacts, defaultRelay: string, now: LocalMs): TabView {
  const { relay, refusal, session } = facts;
  if (session.self === null) {
    return { state: 'joining', relay, isAwaitingHost: refusal === 'awaiting-approval' };
  }
  return { state: 'in-party', party: viewParty(facts, defaultRelay, now) };
}

export function viewPending(invite: Invite, defaultRelay: string): TabView {
  const relay = invite.relay ?? defaultRelay;
  const text = formatInvite({ code: invite.code, relay: relay === defaultRelay ? null : relay });
  return { state: 'pending', invite: text, relay, isLoopbackOnly: isLoopbackRelay(relay) };
}

function viewParty(facts: TabFacts, defaultRelay: string, now: LocalMs): PartyView {
  const { code, relay, session } = facts;
  return {
    invite: formatInvite({ code, relay: relay === defaultRelay ? null : relay }),
    link: formatInviteLink(code, relay),
    isLoopbackOnly: isLoopbackRelay(relay),
    connection: connectionOf(session),
    report: facts.report,
    isSteppedOut: facts.isSteppedOut,
    members: viewMembers(facts, now),
    waitingFor: viewWaiting(facts),
    stallPolicy: stallPolicyOf(session.replica.party),
    isHost: session.self !== null && session.replica.party.host === session.self,
    need: needOf(facts),
  };
}

/** The page knows the time and says whether holds count; whose they are is in the log. */
function viewWaiting({ session, report }: TabFacts): string[] {
  if (report.state !== 'waiting') return [];
  const { party, timeline } = session.replica;
  return (Object.keys(timeline.holds) as MemberId[]).map((id) => nameOf(party, id));
}

function viewMembers({ session, presence, report }: TabFacts, now: LocalMs): PopupMember[] {
  const { party } = session.replica;
  return party.members.map(({ id }) => {
    const isSelf = id === session.self;
    return {
      id,
      name: isSelf ? session.name : nameOf(party, id),
      isSelf,
      isHost: id === party.host,
      report: isSelf ? report : reportOf(presence, id, now),
    };
  });
}

/** What stands between the tab and the party's video; the nearest obstacle first. */
function needOf(facts: TabFacts): Need | null {
  const { session, routing, access, host, report } = facts;
  const media = session.replica.timeline.playback?.media ?? null;
  const isElsewhere: Need | null =
    media === null ? null : { kind: 'other-page', url: media.url, title: media.title };
  if (access === 'lost') {
    if (host !== null) return { kind: 'site-access', host };
    return isElsewhere ?? { kind: 'video' };
  }
  if (report.state === 'other-page' && isElsewhere !== null) return isElsewhere;
  if (hasVideo(routing) || routing.frames.length === 0) return null;
  const closed = closedFramesOf(routing);
  const page = pageOf(routing);
  if (closed.length > 0) return { kind: 'frame-access', hosts: patternsOf([page?.url ?? '', ...closed]) };
  if (isElsewhere !== null && page?.url !== media?.url) return isElsewhere;
  return { kind: 'video' };
}

/** A frame opens only with access to its own site and to the page's around it (both browsers, measured). */
function patternsOf(addresses: readonly string[]): string[] {
  const urls = addresses.filter((address) => URL.canParse(address)).map((address) => new URL(address));
  const web = urls.filter(({ protocol }) => /^https?:$/.test(protocol));
  // Without the port: Firefox knows none in match patterns.
  return [...new Set(web.map(({ protocol, hostname }) => `${protocol}//${hostname}/*`))];
}
