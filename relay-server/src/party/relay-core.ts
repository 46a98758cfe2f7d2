// The relay without its sockets and timers: sessions, requests, and what time brings about. Synchronous, and
// every message that enters it is parsed here, so that a simulation drives the very code that members meet.
import {
  type EventId,
  idFromBytes,
  type MemberId,
  type MemberToken,
  type PartyId,
} from '@sameframe/shared/ids.ts';
import { intentSchema } from '@sameframe/shared/protocol/envelope.ts';
import type { Rejection, RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type {
  IntentReply,
  JoinReply,
  LeaveReply,
  ProbeReply,
  ResumeReply,
} from '@sameframe/shared/protocol/to-member.ts';
import {
  type Join,
  joinSchema,
  presenceReportSchema,
  resumeSchema,
} from '@sameframe/shared/protocol/to-relay.ts';
import { assert } from '@sameframe/shared/result.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { admitHandshake, parseMessage, reject } from '../door/parse.ts';
import { type PartyStore, StoreError, type TokenHash } from '../store/party-store.ts';
import { createLeaseKeeper } from './lease-keeper.ts';
import type { Outbox } from './outbox.ts';
import { createPartyHost, type PartyHost } from './party-host.ts';
import type { RelaySettings } from './relay-settings.ts';
import type { ConnectionId, Session } from './session.ts';

export interface RelayCorePorts {
  readonly store: PartyStore;
  readonly outbox: Outbox;
  /** The one clock of all parties: monotonic, never below the store's `latestAt`. */
  readonly now: () => RelayMs;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly hashToken: (token: MemberToken) => TokenHash;
  readonly settings: RelaySettings;
  /** Told of a store that fails or works again (StoreError, or null), and of bugs outside of requests. */
  readonly onProblem: (problem: unknown) => void;
}

export type RelayHealth = 'ok' | 'draining' | 'storage-failed';

export interface RelayCore {
  connect(connection: ConnectionId, auth: unknown): { readonly ok: true } | Rejection;
  join(connection: ConnectionId, request: unknown): JoinReply;
  resume(connection: ConnectionId, request: unknown): ResumeReply;
  intent(connection: ConnectionId, intent: unknown): IntentReply;
  leave(connection: ConnectionId): LeaveReply;
  probe(connection: ConnectionId, receivedAt: RelayMs): ProbeReply;
  presence(connection: ConnectionId, report: unknown): void;
  disconnect(connection: ConnectionId): void;
  /** Does what has become due; answers when to call it next. */
  tick(): RelayMs;
  /** When `tick` is to be called; any other call may bring it forward. */
  dueAt(): RelayMs;
  health(): RelayHealth;
  /** Asks the store, at most once a second, whether it answers. */
  readiness(): RelayHealth;
  /** What is on this relay at the moment. */
  load(): { readonly parties: number; readonly members: number };
  /** Tells everyone that the relay is stopping, and lets nobody in any more. */
  drain(): void;
}

type JoinedSession = Extract<Session, { state: 'joined' }>;

const ID_BYTES = 16;
/** The store is verified by a write: whoever asks for readiness does not decide how often. */
const VERIFY_PERIOD_MS = 1_000;

export function createRelayCore(ports: RelayCorePorts): RelayCore {
  const { store, outbox, now, settings, onProblem } = ports;
  const sessions = new Map<ConnectionId, Session>();
  const hosts = new Map<PartyId, PartyHost>();
  const leases = createLeaseKeeper(store, settings, now());
  let dueAt = leases.dueAt();
  let isDraining = false;
  let isStorageFailing = false;
  let verifiedAt = Number.NEGATIVE_INFINITY;

  const schedule = (at: RelayMs) => {
    dueAt = Math.min(dueAt, at) as RelayMs;
  };
  const mintId = <Id extends MemberId | EventId | MemberToken>() =>
    idFromBytes<Id>(ports.randomBytes(ID_BYTES));
  const hostPorts = {
    store,
    outbox,
    gatherMs: settings.gatherMs,
    now,
    mintEventId: mintId<EventId>,
    schedule,
  };

  const hostOf = (party: PartyId): PartyHost => {
    const host = hosts.get(party) ?? createPartyHost(party, hostPorts);
    hosts.set(party, host);
    return host;
  };

  const noteStoreFailure = (error: unknown): boolean => {
    if (!(error instanceof StoreError)) return false;
    if (!isStorageFailing) onProblem(error);
    isStorageFailing = true;
    return true;
  };

  /** Runs a request. A failing store is an answer; a bug is the caller's to contain. */
  const answer = <Reply>(work: () => Reply): Reply | Rejection => {
    try {
      return work();
    } catch (error) {
      if (noteStoreFailure(error)) return reject('storage-failed');
      throw error;
    }
  };

  /** Runs what nobody asked for: what goes wrong with one party must not keep the others waiting. */
  const contain = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!noteStoreFailure(error)) onProblem(error);
    }
  };

  const joined = (connection: ConnectionId): JoinedSession | RejectReason => {
    const session = sessions.get(connection);
    if (session?.state === 'joined') return session;
    return session?.state === 'ended' ? session.reason : 'not-joined';
  };

  const end = (connection: ConnectionId, reason: RejectReason): void => {
    sessions.set(connection, { state: 'ended', reason });
    outbox.close(connection, { reason });
  };

  const detach = (connection: ConnectionId, session: JoinedSession): void => {
    leases.release(session, now());
    hosts.get(session.party)?.exit(session.member, connection);
  };

  const admit = (
    connection: ConnectionId,
    session: Exclude<Session, { state: 'ended' }>,
    request: Join,
  ): JoinReply => {
    const { party, mode, from } = request;
    const token = mintId<MemberToken>();
    const leaseUntil = leases.leaseUntil(now());
    const outcome = store.join({
      party,
      mode,
      shown: request.token === null ? null : ports.hashToken(request.token),
      freshMember: mintId<MemberId>(),
      nextToken: ports.hashToken(token),
      now: now(),
      leaseUntil,
      maxParties: settings.maxParties,
      maxMembers: settings.maxMembersPerParty,
    });
    if (!outcome.ok) return reject(outcome.reason);
    const { member, lastSeq } = outcome.value;
    const host = hostOf(party);
    // Before anything that may fail: the join is stored and has to be told whatever happens here.
    host.noteMembers();
    const catchUp = host.catchUp(from);
    assert(catchUp !== null, 'a party that was just joined is there');
    if (session.state === 'joined') detach(connection, session);
    const former = host.enter(member, connection);
    if (former !== null) end(former, 'superseded');
    sessions.set(connection, { state: 'joined', version: session.version, party, member });
    leases.hold({ party, member }, leaseUntil);
    return { ok: true, version: session.version, member, token, lastSeq, ...catchUp };
  };

  const recoverStorage = (): void => {
    if (!isStorageFailing) return;
    store.verify();
    isStorageFailing = false;
    onProblem(null);
  };

  const health = (): RelayHealth => {
    contain(recoverStorage);
    if (isStorageFailing) return 'storage-failed';
    return isDraining ? 'draining' : 'ok';
  };

  contain(() => {
    store.forgetConnections(leases.leaseUntil(now()));
    for (const party of store.untoldParties()) hostOf(party).noteMembers();
  });

  return {
    connect(connection, auth) {
      if (isDraining) return reject('draining');
      const version = admitHandshake(auth);
      if (!version.ok) return reject(version.reason);
      sessions.set(connection, { state: 'awaiting-join', version: version.value });
      return { ok: true };
    },

    join(connection, request) {
      const session = sessions.get(connection);
      if (session === undefined) return reject('not-joined');
      if (session.state === 'ended') return reject(session.reason);
      const parsed = parseMessage(joinSchema, request);
      if (!parsed.ok) return reject(parsed.reason);
      return answer(() => admit(connection, session, parsed.value));
    },

    resume(connection, request) {
      const session = joined(connection);
      if (typeof session === 'string') return reject(session);
      const parsed = parseMessage(resumeSchema, request);
      if (!parsed.ok) return reject(parsed.reason);
      return answer(() => {
        const catchUp = hostOf(session.party).catchUp(parsed.value.from);
        return catchUp === null ? reject('no-such-party') : { ok: true, ...catchUp };
      });
    },

    intent(connection, intent) {
      const session = joined(connection);
      if (typeof session === 'string') return reject(session);
      const parsed = parseMessage(intentSchema, intent);
      if (!parsed.ok) return reject(parsed.reason);
      return answer(() => hostOf(session.party).intent(session.member, parsed.value));
    },

    leave(connection) {
      const session = joined(connection);
      if (typeof session === 'string') return reject(session);
      return answer(() => {
        store.leave(session, now());
        leases.forget(session);
        hostOf(session.party).exit(session.member, connection);
        hostOf(session.party).noteMembers();
        sessions.set(connection, { state: 'awaiting-join', version: session.version });
        return { ok: true };
      });
    },

    probe(connection, receivedAt) {
      const session = joined(connection);
      if (typeof session === 'string') return reject(session);
      return { ok: true, receivedAt, sentAt: now(), head: hostOf(session.party).head() };
    },

    presence(connection, report) {
      const session = joined(connection);
      if (typeof session === 'string') return;
      const parsed = parseMessage(presenceReportSchema, report);
      if (parsed.ok) hostOf(session.party).presence(session.member, parsed.value);
    },

    disconnect(connection) {
      const session = sessions.get(connection);
      sessions.delete(connection);
      if (session?.state === 'joined') detach(connection, session);
    },

    tick() {
      const at = now();
      if (leases.dueAt() <= at) {
        contain(recoverStorage);
        contain(() => {
          for (const party of leases.sweep(at)) hostOf(party).noteMembers();
        });
      }
      dueAt = leases.dueAt();
      for (const [party, host] of hosts) {
        contain(() => host.tick(at));
        const hostDueAt = host.dueAt();
        if (hostDueAt !== null) schedule(hostDueAt);
        if (host.isIdle()) hosts.delete(party);
      }
      return dueAt;
    },

    dueAt: () => dueAt,

    health,

    readiness() {
      if (now() - verifiedAt >= VERIFY_PERIOD_MS) {
        verifiedAt = now();
        contain(() => store.verify());
      }
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
      for (const [connection, session] of sessions) {
        if (session.state === 'joined') detach(connection, session);
        if (session.state !== 'ended') end(connection, 'draining');
      }
    },
  };
}
