// The one socket of a party against a real relay.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { JoinReply } from '@sameframe/shared/protocol/to-member.ts';
import { afterEach, expect, test } from 'vitest';
import { idOf } from '../../../relay-server/src/testing/drafts.ts';
import { prepareRelays } from '../../../relay-server/src/testing/relay-fixture.ts';
import { systemClock } from '../platform/clock.ts';
import { openRelayLink, type RelayLink } from './relay-link.ts';

const startRelay = prepareRelays();
const links: RelayLink[] = [];
afterEach(() => {
  for (const link of links.splice(0)) link.close();
});

test('[AD21] who is kicked hears so as the last word of the relay', async () => {
  const relay = await startRelay();
  const host = relay.connect();
  const party = idOf<PartyId>('a party');
  await host.join({ party, mode: 'create' });
  const refusal = new Promise<RejectReason>((onRefused) => {
    const joined = (reply: JoinReply | null) => {
      if (reply?.ok) void host.ask('govern', { kind: 'kick', member: reply.member });
    };
    const link = openRelayLink(
      relay.url,
      {
        onUp: () => link.join({ party, mode: 'join', token: null, from: null }, joined),
        onDown: () => undefined,
        onRefused,
        onEvent: () => undefined,
        onPresence: () => undefined,
        onKnocks: () => undefined,
      },
      { clock: systemClock, random: Math.random },
    );
    links.push(link);
  });
  expect(await refusal).toBe('kicked');
});
