// Socket.IO's own parser, except that a roster is written out once and not for each who is answered with it: of a burst
// of joins every newcomer gets all of it. What reaches a member is the same.
import type { Member } from '@sameframe/shared/protocol/envelope.ts';
import type { CatchUp } from '@sameframe/shared/protocol/to-member.ts';
import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser';

/** By identity: whoever makes rosters gives out the same array for the same members, and never changes it. */
const texts = new WeakMap<readonly Member[], string>();

class RosterEncoder extends Encoder {
  override encode(packet: Packet): unknown[] {
    const answer: unknown = packet.type === PacketType.ACK ? packet.data[0] : null;
    if (!hasRoster(answer)) return super.encode(packet);
    const { roster, ...rest } = answer;
    const members = `"members":${textOf(roster.members)}`;
    const rosterText = `"roster":{${members},"host":${JSON.stringify(roster.host)}}`;
    return [`${PacketType.ACK}${packet.id}[${JSON.stringify(rest).slice(0, -1)},${rosterText}}]`];
  }
}

export const packetParser = { Encoder: RosterEncoder, Decoder };

/** Welcomes and the answers to a resume, both of which hold more than that. */
function hasRoster(answer: unknown): answer is CatchUp {
  return typeof answer === 'object' && answer !== null && 'roster' in answer;
}

function textOf(members: readonly Member[]): string {
  const text = texts.get(members) ?? JSON.stringify(members);
  texts.set(members, text);
  return text;
}
