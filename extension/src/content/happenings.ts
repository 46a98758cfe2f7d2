// What an ordered event means to the people here, for a toast. Own acts need no telling, but a jump, which one may not
// have meant.
import { leastRoleFor } from '@sameframe/shared/grants.ts';
import type { MemberId } from '@sameframe/shared/ids.ts';
import { type PartyState, roleOf } from '@sameframe/shared/party.ts';
import { isOfFormerMedia, isRetold, PLAYBACK_CHANNEL } from '@sameframe/shared/playback.ts';
import type { MembersChanged, RelayFact, RulesChanged } from '@sameframe/shared/protocol/envelope.ts';
import type { OpenedEvent, ReplicaState } from '@sameframe/shared/replica.ts';
import type { TimelineState } from '@sameframe/shared/timeline-state.ts';
import type { Happening } from '../overlay/words.ts';

/** `before` is the party as it was when the event came. */
export function tellEvent(
  event: OpenedEvent,
  before: ReplicaState | null,
  self: MemberId | null,
): readonly Happening[] {
  if (event.from === 'relay') return tellFact(event.fact, before, self);
  const { meaning } = event;
  if (meaning?.channel !== 'playback') return [];
  if (event.by === self && meaning.act.kind !== 'seek-to') return [];
  // The first act only says what the party watches, and one that tells it anew as little: nobody did anything.
  const playback = before?.timeline.playback;
  const { act } = meaning;
  const known = playback?.media ?? null;
  const isAnew = act.kind === 'change-media' && isRetold(known, act.media);
  if (playback === null || isAnew || isOfFormerMedia(act, known)) return [];
  return [{ kind: 'acted', by: event.by, act }];
}

/**
 * How a waiting has ended, and only that: acts, joins and departures are told as themselves. `cause` is the event
 * that came just then; null if time or an own act ended it.
 */
export function tellWaitingEnd(
  waitedFor: readonly MemberId[],
  timeline: TimelineState,
  cause: OpenedEvent | null,
): readonly Happening[] {
  if (cause === null) {
    // Holds that lapsed stand in the log until its next event; what an own act ended needs no telling.
    const lapsed = waitedFor.filter((member) => timeline.holds[member] !== undefined);
    return lapsed.length === 0 ? [] : [{ kind: 'went-on-without', members: lapsed }];
  }
  const meaning = cause.from === 'member' ? cause.meaning : null;
  if (cause.from !== 'member' || meaning?.channel !== 'hold') return [];
  return meaning.act.kind === 'go-on' ? [{ kind: 'went-on', by: cause.by }] : [{ kind: 'ready' }];
}

function tellFact(fact: RelayFact, before: ReplicaState | null, self: MemberId | null): readonly Happening[] {
  switch (fact.kind) {
    case 'members-changed':
      return tellMembers(fact, before, self);
    case 'rules-changed':
      return before === null ? [] : tellRules(fact, before.party);
    case 'unknown':
      return [];
  }
}

/** That the door is locked or opened concerns nobody who is in; that somebody was put out is told as they leave. */
function tellRules({ host, roles, rules }: RulesChanged, before: PartyState): readonly Happening[] {
  const happenings: Happening[] = [];
  if (host !== null && before.host !== null && host !== before.host) {
    happenings.push({ kind: 'host-changed', host });
  }
  for (const { id, role } of roles) {
    const isTaken = role === 'viewer' && roleOf(before, id) === 'co-host';
    happenings.push({ kind: 'role-changed', member: id, role: isTaken ? 'no-co-host' : role });
  }
  const least = leastRoleFor(rules, PLAYBACK_CHANNEL);
  if (least !== leastRoleFor(before.rules, PLAYBACK_CHANNEL)) {
    happenings.push({ kind: 'control-changed', least });
  }
  return happenings;
}

function tellMembers(
  fact: MembersChanged,
  before: ReplicaState | null,
  self: MemberId | null,
): readonly Happening[] {
  const known = new Set(before?.party.members.map((member) => member.id));
  const joined = fact.joined.map((member) => member.id).filter((id) => id !== self && !known.has(id));
  const left = fact.left.filter((id) => id !== self);
  const happenings: Happening[] = [];
  // In a crowd nobody can follow who comes and goes, and most of them have no name here.
  const isCrowd = fact.count !== undefined;
  if (joined.length > 0 && !isCrowd) happenings.push({ kind: 'joined', members: joined });
  if (left.length > 0 && !isCrowd) happenings.push({ kind: 'left', members: left });
  const { host } = fact;
  if (left.length > 0 && host !== null && host !== before?.party.host) {
    happenings.push({ kind: 'host-changed', host });
  }
  return happenings;
}
