// One message to a whole party: encoded and framed once, and what one step brings to a connection is written in one go.
// Socket.IO's own broadcast hands two pieces to every socket and a dozen calls to every piece; a write per socket is
// all that it has to cost. What reaches a member is the same.
import type { Socket as Stream } from 'node:net';
import type { Server, Socket } from 'socket.io';
import { textFrame } from './text-frame.ts';

/** Engine.IO's "message" and Socket.IO's "event", of the default namespace. */
const EVENT_PACKET = { engine: '4', socket: '2' } as const;

/** The part of engine.io that it does not show in its types. */
interface Queue {
  readonly writeBuffer: readonly unknown[];
}

export interface FanOut {
  /** To be called once for each socket. */
  open(socket: Socket): void;
  /** Sends to all in `room` who are not in `except`; after all that was sent to each of them before. */
  send(message: FanOutMessage): void;
}

export interface FanOutMessage {
  readonly room: string;
  readonly except: string | null;
  readonly name: string;
  readonly payload: object;
}

export function createFanOut(server: Server): FanOut {
  const { adapter, sockets } = server.of('/');
  const streams = new WeakMap<Socket, Stream>();
  const corked = new Set<Stream>();

  const uncorkAll = (): void => {
    for (const stream of corked) stream.uncork();
    corked.clear();
  };

  const write = (stream: Stream, frame: Buffer): void => {
    if (!corked.has(stream)) {
      // The events of one commit are told one right after the other, each with its acknowledgement.
      if (corked.size === 0) process.nextTick(uncorkAll);
      stream.cork();
      corked.add(stream);
    }
    stream.write(frame);
  };

  return {
    open(socket) {
      streams.set(socket, socket.request.socket);
    },
    send({ room, except, name, payload }) {
      const members = adapter.rooms.get(room);
      if (members === undefined) return;
      const left = except === null ? undefined : adapter.rooms.get(except);
      const packet = EVENT_PACKET.socket + JSON.stringify([name, payload]);
      const frame = textFrame(EVENT_PACKET.engine + packet);
      for (const id of members) {
        if (left?.has(id)) continue;
        const socket = sockets.get(id);
        if (socket === undefined || socket.conn.readyState !== 'open') continue;
        const stream = streams.get(socket);
        const isWaiting = (socket.conn as unknown as Queue).writeBuffer.length > 0;
        // Behind what engine.io has not handed over yet, or there is nothing of that and the stream keeps the order.
        if (stream === undefined || isWaiting) socket.conn.write(packet);
        else if (stream.writable) write(stream, frame);
      }
    },
  };
}
