// A member as the relay sees it: a real socket.io client that keeps what it gets.
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { Closing, Knocks, PresenceDigest, Welcome } from '@sameframe/shared/protocol/to-member.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import { io, type Socket } from 'socket.io-client';
import { PARTY } from './core-world.ts';
import { HELLO, joinOf } from './drafts.ts';

export interface SocketMember {
  readonly socket: Socket;
  readonly events: OrderedEvent[];
  readonly digests: PresenceDigest[];
  readonly closings: Closing[];
  readonly knocks: Knocks[];
  /** Why the connection was lost, once it was. */
  readonly lost: Promise<string>;
  /** Sends a request and waits for its answer, whatever it is. */
  ask(name: string, ...payload: unknown[]): Promise<unknown>;
  join(parts?: Partial<Join>): Promise<Welcome>;
  /** Resolves as soon as what it got fulfils the condition; rejects with what it got last where that takes too long. */
  sees(condition: (member: SocketMember) => boolean): Promise<void>;
}

const ANSWER_WITHIN_MS = 20_000;
/** Longer than anything takes that a test waits for. */
const SEEN_WITHIN_MS = 45_000;

export function createSocketMember(url: string, auth: object = HELLO): SocketMember {
  const socket = io(url, { transports: ['websocket'], auth, reconnection: false, forceNew: true });
  const watchers = new Set<() => void>();
  const member: SocketMember = {
    socket,
    events: [],
    digests: [],
    closings: [],
    knocks: [],
    lost: new Promise((resolve) => socket.once('disconnect', resolve)),
    ask: (name, ...payload) => socket.timeout(ANSWER_WITHIN_MS).emitWithAck(name, ...payload),
    async join(parts = {}) {
      const answer = (await member.ask('join', joinOf(PARTY, parts))) as Welcome;
      if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
      return answer;
    },
    sees: (condition) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => {
          watchers.delete(look);
          const last = {
            event: member.events.at(-1),
            knocks: member.knocks.at(-1),
            closings: member.closings,
          };
          reject(new Error(`waited ${SEEN_WITHIN_MS} ms; the last it got was ${JSON.stringify(last)}`));
        }, SEEN_WITHIN_MS);
        const look = () => {
          if (!condition(member)) return;
          watchers.delete(look);
          clearTimeout(limit);
          resolve();
        };
        watchers.add(look);
        look();
      }),
  };
  const keep = <Item>(name: string, items: Item[]) => {
    socket.on(name, (item: Item) => {
      items.push(item);
      for (const look of watchers) look();
    });
  };
  keep('event', member.events);
  keep('presence', member.digests);
  keep('closing', member.closings);
  keep('knocks', member.knocks);
  return member;
}

/** The rejection that a refused handshake carries. */
export function refusalOf(member: SocketMember): Promise<unknown> {
  return new Promise((resolve, reject) => {
    member.socket.once('connect', () => reject(new Error('it was let in')));
    member.socket.once('connect_error', (error: Error & { data?: unknown }) => {
      resolve({ message: error.message, data: error.data });
    });
  });
}
