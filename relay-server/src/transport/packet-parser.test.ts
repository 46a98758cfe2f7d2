import type { MemberId } from '@sameframe/shared/ids.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { Encoder, type Packet, PacketType } from 'socket.io-parser';
import { expect, test } from 'vitest';
import { idOf } from '../testing/drafts.ts';
import { packetParser } from './packet-parser.ts';

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
