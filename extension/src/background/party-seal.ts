// Between sealed and opened, for one party. A body that does not open, or that this version does not know, has
// no meaning; its event counts all the same.
import { parseMeaning } from '@sameframe/shared/body.ts';
import type { PartySecrets } from '@sameframe/shared/code.ts';
import type { CryptoPort } from '@sameframe/shared/crypto-port.ts';
import { HELLO_PLACE, type Hello, helloSchema, knockOf } from '@sameframe/shared/hello.ts';
import type { KnockId, MemberId, MemberToken } from '@sameframe/shared/ids.ts';
import { PRESENCE_PLACE, type SyncReport, syncReportSchema } from '@sameframe/shared/presence.ts';
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { CatchUp, Knocks, PresenceDigest } from '@sameframe/shared/protocol/to-member.ts';
import type { PresenceReport } from '@sameframe/shared/protocol/to-relay.ts';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import { openBody, type SealedBody, type SealPlace, sealBody } from '@sameframe/shared/seal.ts';
import * as v from 'valibot';
import type { OpenedCatchUp } from './session-state.ts';

/** Somebody at the door. `name` is null where they said nothing that opens. */
export interface Knocker {
  readonly knock: KnockId;
  readonly name: string | null;
}

type Place = Omit<SealPlace, 'party'>;

export interface PartySeal {
  seal(place: Place, body: unknown): Promise<SealedBody>;
  openEvent(event: OrderedEvent): Promise<OpenedEvent>;
  openCatchUp(catchUp: CatchUp): Promise<OpenedCatchUp>;
  sealReport(member: MemberId, count: number, report: SyncReport): Promise<PresenceReport>;
  /** Null if it is not a report of that member. */
  openReport(report: PresenceDigest['reports'][number]): Promise<SyncReport | null>;
  /** For the hosts, should they have to let in who asks with this token. */
  sealHello(token: MemberToken, hello: Hello): Promise<SealedBody>;
  openKnocks(knocks: Knocks): Promise<readonly Knocker[]>;
}

export function createPartySeal(crypto: CryptoPort, { partyId, key }: PartySecrets): PartySeal {
  const seal = (place: Place, body: unknown) => sealBody(crypto, key, { ...place, party: partyId }, body);
  const open = (place: Place, body: SealedBody) => openBody(crypto, key, { ...place, party: partyId }, body);

  const openEvent = async (event: OrderedEvent): Promise<OpenedEvent> => {
    const stamp = { ref: { lamport: event.lamport, id: event.id }, prev: event.prev, at: event.at };
    if (event.from === 'relay') return { from: 'relay', ...stamp, fact: event.fact };
    const { channel, by, seq, basis, retain } = event;
    const body = await open({ channel, member: by, seq }, event.body);
    const meaning = body.ok ? parseMeaning(channel, body.value, retain) : null;
    return { from: 'member', ...stamp, by, seq, basis, meaning };
  };

  const openKnock = async ({ knock, hello }: Knocks['waiting'][number]): Promise<Knocker> => {
    if (hello === null) return { knock, name: null };
    const opened = await open({ channel: HELLO_PLACE, member: knock, seq: 0 }, hello);
    const parsed = v.safeParse(helloSchema, opened.ok ? opened.value : null);
    return { knock, name: parsed.success ? parsed.output.name : null };
  };

  return {
    seal,
    openEvent,
    async openCatchUp({ reset, roster, events, head }) {
      return { reset, roster, head, events: await Promise.all(events.map(openEvent)) };
    },
    async sealReport(member, count, report) {
      return { count, body: await seal({ channel: PRESENCE_PLACE, member, seq: count }, report) };
    },
    async openReport({ member, count, body }) {
      const opened = await open({ channel: PRESENCE_PLACE, member, seq: count }, body);
      const parsed = v.safeParse(syncReportSchema, opened.ok ? opened.value : null);
      return parsed.success ? parsed.output : null;
    },
    async sealHello(token, hello) {
      return seal({ channel: HELLO_PLACE, member: await knockOf(crypto, token), seq: 0 }, hello);
    },
    openKnocks: ({ waiting }) => Promise.all(waiting.map(openKnock)),
  };
}
