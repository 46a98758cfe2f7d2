// One party as long as this node has something to do for it: who is connected here, what waits to be gathered, how
// far it has been told, and the one path of an intent (append, tell everyone here, answer).
import type { EventId, MemberId, PartyId } from '@sameframe/shared/ids.ts';
import type { EventRef, Intent, OrderedEvent, RelayEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { Govern, PartyRules } from '@sameframe/shared/protocol/rules.ts';
import type {
  CatchUp,
  GovernReply,
  IntentReply,
  PresenceDigest,
} from '@sameframe/shared/protocol/to-member.ts';
import type { PresenceReport } from '@sameframe/shared/protocol/to-relay.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import { waitingAt } from '../door/knocks.ts';
import { reject } from '../door/parse.ts';
import type { MemberAddress, PartyStore } from '../store/party-store.ts';
import { createAnnouncer } from './announcer.ts';
import { createKnockBoard } from './knock-board.ts';
import { allDone, andThen, type Later } from './later.ts';
import { hasLeft, isMissingIn } from './listing.ts';
import type { Outbox } from './outbox.ts';
import type { FeedMessage, PartyFeed } from './party-feed.ts';
import { createPresenceGatherer } from './presence-gatherer.ts';
import type { ConnectionId } from './session.ts';
import { createStandings } from './standings.ts';
import { createTeller } from './teller.ts';

/** Kicked; or gone, for a reason that was missed. */
export type PutOut = 'kicked' | 'not-joined';

export interface PartyHostPorts {
  readonly store: PartyStore;
  readonly feed: PartyFeed;
  readonly outbox: Outbox;
  readonly gatherMs: number;
  readonly now: () => RelayMs;
  /** By it things become due. */
  readonly localNow: () => LocalMs;
  readonly mintEventId: () => EventId;
  /** A member that was connected here is no longer in. */
  readonly onPutOut: (address: MemberAddress, connection: ConnectionId, reason: PutOut) => void;
  /** Asks for a `tick` at `at` or soon after. */
  readonly schedule: (at: LocalMs) => void;
}

export interface PartyHost {
  /** Makes a connection the member's one; answers the connection it takes the place of. */
  enter(member: MemberId, connection: ConnectionId): ConnectionId | null;
  exit(member: MemberId, connection: ConnectionId): void;
  connectionOf(member: MemberId): ConnectionId | null;
  /** Whoever has entered when `take` returns misses nothing after it; null if the party has ended. */
  catchUp<Taken>(from: EventRef | null, take: (answer: CatchUp | null) => Taken): Later<Taken>;
  intent(member: MemberId, intent: Intent): Later<IntentReply>;
  govern(member: MemberId, wish: Govern): Later<GovernReply>;
  /** What any node did for this party. Members here get its events once and in order. */
  hear(message: Exclude<FeedMessage, { kind: 'entered' }>): Later<void>;
  presence(member: MemberId, report: PresenceReport): void;
  /** Somebody knocked here or was judged: hosts and co-hosts are told, on all nodes. */
  noteKnock(): void;
  /** A member has entered: should it be a host, it is to see who waits. */
  noteArrival(rules: PartyRules): void;
  /** Someone came or went: the party is told within the gathering time. */
  noteMembers(): void;
  head(): EventRef | null;
  dueAt(): LocalMs | null;
  tick(now: LocalMs): Later<void>;
  /** Nothing is due or under way: it has nothing to do until it is asked again. */
  isAtRest(): boolean;
  isIdle(): boolean;
}

/** From so many on, gathering takes longer in proportion. */
const CROWD = 250;
/** After the log could not be read for what was missed, how long until it is asked again. */
const HEAL_AGAIN_MS = 1_000;

export function createPartyHost(party: PartyId, ports: PartyHostPorts): PartyHost {
  const { store, feed, outbox, gatherMs, now, mintEventId, localNow, schedule } = ports;
  const connections = new Map<MemberId, ConnectionId>();
  const gatherer = createPresenceGatherer();
  const standings = createStandings();
  const audience = () => ({ party, connections: connections.values() });
  const teller = createTeller({
    follow: () => feed.follow(party),
    read: (from) => store.catchUp(party, from),
    tell: (event) => {
      outbox.send(audience(), { kind: 'event', event });
      standings.note(event);
      if (event.from === 'relay') obey(event);
    },
    skip: (roster) => {
      standings.reset(roster);
      for (const member of connections.keys()) if (isMissingIn(roster, member)) putOut(member, 'not-joined');
    },
    onUnhealed: () => {
      healAt ??= (localNow() + HEAL_AGAIN_MS) as LocalMs;
      schedule(healAt);
    },
  });
  /** On whatever node: each is told of it, and once. */
  const obey = ({ fact }: RelayEvent): void => {
    if (fact.kind === 'members-changed') {
      // Taken for gone by another node while this one was cut off: nobody in the party would know of them.
      for (const member of fact.left) if (hasLeft(fact, member)) putOut(member, 'not-joined');
    } else if (fact.kind === 'rules-changed') {
      for (const member of fact.kicked) putOut(member, 'kicked');
      if (fact.rules.approvesJoiners) board.note(localNow());
    }
  };
  const putOut = (member: MemberId, reason: PutOut): void => {
    const connection = connections.get(member);
    connections.delete(member);
    if (connection !== undefined) ports.onPutOut({ party, member }, connection, reason);
  };
  let presenceAt: LocalMs | null = null;
  let healAt: LocalMs | null = null;

  const healWhenDue = (at: LocalMs): Later<void> => {
    if (healAt === null || healAt > at) return;
    healAt = null;
    return teller.heal();
  };

  const later = (at: LocalMs): LocalMs => {
    // What is gathered goes to each of them: in a crowd as many writes a second as in a party of CROWD.
    const dueAt = (at + gatherMs * Math.max(1, connections.size / CROWD)) as LocalMs;
    schedule(dueAt);
    return dueAt;
  };

  const announcer = createAnnouncer({
    announce: () =>
      andThen(store.announce(party, mintEventId(), now()), (event) =>
        event === null ? undefined : teller.hear(event),
      ),
    later,
  });

  const board = createKnockBoard({
    read: () =>
      andThen(store.knocks(party), (knocks) =>
        // From the head on there is nothing to read but who is in.
        andThen(store.catchUp(party, teller.head()), (catchUp) =>
          catchUp === null ? null : { waiting: waitingAt(knocks, now()), roster: catchUp.roster },
        ),
      ),
    connections,
    show: outbox.show,
    later,
    schedule,
  });
  const noteKnock = (): void => {
    board.note(localNow());
    feed.shareKnock(party);
  };

  const hasNothingToDo = (): boolean =>
    announcer.dueAt() === null && board.dueAt() === null && !teller.isAsking();

  const sendReports = (reports: PresenceDigest['reports']): void => {
    outbox.send(audience(), { kind: 'presence', digest: { head: teller.head(), reports } });
  };

  const sendPresence = (at: LocalMs): void => {
    const reports = gatherer.take();
    presenceAt = gatherer.isEmpty() ? null : later(at);
    if (reports.length === 0) return;
    sendReports(reports);
    feed.sharePresence(party, reports);
  };

  const appended = (event: OrderedEvent) => {
    const { lamport, id } = event;
    return andThen(teller.hear(event), () => ({ ok: true as const, ref: { lamport, id } }));
  };

  return {
    enter(member, connection) {
      const former = connections.get(member) ?? null;
      connections.set(member, connection);
      return former === connection ? null : former;
    },
    exit(member, connection) {
      if (connections.get(member) === connection) connections.delete(member);
    },
    connectionOf: (member) => connections.get(member) ?? null,
    catchUp: (from, take) =>
      teller.catchUp(from, (answer) => {
        if (answer !== null) standings.begin(answer.roster);
        return take(answer);
      }),
    intent: (member, intent) =>
      andThen(store.append({ party, member, intent, id: mintEventId(), now: now() }), (outcome) => {
        switch (outcome.kind) {
          case 'appended':
            return appended(outcome.event);
          case 'repeated':
            return { ok: true, ref: outcome.ref };
          case 'refused':
            return reject(outcome.reason);
          default:
            return assertNever(outcome);
        }
      }),
    govern: (member, wish) =>
      andThen(
        store.govern({ party, member, wish, id: mintEventId(), now: now() }),
        (outcome): Later<GovernReply> => {
          switch (outcome.kind) {
            case 'changed':
              // Whoever was kicked has left, and that is told as every departure is.
              if (outcome.event.fact.kicked.length > 0) announcer.note(localNow());
              return appended(outcome.event);
            case 'unchanged':
              if (wish.kind === 'admit') noteKnock();
              return { ok: true, ref: outcome.head };
            case 'refused':
              return reject(outcome.reason);
            default:
              return assertNever(outcome);
          }
        },
      ),
    hear(message) {
      switch (message.kind) {
        case 'event':
          return teller.hear(message.event);
        case 'presence':
          return sendReports(message.reports);
        case 'knocked':
          return board.note(localNow());
        case 'interrupted':
          return teller.heal();
        default:
          return assertNever(message);
      }
    },
    presence(member, report) {
      const standing = standings.of(member);
      // Nobody could tell whose it is.
      if (standing === 'unlisted') return;
      gatherer.add(member, report, standing === 'spectator');
      presenceAt ??= later(localNow());
    },
    noteKnock,
    noteArrival(rules) {
      if (rules.approvesJoiners) board.note(localNow());
    },
    noteMembers: () => announcer.note(localNow()),
    head: teller.head,
    dueAt() {
      const dues = [presenceAt, healAt, announcer.dueAt(), board.dueAt()].filter((at) => at !== null);
      return dues.length === 0 ? null : (Math.min(...dues) as LocalMs);
    },
    tick(at) {
      const works = [announcer.tick(at), board.tick(at), healWhenDue(at)];
      if (presenceAt !== null && presenceAt <= at) sendPresence(at);
      return allDone(works);
    },
    isAtRest: () => presenceAt === null && healAt === null && hasNothingToDo(),
    // What was missed, or not shown yet, concerns only who is connected here.
    isIdle: () => connections.size === 0 && hasNothingToDo(),
  };
}
