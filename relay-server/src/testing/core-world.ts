// The real core and a real store with fake time and, instead of a network, lists of what each connection got.
import type { MemberId, MemberToken, PartyId } from '@sameframe/shared/ids.ts';
import type { Intent, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type {
  Closing,
  IntentReply,
  Knocks,
  PresenceDigest,
  Welcome,
} from '@sameframe/shared/protocol/to-member.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import { assert } from '@sameframe/shared/result.ts';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import { hashToken } from '../member-token.ts';
import type { PromptCore } from '../party/core-port.ts';
import { createRelayCore } from '../party/relay-core.ts';
import { DEFAULT_SETTINGS, type RelaySettings } from '../party/relay-settings.ts';
import type { ConnectionId } from '../party/session.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { PromptStore } from '../store/party-store.ts';
import { HELLO, idOf, joinOf } from './drafts.ts';
import { createSeededBytes } from './seeded-bytes.ts';

export const START = 1_000_000 as RelayMs;
export const PARTY = idOf<PartyId>('a party');

export interface Seat {
  readonly connection: ConnectionId;
  readonly events: OrderedEvent[];
  readonly digests: PresenceDigest[];
  readonly closings: Closing[];
  readonly knocks: Knocks['waiting'][];
  readonly core: PromptCore;
  /** Joins and expects to be let in. */
  join(parts?: Partial<Join>): Welcome;
  intent(intent: Intent): IntentReply;
  disconnect(): void;
}

export interface CoreWorld {
  readonly core: PromptCore;
  readonly store: PromptStore;
  readonly problems: unknown[];
  now(): RelayMs;
  /** Somebody sets the parties' clock back. */
  setClockBack(byMs: number): void;
  /** Lets time pass, and the core do what becomes due on the way. */
  advance(ms: number): void;
  connect(): Seat;
  /** The process dies and another one starts on the same store; connections are gone. */
  restart(): CoreWorld;
}

export interface WorldOptions {
  readonly store?: PromptStore;
  readonly settings?: Partial<RelaySettings>;
  readonly startAt?: RelayMs;
}

export function createCoreWorld(options: WorldOptions = {}): CoreWorld {
  const store = options.store ?? createMemoryStore();
  const seats = new Map<ConnectionId, Seat>();
  const problems: unknown[] = [];
  let localMs = Number(options.startAt ?? START);
  let setBackMs = 0;
  const now = () => (localMs - setBackMs) as RelayMs;
  const core = createRelayCore({
    store,
    outbox: {
      send({ connections }, message) {
        for (const connection of connections) {
          const seat = seats.get(connection);
          assert(seat !== undefined, 'the audience is connected');
          if (message.kind === 'event') seat.events.push(message.event);
          else seat.digests.push(message.digest);
        }
      },
      show: (connection, { waiting }) => void seats.get(connection)?.knocks.push(waiting),
      close: (connection, closing) => void seats.get(connection)?.closings.push(closing),
    },
    now,
    localNow: () => localMs as LocalMs,
    randomBytes: createSeededBytes(localMs),
    hashToken,
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
    onProblem: (problem) => void problems.push(problem),
  });
  const connect = (): Seat => {
    const connection = `connection ${seats.size + 1}` as ConnectionId;
    const seat: Seat = {
      connection,
      events: [],
      digests: [],
      closings: [],
      knocks: [],
      core,
      join(parts = {}) {
        const welcome = core.join(connection, joinOf(PARTY, parts));
        if (!welcome.ok) throw new Error(`refused: ${welcome.reason}`);
        return welcome;
      },
      intent: (intent) => core.intent(connection, intent),
      disconnect: () => core.disconnect(connection),
    };
    seats.set(connection, seat);
    core.connect(connection, HELLO);
    return seat;
  };
  return {
    core,
    store,
    problems,
    now,
    setClockBack(byMs) {
      setBackMs += byMs;
    },
    advance(ms) {
      const end = localMs + ms;
      while (core.dueAt() <= end) {
        localMs = Math.max(localMs, core.dueAt());
        core.tick();
      }
      localMs = end;
    },
    connect,
    restart: () => createCoreWorld({ ...options, store, startAt: now() }),
  };
}

export interface Guest {
  readonly seat: Seat;
  readonly member: MemberId;
  readonly token: MemberToken;
}

/** Creates the party and has everyone join it, the first one as host; the joins are told already. */
export function gatherParty(world: CoreWorld, count: number): Guest[] {
  const guests = Array.from({ length: count }, (_, index) => {
    const seat = world.connect();
    const { member, token } = seat.join({ mode: index === 0 ? 'create' : 'join' });
    world.advance(1);
    return { seat, member, token };
  });
  world.advance(1_000);
  for (const { seat } of guests) seat.events.length = 0;
  return guests;
}
