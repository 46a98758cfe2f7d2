// How far the members at this node have been told. Events of several nodes can reach it twice or out of order, and
// the feed can lose some: each is told once and in order, and what is missing is read from the log before.
import type { EventRef, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { CatchUp, Roster } from '@sameframe/shared/protocol/to-member.ts';
import { andThen, type Later, orElse, settled, untilDone } from './later.ts';

export interface TellerPorts {
  /** Once answered, every later event of the party is heard. */
  readonly follow: () => Later<void>;
  readonly read: (from: EventRef | null) => Later<CatchUp | null>;
  readonly tell: (event: OrderedEvent) => void;
  /** More was missed than the log can tell; who is in since is what is left of it. */
  readonly skip: (roster: Roster) => void;
  /** What was missed could not be read: somebody has to ask for it again. */
  readonly onUnhealed: () => void;
}

export interface Teller {
  hear(event: OrderedEvent): Later<void>;
  heal(): Later<void>;
  /** What is told after the call of `take` continues the answer without a gap; null if the party has ended. */
  catchUp<Taken>(from: EventRef | null, take: (answer: CatchUp | null) => Taken): Later<Taken>;
  head(): EventRef | null;
  /** Somebody waits to be let in: until then nobody may begin anew. */
  isAsking(): boolean;
}

export function createTeller(ports: TellerPorts): Teller {
  /** Undefined as long as nothing was read or heard: then nobody here can have missed anything. */
  let head: EventRef | null | undefined;
  let healing: Promise<void> | null = null;
  let asked = 0;

  const ask = <Value>(question: () => Later<Value>): Later<Value> => {
    asked += 1;
    return settled(question, () => {
      asked -= 1;
    });
  };

  const read = (from: EventRef | null): Later<CatchUp | null> => ask(() => ports.read(from));

  const readMissed = (from: EventRef | null): Later<CatchUp | null> =>
    orElse(
      () => read(from),
      (error) => {
        ports.onUnhealed();
        throw error;
      },
    );

  const follow = untilDone(() => ask(ports.follow));

  const tell = (event: OrderedEvent): void => {
    if (head && event.lamport <= head.lamport) return;
    head = { lamport: event.lamport, id: event.id };
    ports.tell(event);
  };

  const heal = (): Later<void> => {
    if (head === undefined) return;
    if (healing !== null) return healing;
    const from = head;
    const healed = andThen(readMissed(from), (missed) => {
      if (missed === null) return;
      if (!missed.reset || isWhole(from, missed)) return missed.events.forEach(tell);
      // Too far behind, or the log has lost what was told: members learn the head and resume by themselves. Unless more
      // was told meanwhile: that continued what they have, and must not be told again.
      if (head === from) head = missed.head;
      ports.skip(missed.roster);
    });
    if (!(healed instanceof Promise)) return;
    healing = healed.finally(() => {
      healing = null;
    });
    return healing;
  };

  const catchUp = <Taken>(from: EventRef | null, take: (answer: CatchUp | null) => Taken): Later<Taken> =>
    andThen(follow(), () => andThen(read(from), (answer) => answerWith(answer, from, take)));

  const answerWith = <Taken>(
    answer: CatchUp | null,
    from: EventRef | null,
    take: (answer: CatchUp | null) => Taken,
  ): Later<Taken> => {
    if (answer === null) return take(null);
    if (head === undefined) head = answer.head;
    const aheadBy = lamportOf(answer.head) - lamportOf(head);
    if (aheadBy === 0) return take(answer);
    // The feed was faster than the answer: whoever waits for it was not told what came in between. Or it is slower: what
    // it still brings is in the answer already, so those who are in are told that first.
    return andThen(heal(), () =>
      aheadBy > 0 && lamportOf(answer.head) === lamportOf(head ?? null) ? take(answer) : catchUp(from, take),
    );
  };

  return {
    hear(event) {
      if (head && event.lamport <= head.lamport) return;
      if (head === undefined || event.prev?.id === head?.id) return tell(event);
      return andThen(heal(), () => tell(event));
    },
    heal,
    catchUp,
    head: () => head ?? null,
    isAsking: () => asked > 0,
  };
}

function lamportOf(ref: EventRef | null): number {
  return ref?.lamport ?? 0;
}

/** Whether these are all that came after `from`: of a young party what is retained is often everything. */
function isWhole(from: EventRef | null, { events, head }: CatchUp): boolean {
  let last = from?.id;
  for (const { id, prev } of events) {
    if (prev?.id !== last) return false;
    last = id;
  }
  return last === head?.id;
}
