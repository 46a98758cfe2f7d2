// The relay without its sockets and timers: sessions, requests, and what time brings about. Every message that enters
// it is parsed here, and it waits for nothing but a store that has to be waited for, so that a simulation drives the
// very code that members meet. A connection's requests come one after the other.
import {
  type EventId,
  idFromBytes,
  type MemberId,
  type MemberToken,
  type PartyId,
} from '@sameframe/shared/ids.ts';
import { intentSchema } from '@sameframe/shared/protocol/envelope.ts';
import type { Rejection, RejectReason } from '@sameframe/shared/protocol/reject.ts';
import { governSchema } from '@sameframe/shared/protocol/rules.ts';
import type { Closing, JoinReply, ResumeReply, Welcome } from '@sameframe/shared/protocol/to-member.ts';
import { joinSchema, presenceReportSchema, resumeSchema } from '@sameframe/shared/protocol/to-relay.ts';
import { assert } from '@sameframe/shared/result.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type * as v from 'valibot';
import { KNOCK_AGAIN_MS } from '../door/knocks.ts';
import { admitHandshake, parseMessage, reject } from '../door/parse.ts';
import type { JoinRefusal, MemberAddress, PromptStore } from '../store/party-store.ts';
import { composeJoin, type JoinRequest } from './compose-join.ts';
import type { Deliver, PromptCore, RelayCore, RelayCorePorts, RelayHealth } from './core-port.ts';
import { allDone, andThen, type Later } from './later.ts';
import { createLeaseKeeper } from './lease-keeper.ts';
import { isMissingIn } from './listing.ts';
import { NO_OTHER_NODES } from './party-feed.ts';
import type { PartyHost } from './party-host.ts';
import { createPartyHosts } from './party-hosts.ts';
import { planReturns } from './return-times.ts';
import type { ConnectionId, Session } from './session.ts';
import { createStoreWatch } from './store-watch.ts';

type JoinedSession = Extract<Session, { state: 'joined' }>;

const ID_BYTES = 16;

/** On a store that answers at once the core does so too. */
export function createRelayCore(
  ports: RelayCorePorts & { readonly store: PromptStore; readonly feed?: never },
): PromptCore;
export function createRelayCore(ports: RelayCorePorts): RelayCore;
export function createRelayCore(ports: RelayCorePorts): RelayCore {
  const { store, feed = NO_OTHER_NODES, outbox, now, localNow, settings } = ports;
  const sessions = new Map<ConnectionId, Session>();
  const onChanged = (party: PartyId) => hosts.open(party).noteMembers();
  const leases = createLeaseKeeper({ store, settings, now, localNow, onChanged });
  let dueAt = leases.dueAt();
  let isDraining = false;
  const { answer, contain, ...watch } = createStoreWatch(store, ports.onProblem);

  const schedule = (at: LocalMs) => {
    dueAt = Math.min(dueAt, at) as LocalMs;
  };
  const mintId = <Id extends MemberId | EventId | MemberToken>() =>
    idFromBytes<Id>(ports.randomBytes(ID_BYTES));
  const { gatherMs } = settings;
  const dismiss = (address: MemberAddress, connection: ConnectionId, reason: RejectReason) => {
    leases.forget({ ...address, connection });
    end(connection, { reason });
  };
  const hosts = createPartyHosts(
    {
      ...{ store, feed, outbox, gatherMs, now, localNow, schedule },
      mintEventId: mintId<EventId>,
      onPutOut: dismiss,
    },
    contain,
  );

  const notJoined = (connection: ConnectionId): RejectReason => {
    const session = sessions.get(connection);
    return session?.state === 'ended' ? session.reason : 'not-joined';
  };

  const joined = (connection: ConnectionId): JoinedSession | RejectReason => {
    const session = sessions.get(connection);
    return session?.state === 'joined' ? session : notJoined(connection);
  };

  /** Answers a request of somebody who is in a party, if it is of its form. */
  const answerMember = <Schema extends v.GenericSchema, Reply>(
    connection: ConnectionId,
    [schema, request]: readonly [Schema, unknown],
    handle: (session: JoinedSession, request: v.InferOutput<Schema>) => Later<Reply>,
  ) => {
    const session = joined(connection);
    if (typeof session === 'string') return reject(session);
    const parsed = parseMessage(schema, request);
    return parsed.ok ? answer(() => handle(session, parsed.value)) : reject(parsed.reason);
  };

  const end = (connection: ConnectionId, closing: Closing): void => {
    sessions.set(connection, { state: 'ended', reason: closing.reason });
    outbox.close(connection, closing);
  };

  const detach = (connection: ConnectionId, session: JoinedSession): void => {
    leases.release({ ...session, connection }, now());
    hosts.find(session.party)?.exit(session.member, connection);
  };

  const refuseJoin = (party: PartyId, reason: JoinRefusal): Rejection => {
    if (reason !== 'awaiting-approval') return reject(reason);
    hosts.open(party).noteKnock();
    return { ok: false, reason, retryAfterMs: KNOCK_AGAIN_MS };
  };

  const admit = (
    connection: ConnectionId,
    session: Exclude<Session, { state: 'ended' }>,
    request: JoinRequest,
    deliver: Deliver<Welcome>,
  ): Later<JoinReply> => {
    const { party, from } = request;
    const [token, leaseUntil] = [mintId<MemberToken>(), leases.leaseUntil(now())];
    const parts = { connection, freshMember: mintId<MemberId>(), nextToken: token, leaseUntil };
    return andThen(store.join(composeJoin(request, parts, ports)), (outcome) => {
      if (!outcome.ok) return refuseJoin(party, outcome.reason);
      const { member, lastSeq } = outcome.value;
      const host = hosts.open(party);
      // Before anything that may fail: the join is stored and has to be told whatever happens here.
      host.noteMembers();
      return host.catchUp(from, (catchUp): JoinReply => {
        assert(catchUp !== null, 'a party that was just joined is there');
        // The connection may have gone while the store was asked.
        if (sessions.get(connection) !== session) {
          leases.release({ party, member, connection }, now());
          return reject(notJoined(connection));
        }
        // Put out while the store was asked: nobody knew of a connection to close.
        if (isMissingIn(catchUp.roster, member)) return reject('not-joined');
        if (session.state === 'joined') detach(connection, session);
        const former = host.enter(member, connection);
        host.noteArrival(catchUp.roster.rules);
        if (former !== null) end(former, { reason: 'superseded' });
        sessions.set(connection, { state: 'joined', version: session.version, party, member });
        leases.hold({ party, member, connection }, leaseUntil);
        const welcome = { ok: true, version: session.version, member, token, lastSeq, ...catchUp } as const;
        deliver(welcome);
        return welcome;
      });
    });
  };

  /** Whoever came as a member of ours elsewhere takes their place, if it is still the last who did. */
  const yieldTo = (host: PartyHost, address: MemberAddress, connection: ConnectionId): Later<void> => {
    const own = host.connectionOf(address.member);
    if (own === null || own === connection) return;
    return andThen(feed.connectionOf(address), (last) => {
      if (last === null || last === own || host.connectionOf(address.member) !== own) return;
      hosts.find(address.party)?.exit(address.member, own);
      dismiss(address, own, 'superseded');
    });
  };

  const health = (): RelayHealth => {
    void watch.recover(localNow());
    if (watch.isFailing()) return 'storage-failed';
    return isDraining ? 'draining' : 'ok';
  };

  void contain(leases.begin);

  return {
    connect(connection, auth) {
      if (isDraining) return reject('draining');
      const version = admitHandshake(auth);
      if (!version.ok) return reject(version.reason);
      sessions.set(connection, { state: 'awaiting-join', version: version.value });
      return { ok: true };
    },

    join(connection, request, deliver = () => undefined, options = { mayCreate: true }) {
      const session = sessions.get(connection);
      if (session === undefined) return reject('not-joined');
      if (session.state === 'ended') return reject(session.reason);
      const parsed = parseMessage(joinSchema, request);
      if (!parsed.ok) return reject(parsed.reason);
      const wish = { ...parsed.value, ...options };
      return answer(() => andThen(leases.begin(), () => admit(connection, session, wish, deliver)));
    },

    resume: (connection, request, deliver = () => undefined) =>
      answerMember(connection, [resumeSchema, request], ({ party }, { from }) =>
        hosts.open(party).catchUp(from, (catchUp): ResumeReply => {
          if (catchUp === null) return reject('no-such-party');
          const reply = { ok: true, ...catchUp } as const;
          deliver(reply);
          return reply;
        }),
      ),

    intent: (connection, request) =>
      answerMember(connection, [intentSchema, request], ({ party, member }, intent) =>
        hosts.open(party).intent(member, intent),
      ),

    govern: (connection, request) =>
      answerMember(connection, [governSchema, request], ({ party, member }, wish) =>
        hosts.open(party).govern(member, wish),
      ),

    leave(connection) {
      const session = joined(connection);
      if (typeof session === 'string') return reject(session);
      return answer(() =>
        andThen(store.leave(session, now()), () => {
          leases.forget({ ...session, connection });
          hosts.open(session.party).exit(session.member, connection);
          hosts.open(session.party).noteMembers();
          if (sessions.get(connection) === session) {
            sessions.set(connection, { state: 'awaiting-join', version: session.version });
          }
          return { ok: true };
        }),
      );
    },

    probe(connection, receivedAt) {
      const session = joined(connection);
      if (typeof session === 'string') return reject(session);
      return { ok: true, receivedAt, sentAt: now(), head: hosts.open(session.party).head() };
    },

    presence(connection, report) {
      const session = joined(connection);
      if (typeof session === 'string') return;
      const parsed = parseMessage(presenceReportSchema, report);
      if (parsed.ok) hosts.open(session.party).presence(session.member, parsed.value);
    },

    disconnect(connection) {
      const session = sessions.get(connection);
      sessions.delete(connection);
      if (session?.state === 'joined') detach(connection, session);
    },

    hear(party, message) {
      const host = hosts.find(party);
      if (host === undefined) return;
      return contain(() =>
        message.kind === 'entered'
          ? yieldTo(host, { party, member: message.member }, message.connection)
          : host.hear(message),
      );
    },

    tick() {
      const at = localNow();
      const works: Later<void>[] = [];
      if (leases.dueAt() <= at) {
        works.push(watch.recover(at), contain(leases.sweep));
      }
      dueAt = leases.dueAt();
      works.push(hosts.tick(at));
      return allDone(works);
    },

    dueAt: () => dueAt,

    health,

    readiness() {
      void watch.verify(localNow());
      return health();
    },

    load() {
      const present = [...sessions.values()].flatMap((session) =>
        session.state === 'joined' ? [session.party] : [],
      );
      return { parties: new Set(present).size, members: present.length };
    },

    drain() {
      isDraining = true;
      const leaving = [...sessions].filter(([, { state }]) => state !== 'ended');
      const returns = planReturns(leaving.length);
      for (const [connection, session] of leaving) {
        if (session.state === 'joined') detach(connection, session);
        end(connection, { reason: 'draining', retryAfterMs: returns.shift() ?? 0 });
      }
    },
  };
}
