// Socket.IO's own parser, except that a roster and the retained events are written out once and not for each who is
// answered with them: of a burst of joins every newcomer gets all of them. What reaches a member is the same.
import type { CatchUp } from '@sameframe/shared/protocol/to-member.ts';
import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser';

/** By identity: a store may give out the same array for the same members or events, and never changes one. */
const texts = new WeakMap<readonly object[], string>();

class CatchUpEncoder extends Encoder {
  override encode(packet: Packet): unknown[] {
    const answer: unknown = packet.type === PacketType.ACK ? packet.data[0] : null;
    if (!isCatchUp(answer)) return super.encode(packet);
    const { roster, events, ...rest } = answer;
    const { members, ...others } = roster;
    const rosterText = `{"members":${textOf(members)},${JSON.stringify(others).slice(1)}`;
    const restText = JSON.stringify(rest).slice(0, -1);
    const text = `${restText},"roster":${rosterText},"events":${textOf(events)}}`;
    return [`${PacketType.ACK}${packet.id}[${text}]`];
  }
}

export const packetParser = { Encoder: CatchUpEncoder, Decoder };

/** Welcomes and the answers to a resume, both of which hold more than that. */
function isCatchUp(answer: unknown): answer is CatchUp {
  return typeof answer === 'object' && answer !== null && 'roster' in answer;
}

function textOf(items: readonly object[]): string {
  const text = texts.get(items) ?? JSON.stringify(items);
  texts.set(items, text);
  return text;
}
