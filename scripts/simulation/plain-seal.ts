// "Sealed" bodies of the simulation are plain JSON in the form of sealed ones: what sealing adds is tested elsewhere.
import { parseMeaning } from '@sameframe/shared/body.ts';
import type { OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { CatchUp } from '@sameframe/shared/protocol/to-member.ts';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import type { SealedBody } from '@sameframe/shared/seal.ts';
import { base64urlnopad, utf8 } from '@scure/base';
import type { OpenedCatchUp } from '../../extension/src/background/session-state.ts';

export function sealPlainly(body: unknown): SealedBody {
  return base64urlnopad.encode(utf8.decode(JSON.stringify(body).padEnd(40))) as SealedBody;
}

export function open(event: OrderedEvent): OpenedEvent {
  const ref = { lamport: event.lamport, id: event.id };
  const { prev, at } = event;
  if (event.from === 'relay') return { from: 'relay', ref, prev, at, fact: event.fact };
  const body: unknown = JSON.parse(utf8.encode(base64urlnopad.decode(event.body)));
  const meaning = parseMeaning(event.channel, body, event.retain);
  return { from: 'member', ref, prev, at, by: event.by, seq: event.seq, basis: event.basis, meaning };
}

export function openCatchUp(catchUp: CatchUp): OpenedCatchUp {
  const { reset, roster, head } = catchUp;
  return { reset, roster, head, events: catchUp.events.map(open) };
}
