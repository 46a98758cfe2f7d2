// Socket.IO's own parser, except that a roster and the retained events are written out once and not for each who is
// answered with them: of a burst of joins every newcomer gets all of them. As a frame too, of which most is one buffer
// for all: of thousands, a string as long as that for each would be most of the work. What reaches a member is the same.
// And of what comes in, nothing that would take many times its own size is made into objects.

import { MAX_PACKET_VALUES } from '@sameframe/shared/protocol/limits.ts';
import type { CatchUp } from '@sameframe/shared/protocol/to-member.ts';
import type { Socket } from 'socket.io';
import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser';
import { textFrameHead } from './text-frame.ts';

/** What all who are brought up to date at one moment are told alike, and what is each one's own. */
interface Parts {
  readonly own: string;
  readonly common: string;
}

type List = readonly object[];

/** Engine.IO's "message". */
const MESSAGE = '4';

/** By identity: a store may give out the same array for the same members or events, and never changes one. */
const texts = new WeakMap<List, string>();
const buffers = new WeakMap<List, { readonly events: List; readonly bytes: Buffer }>();

class CatchUpEncoder extends Encoder {
  override encode(packet: Packet): unknown[] {
    const parts = partsOf(packet);
    return parts === null ? super.encode(packet) : [parts.own + parts.common];
  }
}

class BoundedDecoder extends Decoder {
  override add(chunk: unknown): void {
    // Each value of JSON but the first comes after one of these; sealed bodies hold none of them.
    const values = typeof chunk === 'string' ? (chunk.match(/[[{,]/g)?.length ?? 0) : 0;
    if (values > MAX_PACKET_VALUES) throw new Error(`a packet of more than ${MAX_PACKET_VALUES} values`);
    super.add(chunk);
  }
}

export const packetParser = { Encoder: CatchUpEncoder, Decoder: BoundedDecoder };

/** The part of socket.io that it does not show in its types. */
interface PacketSender {
  packet(packet: Packet, options?: object): void;
}

/**
 * From now on what brings this socket up to date is sent as a frame that is ready, by the option that Socket.IO's own
 * adapter broadcasts with. A transport that does not know it sends the text.
 */
export function sendFramed(socket: Socket): void {
  const sender = socket as unknown as PacketSender;
  const send = sender.packet.bind(socket);
  sender.packet = (packet, options) => {
    const wsPreEncodedFrame = frameOf(packet);
    send(packet, wsPreEncodedFrame === null ? options : { ...options, wsPreEncodedFrame });
  };
}

/** In two pieces, which is what the transport takes; null for what is no such answer. */
export function frameOf(packet: Packet): readonly [Buffer, Buffer] | null {
  const parts = partsOf(packet);
  if (parts === null) return null;
  const { roster, events } = packet.data[0] as CatchUp;
  const common = bytesOf(roster.members, events, parts.common);
  const own = Buffer.from(MESSAGE + parts.own);
  return [Buffer.concat([textFrameHead(own.length + common.length), own]), common];
}

function partsOf(packet: Packet): Parts | null {
  const answer: unknown = packet.type === PacketType.ACK ? packet.data[0] : null;
  if (!isCatchUp(answer)) return null;
  const { roster, events, ...rest } = answer;
  const { members, ...others } = roster;
  const restText = JSON.stringify(rest).slice(0, -1);
  return {
    own: `${PacketType.ACK}${packet.id}[${restText},"roster":${JSON.stringify(others).slice(0, -1)},`,
    common: `"members":${textOf(members)}},"events":${textOf(events)}}]`,
  };
}

/** Welcomes and the answers to a resume, both of which hold more than that. */
function isCatchUp(answer: unknown): answer is CatchUp {
  return typeof answer === 'object' && answer !== null && 'roster' in answer;
}

function textOf(items: List): string {
  const text = texts.get(items) ?? JSON.stringify(items);
  texts.set(items, text);
  return text;
}

function bytesOf(members: List, events: List, text: string): Buffer {
  const known = buffers.get(members);
  if (known?.events === events) return known.bytes;
  const bytes = Buffer.from(text);
  buffers.set(members, { events, bytes });
  return bytes;
}
