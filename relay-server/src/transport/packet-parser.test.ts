import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MemberId } from '@sameframe/shared/ids.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { Socket } from 'socket.io';
import { Encoder, type Packet, PacketType } from 'socket.io-parser';
import { afterEach, expect, test, vi } from 'vitest';
import { idOf } from '../testing/drafts.ts';
import { createSocketMember } from '../testing/socket-member.ts';
import { frameOf, packetParser, sendFramed } from './packet-parser.ts';
import { createSocketServer } from './socket-io.ts';
import { textFrame } from './text-frame.ts';

const ALICE = { id: idOf<MemberId>('alice'), joinedAt: 1.5 as RelayMs };
const BOB = { id: idOf<MemberId>('bob'), joinedAt: 2 as RelayMs };

const EVENTS = [{ lamport: 1 }, { lamport: 2 }];

const answerTo = (id: number, members: object[], host: MemberId | null): Packet => ({
  type: PacketType.ACK,
  nsp: '/',
  id,
  data: [
    {
      ok: true,
      lastSeq: id,
      reset: true,
      roster: { members, host, rules: DEFAULT_RULES },
      events: EVENTS,
      head: null,
    },
  ],
});

/** What is read from a packet, whatever the order of its fields. */
const readOf = ([text]: unknown[]) => {
  const start = String(text).indexOf('[');
  return { type: String(text).slice(0, start), data: JSON.parse(String(text).slice(start)) };
};

test('answers that bring someone up to date read as Socket.IO itself would have written them', () => {
  const encoder = new packetParser.Encoder();
  const both = [ALICE, BOB];
  for (const packet of [answerTo(0, both, ALICE.id), answerTo(17, both, BOB.id), answerTo(3, [], null)]) {
    expect(readOf(encoder.encode(packet))).toEqual(readOf(new Encoder().encode(packet)));
  }
});

test.each<Packet>([
  { type: PacketType.ACK, nsp: '/', id: 5, data: [{ ok: false, reason: 'not-joined' }] },
  { type: PacketType.EVENT, nsp: '/', data: ['closing', { reason: 'draining' }] },
  { type: PacketType.CONNECT, nsp: '/', data: { sid: 'x' } },
])('anything else is left to Socket.IO', (packet) => {
  expect(new packetParser.Encoder().encode(packet)).toEqual(new Encoder().encode(packet));
});

test('the frame says what the text says, and most of it is the same buffer for all', () => {
  const both = [ALICE, BOB];
  const packets = [answerTo(0, both, ALICE.id), answerTo(17, both, BOB.id)];
  const frames = packets.map((packet) => frameOf(packet) ?? []);
  for (const [index, packet] of packets.entries()) {
    const [text] = new packetParser.Encoder().encode(packet);
    expect(Buffer.concat(frames[index] ?? []).equals(textFrame(`4${text}`))).toBe(true);
  }
  expect(frames[0]?.[1]).toBe(frames[1]?.[1]);
  expect(frameOf({ type: PacketType.ACK, nsp: '/', id: 5, data: [{ ok: true }] })).toBeNull();
});

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** The part of engine.io and ws that they do not show: if it is no more, frames are no longer used. */
interface FramedTransport {
  readonly socket: { readonly _sender: { sendFrame(pieces: readonly Buffer[], done: () => void): void } };
}

test('engine.io takes the frame, and the member reads it', async () => {
  const httpServer = createServer();
  const server = createSocketServer(httpServer);
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => server.close());
  const opened = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const member = createSocketMember(`http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`);
  cleanUps.push(() => member.socket.disconnect());
  const socket = await opened;
  sendFramed(socket);
  const answer = answerTo(0, [ALICE, BOB], ALICE.id);
  socket.on('join', (_request: unknown, reply: (welcome: unknown) => void) => reply(answer.data[0]));
  const sender = (socket.conn.transport as unknown as FramedTransport).socket._sender;
  const sendFrame = vi.spyOn(sender, 'sendFrame');
  expect(await member.ask('join', {})).toEqual(answer.data[0]);
  const pieces = sendFrame.mock.calls.map(([sent]) => sent.at(-1));
  expect(pieces).toContain(frameOf(answer)?.[1]);
});

test.each([
  ['many small things', `2["x",[${'[],'.repeat(300)}0]]`],
  ['depth', `2["x",${'['.repeat(300)}${']'.repeat(300)}]`],
  ['many objects', `2["x",[${'{},'.repeat(300)}{}]]`],
])('[AD3] a packet of %s, which would take many times its bytes, is refused before it is read', (_, text) => {
  expect(() => new packetParser.Decoder().add(text)).toThrow('values');
});
