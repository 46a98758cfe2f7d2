// The relay's own record of a party, read from its database once it has stopped: who sent what, when. Bodies are sealed
// and stay so.
import { webcrypto } from 'node:crypto';
import { deriveParty, parseInvite } from '@sameframe/shared/code.ts';
import type { CryptoPort } from '@sameframe/shared/crypto-port.ts';
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import { openDatabase } from '../../../relay-server/src/store/sqlite-database.ts';
import type { PlaybackEvent } from '../figures/echoes.ts';

/** On the bench's clock. `joiners` tells which member each arrival was, in order: who comes again is another arrival. */
export async function readPlaybackEvents(
  relayDataDir: string,
  code: string,
  joiners: readonly number[],
): Promise<PlaybackEvent[]> {
  const invite = parseInvite(code);
  if (!invite.ok) throw new Error(`no party code: ${code}`);
  const { partyId } = await deriveParty(webcrypto as unknown as CryptoPort, invite.value.code);
  const database = openDatabase(relayDataDir);
  try {
    const events = database
      .prepare<{ event: string }>('SELECT event FROM events WHERE party = ? ORDER BY lamport')
      .all(partyId)
      .map(({ event }) => JSON.parse(event) as OrderedEvent);
    const arrivals = events.flatMap((event) =>
      event.from === 'relay' && event.fact.kind === 'members-changed'
        ? event.fact.joined.map(({ id }) => id)
        : [],
    );
    return events.flatMap((event) => {
      if (event.from !== 'member' || event.channel !== 'playback') return [];
      const member = joiners[arrivals.indexOf(event.by)] ?? -1;
      return [{ member, atMs: event.at - performance.timeOrigin }];
    });
  } finally {
    database.close();
  }
}
