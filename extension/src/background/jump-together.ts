// A jump that somebody asks for beside the film: an act of theirs like any other, with a lead for everyone (SPEC FE6).
import { randomBytes } from '@sameframe/shared/crypto-port.ts';
import { idFromBytes } from '@sameframe/shared/ids.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { composeJump } from './feature-view.ts';
import type { Party, PartyPorts } from './party.ts';
import { leadFor } from './presence-book.ts';

/** Everyone goes there; `own` is how this member stands. */
export function jumpTogether(
  party: Party,
  position: MediaSeconds,
  own: SyncReport,
  { clock, crypto }: Pick<PartyPorts, 'clock' | 'crypto'>,
): void {
  const { head, timeline } = party.session.replica;
  const id = idFromBytes<ActId>(randomBytes(crypto, 16));
  const leadMs = leadFor(party.presence, own, clock.now());
  const act = composeJump(timeline, { id, position, leadMs });
  if (act !== null) party.say({ kind: 'act', act, basis: head, ageMs: 0 });
}
