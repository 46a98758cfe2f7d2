// PURE. Who waits at the door of a party whose hosts approve joiners: a short list that forgets by itself.
import type { KnockId } from '@sameframe/shared/ids.ts';
import type { Knocks } from '@sameframe/shared/protocol/to-member.ts';
import type { SealedBody } from '@sameframe/shared/seal.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';

export interface Knock {
  readonly id: KnockId;
  readonly hello: SealedBody | null;
  readonly askedAt: RelayMs;
  readonly verdict: 'waiting' | 'admitted' | 'refused';
}

/** Who has not asked for this long has given up. */
export const KNOCK_LIFE_MS = 300_000;
/** When to ask again: soon enough for whoever was just let in. */
export const KNOCK_AGAIN_MS = 3_000;
/** More than any host looks at; whoever comes then is listed once others have gone. */
const MAX_WAITING = 50;
/** Of those about whom a host has decided. */
const MAX_JUDGED = 50;
const ID_CHARS = 22;

/** `shown` is the hash of a token. A part of it, in the form of an id: it leads to nobody's token. */
export function knockOf(shown: string): KnockId {
  return shown.slice(0, ID_CHARS) as KnockId;
}

export function verdictOn(knocks: readonly Knock[], shown: string | null, now: RelayMs): Knock['verdict'] {
  const id = shown === null ? null : knockOf(shown);
  return freshAt(knocks, now).find((knock) => knock.id === id)?.verdict ?? 'waiting';
}

/** Who shows nothing could not be known again, and is not listed. */
export function noteKnock(
  knocks: readonly Knock[],
  {
    shown,
    hello,
    now,
  }: { readonly shown: string | null; readonly hello: SealedBody | null; readonly now: RelayMs },
): readonly Knock[] {
  const fresh = freshAt(knocks, now);
  if (shown === null) return fresh;
  const id = knockOf(shown);
  if (fresh.some((knock) => knock.id === id)) {
    return fresh.map((knock) => (knock.id === id ? { ...knock, hello, askedAt: now } : knock));
  }
  const waiting = fresh.filter(({ verdict }) => verdict === 'waiting');
  if (waiting.length >= MAX_WAITING) return fresh;
  const judged = fresh.filter(({ verdict }) => verdict !== 'waiting').slice(-MAX_JUDGED);
  return [...judged, ...waiting, { id, hello, askedAt: now, verdict: 'waiting' }];
}

export function judgeKnock(knocks: readonly Knock[], id: KnockId, isAdmitted: boolean): readonly Knock[] {
  const verdict = isAdmitted ? 'admitted' : 'refused';
  return knocks.map((knock) => (knock.id === id ? { ...knock, verdict } : knock));
}

export function waitingAt(knocks: readonly Knock[], now: RelayMs): Knocks['waiting'] {
  const waiting = freshAt(knocks, now).filter(({ verdict }) => verdict === 'waiting');
  return waiting.map(({ id, hello }) => ({ knock: id, hello }));
}

function freshAt(knocks: readonly Knock[], now: RelayMs): readonly Knock[] {
  return knocks.filter(({ askedAt }) => now - askedAt <= KNOCK_LIFE_MS);
}
