// A member whose client was tampered with: it seals and sends whatever a test says, past every check that the extension
// makes before it sends. The relay's own bounds are the only ones it meets.
import { deriveParty, parseInvite } from '@sameframe/shared/code.ts';
import type { FeatureNews } from '@sameframe/shared/feature-log.ts';
import type { MemberId } from '@sameframe/shared/ids.ts';
import { NOTHING_SEEN } from '@sameframe/shared/lamport.ts';
import type { Retain } from '@sameframe/shared/protocol/envelope.ts';
import { createPartySeal } from '../../extension/src/background/party-seal.ts';
import { createSocketMember } from '../../relay-server/src/testing/socket-member.ts';

export interface HostileMember {
  readonly id: MemberId;
  /** Whether the relay took it in. */
  send(channel: string, body: unknown, retain?: Retain): Promise<boolean>;
  /** Says something on a feature's channel; gives the id of the act. */
  say(feature: string, act: unknown): Promise<FeatureNews['id']>;
  /** What it says its name is. */
  sayName(name: string): Promise<boolean>;
  close(): void;
}

export async function joinAsHostile(relay: string, code: string): Promise<HostileMember> {
  const invite = parseInvite(code);
  if (!invite.ok) throw new Error(`“${code}” is no party code: ${invite.reason}`);
  const secrets = await deriveParty(crypto, invite.value.code);
  const seal = createPartySeal(crypto, secrets);
  const client = createSocketMember(relay);
  const { member } = await client.join({ party: secrets.partyId });
  let seq = 0;

  const send: HostileMember['send'] = async (channel, body, retain = { kind: 'none' }) => {
    const place = { channel, member, seq: seq + 1 };
    const intent = { channel, seq: seq + 1, basis: NOTHING_SEEN, retain, body: await seal.seal(place, body) };
    const answer = (await client.ask('intent', intent)) as { readonly ok: boolean };
    // What was refused used no number up.
    if (answer.ok) seq += 1;
    return answer.ok;
  };

  return {
    id: member,
    send,
    async say(feature, act) {
      const id = `hostile-${seq}` as FeatureNews['id'];
      const isIn = await send(feature, { id, act }, { kind: 'log', log: feature, checkpoint: false });
      if (!isIn) throw new Error(`the relay refused ${JSON.stringify(act).slice(0, 100)}`);
      return id;
    },
    sayName: (name) =>
      send('party', { kind: 'profile', name, avatar: null }, { kind: 'last', key: 'profile' }),
    close: () => void client.socket.disconnect(),
  };
}
