// What waits for connections that read slower than their party writes is bounded: first they get no presence, then
// they are cut off. They come back and get what they missed from the log.
import type { Server } from 'socket.io';

export interface BacklogLimits {
  /** From here on a connection gets no presence. */
  readonly presenceBytes: number;
  /** From here on it is cut off. */
  readonly maxBytes: number;
  readonly maxPackets: number;
}

/** Far more than a healthy connection ever waits with, far less than hurts with thousands of them. */
export const DEFAULT_BACKLOG_LIMITS: BacklogLimits = {
  presenceBytes: 131_072,
  maxBytes: 4_194_304,
  maxPackets: 2_000,
};

/**
 * The audience to leave out of presence. Not Socket.IO's `volatile`: that drops whatever meets a write still under
 * way, so a digest in the same moment as an event would reach nobody.
 */
export const SLOW_READERS = 'slow-readers';

/** The parts of engine.io and `ws` that engine.io does not show in its types. */
interface RawConnection {
  readonly writeBuffer: readonly unknown[];
  readonly transport: { readonly socket?: RawWebSocket };
}
interface RawWebSocket {
  readonly bufferedAmount: number;
  terminate(): void;
}

/** To be called once in a while. Ends every connection over the limits; answers how many. */
export function checkSlowReaders(server: Server, limits: BacklogLimits): number {
  let cut = 0;
  for (const socket of server.of('/').sockets.values()) {
    const { writeBuffer, transport } = socket.conn as unknown as RawConnection;
    const bytes = transport.socket?.bufferedAmount ?? 0;
    if (bytes > limits.maxBytes || writeBuffer.length > limits.maxPackets) {
      // Not closed but terminated: a closing frame would wait behind all that is not read.
      transport.socket?.terminate();
      cut += 1;
    } else if (bytes > limits.presenceBytes) void socket.join(SLOW_READERS);
    else if (socket.rooms.has(SLOW_READERS)) void socket.leave(SLOW_READERS);
  }
  return cut;
}
