// Turns sockets into the core's connections and the core's messages into packets. Decides only what is about
// sockets: rates, slow readers, the order of one connection's messages. Logs no address, origin or content.
import type { Server as HttpServer } from 'node:http';
import type { PartyId } from '@sameframe/shared/ids.ts';
import { MAX_PACKET_BYTES, MAX_WAITING_REQUESTS } from '@sameframe/shared/protocol/limits.ts';
import type { Rejection, RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { Closing } from '@sameframe/shared/protocol/to-member.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { Server, type Socket } from 'socket.io';
import { createHeadcount } from '../door/headcount.ts';
import { groupAddress, type RateGate, type RateSettings } from '../door/rate.ts';
import type { RelayCore } from '../party/core-port.ts';
import type { Outbox } from '../party/outbox.ts';
import type { ConnectionId } from '../party/session.ts';
import type { MemberAddress } from '../store/party-store.ts';
import { dispatchRequest, type RequestContext } from './dispatch-request.ts';
import { createFanOut } from './fan-out.ts';
import { packetParser, sendFramed } from './packet-parser.ts';
import { SLOW_READERS } from './slow-readers.ts';

export interface MemberSocketPorts {
  readonly core: RelayCore;
  readonly rates: RateGate;
  readonly now: () => RelayMs;
  readonly isProxyTrusted: boolean;
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  /** Something was handed to the core: its next tick may have moved. */
  readonly onActivity: () => void;
  readonly onBug: (error: unknown) => void;
  readonly onRejected: (reason: RejectReason) => void;
}

/** What carries a socket: there from the first byte on, also of who never joins anything. */
type Connection = Socket['conn'];

/** Chrome ends an idle extension worker after 30 s; a ping at 20 s with margin keeps it (platform facts). */
const PING_INTERVAL_MS = 20_000;
const PING_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** For who will only be told that there is no room: enough to ask, too little to take up the room of others. */
const CROWDED_TIMEOUT_MS = 2_000;

/** Socket.IO's word for an audience. The prefix keeps it apart from the room each socket has of its own. */
const PARTY_ROOM = 'party:';

export function createSocketServer(httpServer: HttpServer): Server {
  return new Server(httpServer, {
    transports: ['websocket'],
    parser: packetParser,
    serveClient: false,
    // Sealed bodies do not compress, and a compressor per socket is most of its memory.
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MAX_PACKET_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // Extensions have origins that nobody can list (Firefox mints one per install). No cookie or other ambient
    // right is used here, so any origin may connect.
    cors: { origin: (_origin, decide) => decide(null, true), credentials: false },
  });
}

export function createSocketOutbox(server: Server): Outbox {
  const fanOut = createFanOut(server);
  server.on('connection', (socket) => {
    fanOut.open(socket);
    sendFramed(socket);
  });
  return {
    send({ party }, message) {
      const room = roomOf(party);
      if (message.kind === 'event') {
        fanOut.send({ room, except: null, name: 'event', payload: message.event });
      } else fanOut.send({ room, except: SLOW_READERS, name: 'presence', payload: message.digest });
    },
    show(connection, knocks) {
      server.of('/').sockets.get(connection)?.emit('knocks', knocks);
    },
    close(connection, closing) {
      const socket = server.of('/').sockets.get(connection);
      if (socket !== undefined) closeSocket(socket, closing);
    },
  };
}

export function serveMembers(server: Server, ports: MemberSocketPorts): void {
  const { core, rates, onActivity } = ports;
  const connections = createHeadcount(ports.maxConnectionsPerAddress);
  const crowded = new WeakSet<object>();

  // Also who never says a word after that takes up room.
  server.engine.on('connection', (connection: Connection) => {
    const address = addressOf(connection, ports);
    if (address === null) return connection.close();
    if (connections.enter(address)) connection.once('close', () => connections.exit(address));
    else {
      crowded.add(connection);
      const leaving = setTimeout(() => connection.close(), CROWDED_TIMEOUT_MS);
      connection.once('close', () => clearTimeout(leaving));
    }
  });

  const admitSocket = async (socket: Socket): Promise<Rejection | null> => {
    if (server.engine.clientsCount > ports.maxConnections) return { ok: false, reason: 'relay-full' };
    if (crowded.has(socket.conn)) return { ok: false, reason: 'relay-full' };
    const address = addressOf(socket.conn, ports);
    // Nobody is left to be let in.
    if (address === null) return { ok: false, reason: 'malformed' };
    const verdict = await rates.pass('addressConnectionsPerMinute', address);
    if (verdict.kind !== 'pass') {
      return { ok: false, reason: 'rate-limited', retryAfterMs: verdict.retryAfterMs };
    }
    const connection = connectionOf(socket);
    const answer = core.connect(connection, socket.handshake.auth);
    if (!answer.ok) return answer;
    // Not the socket's own `disconnect`: that is never heard when the connection goes before it is announced.
    socket.conn.once('close', () => core.disconnect(connection));
    if (socket.conn.readyState !== 'open') core.disconnect(connection);
    return null;
  };

  server.use((socket, next) => {
    admitSocket(socket).then(
      (rejection) => {
        if (rejection !== null) ports.onRejected(rejection.reason);
        next(rejection === null ? undefined : refusalError(rejection));
      },
      (error: unknown) => {
        ports.onBug(error);
        next(new Error('relay error'));
      },
    );
  });

  server.on('connection', (socket) => {
    const context = contextOf(socket, ports);
    let earlier = Promise.resolve();
    let waiting = 0;
    socket.onAny((name: unknown, ...args: unknown[]) => {
      if (waiting >= MAX_WAITING_REQUESTS) {
        // Rates would tell only once everything before has been answered; what waits until then takes memory.
        socket.offAny();
        ports.onRejected('rate-limited');
        return context.close('rate-limited');
      }
      waiting += 1;
      const receivedAt = ports.now();
      // One after the other, as sent: rate limits answer asynchronously and must not change the order.
      earlier = earlier
        .then(() => dispatchRequest(context, { name, args, receivedAt }))
        .catch((error: unknown) => {
          // A bug hurts its sender and nobody else.
          ports.onBug(error);
          socket.disconnect(true);
        })
        .finally(() => {
          waiting -= 1;
          onActivity();
        });
    });
    socket.on('disconnect', () => {
      core.disconnect(connectionOf(socket));
      onActivity();
    });
  });
}

function contextOf(socket: Socket, { core, rates, ...ports }: MemberSocketPorts): RequestContext {
  const connection = connectionOf(socket);
  const address = addressOf(socket.conn, ports) ?? connection;
  let seat: MemberAddress | null = null;
  const senderOf = (limit: keyof RateSettings): string => {
    if (limit.startsWith('address')) return address;
    if (limit === 'connectionMessagesPerTenSeconds' || seat === null) return connection;
    return limit === 'partyIntentsPerTenSeconds' ? seat.party : `${seat.party}:${seat.member}`;
  };
  return {
    connection,
    core,
    pass: (limit) => rates.pass(limit, senderOf(limit)),
    look: (limit) => rates.look(limit, senderOf(limit)),
    giveBack: (limit) => rates.giveBack(limit, senderOf(limit)),
    takeSeat(taken) {
      leaveParty(socket);
      seat = taken;
      // Immediate with the adapter of a single process; one for many nodes will have to be waited for.
      if (seat !== null) void socket.join(roomOf(seat.party));
    },
    close: (reason) => {
      closeSocket(socket, { reason });
    },
    onRejected: ports.onRejected,
  };
}

function closeSocket(socket: Socket, closing: Closing): void {
  socket.emit('closing', closing);
  leaveParty(socket);
  // A socket.io disconnect tells the client to stay away; losing the transport lets it come back by itself.
  if (closing.reason === 'superseded' || closing.reason === 'kicked') socket.disconnect(true);
  else socket.conn.close();
}

function leaveParty(socket: Socket): void {
  for (const room of socket.rooms) if (room.startsWith(PARTY_ROOM)) void socket.leave(room);
}

/** The reason reaches the member as the message of its `connect_error`, the whole rejection as its `data`. */
function refusalError(rejection: Rejection): Error {
  return Object.assign(new Error(rejection.reason), { data: rejection });
}

/** Null when the connection was gone before its handshake had been read, whatever Engine.IO's types say. */
function addressOf(
  { request, remoteAddress }: { readonly request: Connection['request']; readonly remoteAddress?: string },
  { isProxyTrusted }: Pick<MemberSocketPorts, 'isProxyTrusted'>,
): string | null {
  const forwarded = request.headers['x-forwarded-for'];
  if (!isProxyTrusted || forwarded === undefined) {
    return remoteAddress === undefined ? null : groupAddress(remoteAddress);
  }
  // The last entry is the one that our own proxy wrote; the others are what the sender claims.
  const last = [forwarded].flat().join(',').split(',').at(-1) ?? '';
  return groupAddress(last.trim());
}

function connectionOf(socket: Socket): ConnectionId {
  return socket.id as ConnectionId;
}

function roomOf(party: PartyId): string {
  return `${PARTY_ROOM}${party}`;
}
