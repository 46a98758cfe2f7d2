// One party as long as this relay has something to do for it: who is connected, what waits to be gathered, and
// the one path of an intent (append, fan out, answer). Each call runs to its end before the next begins: that is
// the party's serial queue, and stays so as long as the store is synchronous.
import type { EventId, MemberId, PartyId } from '@sameframe/shared/ids.ts';
import type { EventRef, Intent, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { CatchUp, IntentReply } from '@sameframe/shared/protocol/to-member.ts';
import type { PresenceReport } from '@sameframe/shared/protocol/to-relay.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { reject } from '../door/parse.ts';
import type { PartyStore } from '../store/party-store.ts';
import type { Outbox } from './outbox.ts';
import { createPresenceGatherer } from './presence-gatherer.ts';
import type { ConnectionId } from './session.ts';

/** After a store has failed to announce a change, how long until it is asked again. */
const RETRY_MS = 1_000;

export interface PartyHostPorts {
  readonly store: PartyStore;
  readonly outbox: Outbox;
  readonly gatherMs: number;
  readonly now: () => RelayMs;
  readonly mintEventId: () => EventId;
  /** Asks for a `tick` at `at` or soon after. */
  readonly schedule: (at: RelayMs) => void;
}

export interface PartyHost {
  /** Makes a connection the member's one; answers the connection it takes the place of. */
  enter(member: MemberId, connection: ConnectionId): ConnectionId | null;
  exit(member: MemberId, connection: ConnectionId): void;
  /** Null if the party has ended. */
  catchUp(from: EventRef | null): CatchUp | null;
  intent(member: MemberId, intent: Intent): IntentReply;
  presence(member: MemberId, report: PresenceReport): void;
  /** Someone came or went: the party is told within the gathering time. */
  noteMembers(): void;
  head(): EventRef | null;
  dueAt(): RelayMs | null;
  tick(now: RelayMs): void;
  isIdle(): boolean;
}

export function createPartyHost(party: PartyId, ports: PartyHostPorts): PartyHost {
  const { store, outbox, gatherMs, now, mintEventId, schedule } = ports;
  const connections = new Map<MemberId, ConnectionId>();
  const gatherer = createPresenceGatherer();
  let head: EventRef | null = null;
  let presenceAt: RelayMs | null = null;
  let announceAt: RelayMs | null = null;

  const audience = () => ({ party, connections: connections.values() });

  const fanOut = (event: OrderedEvent): EventRef => {
    const ref = { lamport: event.lamport, id: event.id };
    head = ref;
    outbox.send(audience(), { kind: 'event', event });
    return ref;
  };

  const announce = (at: RelayMs): void => {
    // Kept until it has worked: the joins and departures themselves are stored, only the telling failed.
    announceAt = (at + RETRY_MS) as RelayMs;
    const event = store.announce(party, mintEventId(), at);
    announceAt = null;
    if (event !== null) fanOut(event);
  };

  const sendPresence = (at: RelayMs): void => {
    const reports = gatherer.take();
    presenceAt = gatherer.isEmpty() ? null : later(at);
    if (reports.length > 0) outbox.send(audience(), { kind: 'presence', digest: { head, reports } });
  };

  const later = (at: RelayMs): RelayMs => {
    const dueAt = (at + gatherMs) as RelayMs;
    schedule(dueAt);
    return dueAt;
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
    catchUp(from) {
      const catchUp = store.catchUp(party, from);
      if (catchUp !== null) head = catchUp.head;
      return catchUp;
    },
    intent(member, intent) {
      const outcome = store.append({ party, member, intent, id: mintEventId(), now: now() });
      switch (outcome.kind) {
        case 'appended':
          return { ok: true, ref: fanOut(outcome.event) };
        case 'repeated':
          return { ok: true, ref: outcome.ref };
        case 'refused':
          return reject(outcome.reason);
        default:
          return assertNever(outcome);
      }
    },
    presence(member, report) {
      gatherer.add(member, report);
      presenceAt ??= later(now());
    },
    noteMembers() {
      announceAt ??= later(now());
    },
    head: () => head,
    dueAt() {
      if (presenceAt === null || announceAt === null) return presenceAt ?? announceAt;
      return Math.min(presenceAt, announceAt) as RelayMs;
    },
    tick(at) {
      if (announceAt !== null && announceAt <= at) announce(at);
      if (presenceAt !== null && presenceAt <= at) sendPresence(at);
    },
    isIdle: () => connections.size === 0 && announceAt === null,
  };
}
