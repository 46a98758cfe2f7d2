// The real relay core with its real memory store, in simulated time. Only the sockets are not there.
import type { MemberToken } from '@sameframe/shared/ids.ts';
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { Closing } from '@sameframe/shared/protocol/to-member.ts';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import type { PromptCore } from '../../relay-server/src/party/core-port.ts';
import { createRelayCore } from '../../relay-server/src/party/relay-core.ts';
import { DEFAULT_SETTINGS } from '../../relay-server/src/party/relay-settings.ts';
import type { ConnectionId } from '../../relay-server/src/party/session.ts';
import { createMemoryStore } from '../../relay-server/src/store/memory-store.ts';
import type { TokenHash } from '../../relay-server/src/store/party-store.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** The relay's end of one connection. */
export interface RelayEnd {
  onEvent(event: OrderedEvent): void;
  onClosing(closing: Closing): void;
}

export interface FakeRelay {
  readonly core: PromptCore;
  /** Every event that was ever ordered, in order: what no member sees whole. */
  readonly log: readonly OrderedEvent[];
  now(): RelayMs;
  /** What was added to true time to make relay time, in order: it changes when another node takes over. */
  readonly epochs: readonly number[];
  /** Another node takes over, whose wall clock is another: it has the store and nobody's connection. */
  failOver(stepMs: number): void;
  connect(end: RelayEnd): ConnectionId;
  /** To be called after each request, as requests bring the next tick forward. */
  settle(): void;
}

const RELAY_EPOCH_MS = 1_000_000;

export function createFakeRelay(scheduler: Scheduler, random: Random): FakeRelay {
  const ends = new Map<ConnectionId, RelayEnd>();
  const log: OrderedEvent[] = [];
  const store = createMemoryStore();
  const epochs = [RELAY_EPOCH_MS];
  const now = () => (scheduler.now() + (epochs.at(-1) ?? 0)) as RelayMs;
  let connections = 0;
  let nextTickAt = Number.POSITIVE_INFINITY;

  const createCore = () =>
    createRelayCore({
      store,
      outbox: {
        send({ connections: audience }, message) {
          if (message.kind !== 'event') return;
          if (log.at(-1)?.id !== message.event.id) log.push(message.event);
          for (const connection of audience) ends.get(connection)?.onEvent(message.event);
        },
        show: () => undefined,
        close: (connection, closing) => ends.get(connection)?.onClosing(closing),
      },
      now,
      localNow: () => scheduler.now() as number as LocalMs,
      randomBytes: (count) => random.bytes(count),
      hashToken: (token: MemberToken) => token as string as TokenHash,
      settings: DEFAULT_SETTINGS,
      onProblem: (problem) => {
        if (problem !== null) throw problem;
      },
    });

  let core = createCore();

  const settle = () => {
    const dueAt = core.dueAt();
    if (dueAt >= nextTickAt) return;
    nextTickAt = dueAt;
    scheduler.after(dueAt - scheduler.now(), () => {
      if (nextTickAt !== dueAt) return;
      nextTickAt = Number.POSITIVE_INFINITY;
      core.tick();
      settle();
    });
  };

  settle();
  return {
    get core() {
      return core;
    },
    log,
    now,
    epochs,
    settle,
    failOver(stepMs) {
      // As the real clock does: never below what was given out (SPEC LT5).
      epochs.push(Math.max(now() + stepMs, log.at(-1)?.at ?? 0) - scheduler.now());
      ends.clear();
      core = createCore();
      nextTickAt = Number.POSITIVE_INFINITY;
      settle();
    },
    connect(end) {
      connections += 1;
      const connection = `c${connections}` as ConnectionId;
      ends.set(connection, end);
      return connection;
    },
  };
}
