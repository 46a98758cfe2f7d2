// A relay's log as a member sees it, small enough to be read at a glance: for the reducer's property tests only.
// The real relay's core is held against the same reducer by scripts/simulation.

import { parseMeaning } from '@sameframe/shared/body.ts';
import type { EventId, MemberId, MemberToken } from '@sameframe/shared/ids.ts';
import { type Lamport, nextLamport } from '@sameframe/shared/lamport.ts';
import { TIMELINE_LOG } from '@sameframe/shared/playback.ts';
import type {
  EventRef,
  Intent,
  Member,
  MembersChanged,
  OrderedEvent,
} from '@sameframe/shared/protocol/envelope.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import type { SealedBody } from '@sameframe/shared/seal.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import type { OpenedCatchUp } from '../session-state.ts';

type Answer<Value> = ({ readonly ok: true } & Value) | { readonly ok: false; readonly reason: RejectReason };

interface Seat {
  readonly id: MemberId;
  readonly token: MemberToken;
  connection: number;
  lastSeq: number;
  readonly accepted: Map<number, { body: string; ref: EventRef }>;
}

export class ModelRelay {
  readonly log: OrderedEvent[] = [];
  private readonly seats: Seat[] = [];
  /** Resume points before this index are gone. */
  private prunedTo = 0;
  private counter = 0;

  join(
    connection: number,
    token: MemberToken | null,
    from: EventRef | null,
    publish: (event: OrderedEvent) => void,
  ): { member: MemberId; token: MemberToken; lastSeq: number; catchUp: OpenedCatchUp } {
    let seat = this.seats.find((candidate) => candidate.token === token);
    if (seat === undefined) {
      seat = {
        id: this.mint('m') as MemberId,
        token: this.mint('t') as MemberToken,
        connection,
        lastSeq: 0,
        accepted: new Map(),
      };
      this.seats.push(seat);
      const joined: Member = { id: seat.id, joinedAt: this.now() };
      const host = this.seats[0]?.id ?? null;
      const fact: MembersChanged = { kind: 'members-changed', joined: [joined], left: [], host };
      const retain = { kind: 'none' } as const;
      publish(this.append({ from: 'relay', channel: 'party', retain, fact }, 0 as Lamport));
    }
    seat.connection = connection;
    return { member: seat.id, token: seat.token, lastSeq: seat.lastSeq, catchUp: this.catchUp(from) };
  }

  catchUp(from: EventRef | null): OpenedCatchUp {
    const index = from === null ? -1 : this.log.findIndex((event) => event.id === from.id);
    const isKnown = index >= this.prunedTo;
    const events = (isKnown ? this.log.slice(index + 1) : this.retained()).map(open);
    return { reset: !isKnown, roster: this.roster(), events, head: this.head() };
  }

  /** Refuses what a replaced connection still says, as the protocol demands. */
  order(
    connection: number,
    intent: Intent,
    publish: (event: OrderedEvent) => void,
  ): Answer<{ ref: EventRef }> {
    const seat = this.seats.find((candidate) => candidate.connection === connection);
    if (seat === undefined) return { ok: false, reason: 'superseded' };
    const earlier = seat.accepted.get(intent.seq);
    if (earlier !== undefined) {
      return earlier.body === intent.body
        ? { ok: true, ref: earlier.ref }
        : { ok: false, reason: 'seq-reused' };
    }
    if (intent.seq !== seat.lastSeq + 1) return { ok: false, reason: 'seq-gap' };
    const event = this.append({ from: 'member', by: seat.id, ...intent }, intent.basis);
    const ref = { lamport: event.lamport, id: event.id };
    seat.lastSeq = intent.seq;
    seat.accepted.set(intent.seq, { body: intent.body, ref });
    publish(event);
    return { ok: true, ref };
  }

  prune(): void {
    this.prunedTo = this.log.length;
  }

  /** The member is gone for good; the next one in order of joining is host. */
  remove(member: MemberId, publish: (event: OrderedEvent) => void): void {
    this.seats.splice(
      this.seats.findIndex(({ id }) => id === member),
      1,
    );
    const host = this.seats[0]?.id ?? null;
    const fact: MembersChanged = { kind: 'members-changed', joined: [], left: [member], host };
    publish(this.append({ from: 'relay', channel: 'party', retain: { kind: 'none' }, fact }, 0 as Lamport));
  }

  head(): EventRef | null {
    const last = this.log.at(-1);
    return last === undefined ? null : { lamport: last.lamport, id: last.id };
  }

  now(): RelayMs {
    return (this.log.length * 10) as RelayMs;
  }

  private append(draft: DistributiveOmit<OrderedEvent, keyof Stamp>, basis: Lamport): OrderedEvent {
    const prev = this.head();
    const lamport = nextLamport(prev?.lamport ?? (0 as Lamport), basis);
    const event = { ...draft, lamport, id: this.mint('e') as EventId, prev, at: this.now() } as OrderedEvent;
    this.log.push(event);
    return event;
  }

  /** Only what the newest checkpoint leaves: the harshest pruning that SPEC ST5 allows. */
  private retained(): OrderedEvent[] {
    const isOfLog = ({ retain }: OrderedEvent, log: string) => retain.kind === 'log' && retain.log === log;
    const acts = this.log.filter((event) => event.from === 'member' && isOfLog(event, TIMELINE_LOG));
    const sayings = this.log.filter((event) => event.from === 'member' && isOfLog(event, 'chat'));
    const lastCheckpoint = acts.findLastIndex((event, index) => {
      const before = acts[index - 1];
      const isCheckpoint = event.retain.kind === 'log' && event.retain.checkpoint;
      return isCheckpoint && event.from === 'member' && event.basis >= (before?.lamport ?? 0);
    });
    const profiles = this.log.filter((event) => event.from === 'member' && event.retain.kind === 'last');
    const kept = new Set([...acts.slice(Math.max(0, lastCheckpoint)), ...profiles, ...sayings]);
    return this.log.filter((event) => kept.has(event));
  }

  private roster() {
    const members = this.seats.map((seat, index) => ({ id: seat.id, joinedAt: (index * 10) as RelayMs }));
    return { members, host: this.seats[0]?.id ?? null, rules: DEFAULT_RULES };
  }

  private mint(prefix: string): string {
    this.counter += 1;
    return `${prefix}${this.counter}`.padEnd(22, '_');
  }
}

type Stamp = Pick<OrderedEvent, 'lamport' | 'id' | 'prev' | 'at'>;
type DistributiveOmit<Value, Key extends PropertyKey> = Value extends unknown ? Omit<Value, Key> : never;

/** "Sealed" bodies of the model are plain JSON in the shape of sealed ones. */
export function sealPlainly(body: unknown): SealedBody {
  return Buffer.from(JSON.stringify(body)).toString('base64url') as SealedBody;
}

export function readPlainly(body: string): unknown {
  return JSON.parse(Buffer.from(body, 'base64url').toString());
}

export function open(event: OrderedEvent): OpenedEvent {
  const stamp = { ref: { lamport: event.lamport, id: event.id }, prev: event.prev, at: event.at };
  if (event.from === 'relay') return { from: 'relay', ...stamp, fact: event.fact };
  const meaning = parseMeaning(event.channel, readPlainly(event.body), event.retain);
  return { from: 'member', ...stamp, by: event.by, seq: event.seq, basis: event.basis, meaning };
}
