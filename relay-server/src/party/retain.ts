// PURE. What a late joiner receives: which earlier events a new one makes redundant, and the bounds of what a
// party keeps. Knows what an event asks for (`retain`), never what it means.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { OrderedEvent, Retain } from '@sameframe/shared/protocol/envelope.ts';
import { MAX_RETAINED_KEYS, MAX_RETAINED_PER_LOG } from '@sameframe/shared/protocol/limits.ts';
import {
  EVENT_FRAME_CHARS,
  isKnownLog,
  KNOWN_LOGS,
  LAST_SCOPE_PREFIX,
  MAX_CHARS_PER_OTHER_LOG,
} from './kept-room.ts';

/** Events kept without a gap behind the head, for members that resume. */
export const TAIL_LENGTH = 500;
/** Appends between two prunings of the tail: amortises the deletion. */
export const PRUNE_EVERY = 50;
/** Departed members that a party still knows, so that they may come back as who they were. */
export const MAX_DEPARTED = 200;

/** Bounds that the protocol does not name, as honest members never come near them. */
const MAX_LOGS_PER_PARTY = 16;
const MAX_LAST_CHANNELS_PER_MEMBER = 8;
export const MAX_CHARS_PER_LOG = 524_288;

/** Events that may displace each other: those of one log, or one member's `last` ones in one channel. */
export type RetainScope = string & { readonly __brand: 'RetainScope' };

export interface KeptEvent {
  readonly lamport: Lamport;
  /** The key of a `last`; empty in a log. */
  readonly slot: string;
  readonly isCheckpoint: boolean;
  readonly chars: number;
}

export interface RetentionPlan {
  /** Null: the event itself is not kept beyond the tail. */
  readonly keep: { readonly scope: RetainScope; readonly kept: KeptEvent } | null;
  /** Events of the same scope that are no longer needed. */
  readonly drop: readonly Lamport[];
}

type ScopedEvent = Pick<OrderedEvent, 'lamport' | 'retain' | 'channel'> & {
  readonly by?: MemberId;
  readonly basis?: Lamport;
  readonly body?: string;
};

/** The scope that an event with this wish falls into; names hold no colon, so scopes cannot collide. */
export function scopeOf(retain: Retain, channel: string, by: MemberId | null): RetainScope | null {
  switch (retain.kind) {
    case 'none':
      return null;
    case 'log':
      return `log:${retain.log}` as RetainScope;
    case 'last':
      return by === null ? null : (`${lastScopePrefix(by)}${channel}` as RetainScope);
  }
}

/** What all `last` scopes of a member begin with. */
export function lastScopePrefix(member: MemberId): string {
  return `${LAST_SCOPE_PREFIX}${member}:`;
}

export const LOG_SCOPE_PREFIX = 'log:';

/**
 * How many scopes with the same prefix as this wish's may exist. Logs of unknown names leave room for the known ones, which
 * so begin whenever they like (SPEC FE10).
 */
export function scopeLimit(retain: Retain): number {
  if (retain.kind !== 'log') return MAX_LAST_CHANNELS_PER_MEMBER;
  return isKnownLog(retain.log) ? MAX_LOGS_PER_PARTY : MAX_LOGS_PER_PARTY - KNOWN_LOGS.size;
}

/** `kept` are the retained events of the same scope, in lamport order. */
export function planRetention(kept: readonly KeptEvent[], event: ScopedEvent): RetentionPlan {
  const { retain, lamport } = event;
  const scope = scopeOf(retain, event.channel, event.by ?? null);
  if (scope === null || retain.kind === 'none') return { keep: null, drop: [] };
  const chars = event.body?.length ?? JSON.stringify(event).length;
  if (retain.kind === 'last') {
    const entry = { lamport, slot: retain.key, isCheckpoint: false, chars };
    return { keep: { scope, kept: entry }, drop: displacedByKey(kept, retain.key) };
  }
  const isCheckpoint = retain.checkpoint && hasSeenAll(kept, event.basis);
  const drop = isCheckpoint ? kept.map((each) => each.lamport) : overflowOf(kept, chars, roomOf(retain.log));
  return { keep: { scope, kept: { lamport, slot: '', isCheckpoint, chars } }, drop };
}

function hasSeenAll(kept: readonly KeptEvent[], basis: Lamport | undefined): boolean {
  const newest = kept.at(-1);
  return newest === undefined || (basis !== undefined && basis >= newest.lamport);
}

function displacedByKey(kept: readonly KeptEvent[], key: string): Lamport[] {
  const others = kept.filter((each) => each.slot !== key);
  const excess = others.slice(0, Math.max(0, others.length + 1 - MAX_RETAINED_KEYS));
  return [...kept.filter((each) => each.slot === key), ...excess].map((each) => each.lamport);
}

interface LogRoom {
  readonly maxChars: number;
  /** What each event counts beside its body. */
  readonly frameChars: number;
}

function roomOf(log: string): LogRoom {
  return isKnownLog(log)
    ? { maxChars: MAX_CHARS_PER_LOG, frameChars: 0 }
    : { maxChars: MAX_CHARS_PER_OTHER_LOG, frameChars: EVENT_FRAME_CHARS };
}

/**
 * The oldest go first, but never the checkpoint that the rest builds upon: without it a late joiner would not
 * even know what is played.
 */
function overflowOf(kept: readonly KeptEvent[], incomingChars: number, room: LogRoom): Lamport[] {
  const base = kept[0]?.isCheckpoint ? 1 : 0;
  let count = kept.length + 1;
  let chars = kept.reduce((sum, each) => sum + each.chars, incomingChars) + count * room.frameChars;
  const dropped: Lamport[] = [];
  for (const each of kept.slice(base)) {
    if (count <= MAX_RETAINED_PER_LOG && chars <= room.maxChars) break;
    dropped.push(each.lamport);
    count -= 1;
    chars -= each.chars + room.frameChars;
  }
  return dropped;
}
