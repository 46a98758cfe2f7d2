// What must be true of every history. Each failure names its SPEC rule; the runner adds the seed.

import type { PlaybackAct } from '@sameframe/shared/playback.ts';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import { EMPTY_REPLICA, foldEvent, startReplica } from '@sameframe/shared/replica.ts';
import type { RelayMs } from '@sameframe/shared/time.ts';
import { positionAt } from '@sameframe/shared/timeline.ts';
import { timelineAt } from '@sameframe/shared/timeline-fold.ts';
import type { TimelineState } from '@sameframe/shared/timeline-state.ts';
import type { Change } from '../../extension/src/engine/provenance.ts';
import type { ConnectionId } from '../../relay-server/src/party/session.ts';
import type { MemberTraits, PartyWorld, RecordedAct, SimMember } from './party-world.ts';
import { open, openCatchUp } from './plain-seal.ts';
import { checkWaiting } from './waiting-invariants.ts';

/** What a history may contain. `calm` ones have a good network and one act at a time: then every act counts. */
export type Weather = 'calm' | 'rough';

const CHANGE_OF_KIND: Record<PlaybackAct['kind'], Change | null> = {
  play: 'play',
  pause: 'pause',
  'seek-to': 'seek',
  'set-rate': 'rate',
  'change-media': null,
};

/** An element tells of an act up to this late, and clocks are a little wrong, ms. */
const ACT_MATCH_MS = 700;
/** A late `seeking` reads a playhead that has moved on, s. */
const SEEK_MATCH_S = 0.5;
/** Playing apart by more than this, beyond what the line's asymmetry hides from any clock, is a failure, s. */
const PLAYING_TOLERANCE_S = 0.05;
/** The same for an element that takes no nudge, s. */
const SEEK_ONLY_TOLERANCE_S = 0.25;
const PAUSED_TOLERANCE_S = 0.003;

type ActEvent = Extract<OpenedEvent, { from: 'member' }> & { readonly act: PlaybackAct };

export function checkAlways(world: PartyWorld, weather: Weather): void {
  const events = world.relay.log.map(open);
  checkOnlyActs(world, events, weather);
  checkMeaning(events);
  checkLogs(world, events);
  checkRetention(world, events);
  checkWaiting(events);
}

/** After quiet every playhead is where the timeline says, and nobody's video is doing something else. */
export function checkQuiet(world: PartyWorld): void {
  for (const member of world.members) {
    if (member.page.state.pending.length > 0) fail('CR1', `${member.name} still has pending acts`);
    checkPlayhead(world, member, 'CR2');
  }
}

/** What this member sees, their output delay counted, is what the timeline says. */
export function checkPlayhead(world: PartyWorld, { name, page, traits }: SimMember, rule: string): void {
  const seenAt = (world.relay.now() + traits.outputDelayMs) as RelayMs;
  const timeline = page.timeline();
  const vector = timelineAt(timeline, seenAt);
  const { video } = page;
  if (vector === null || video === null || timeline.playback === null) return;
  const { isPlaying, rate } = timeline.playback;
  if (video.paused === isPlaying) fail(rule, `${name} ${video.paused ? 'is paused' : 'plays'}`);
  const drift = video.shownPosition - positionAt(vector, seenAt);
  const tolerance = isPlaying ? playingToleranceS(traits, rate) : PAUSED_TOLERANCE_S;
  if (Math.abs(drift) > tolerance) fail(rule, `${name} is ${drift.toFixed(3)} s off`);
}

/** What no clock can see of a lopsided line, and what the element leaves correction to work with. */
function playingToleranceS({ line, video }: MemberTraits, rate: number): number {
  const hiddenS = (Math.abs(line.upMs - line.downMs) / 2 + line.jitterMs) / 1000;
  // Just before a nudge, which begins with losing film, on a device that has not been learned yet.
  const isSkewed = Math.abs(video.deviceRate - 1) > 0.000_5;
  const heldS = PLAYING_TOLERANCE_S + (isSkewed || video.rateGrain > 0 ? video.rateEntryCostS + 0.02 : 0);
  if (video.rateGrain < 0.1) return heldS + hiddenS * rate;
  // Seeks are all that such an element takes, and each misses by what its cost differs from the last.
  const [quickMs, slowMs] = video.seekMs;
  return SEEK_ONLY_TOLERANCE_S + (hiddenS + (slowMs - quickMs) / 1000) * rate;
}

/** Exactly the act that was just made is in the log, and nothing besides. */
export function checkPassed(world: PartyWorld, member: SimMember, made: number, eventsBefore: number): void {
  const added = listActs(world.relay.log.slice(eventsBefore).map(open)).filter(({ by }) => {
    return by === member.background.session.self;
  });
  const total = listActs(world.relay.log.slice(eventsBefore).map(open)).length;
  if (added.length !== made || total !== made) {
    fail('PV5', `${member.name} acted ${made} times; the log has ${added.length} of them, ${total} in all`);
  }
}

/** The log holds the acts of people and nothing else; in calm weather, all of them (SPEC PV1, PV4). */
function checkOnlyActs(world: PartyWorld, events: readonly OpenedEvent[], weather: Weather): void {
  const unmatched = new Set<RecordedAct>(world.acts);
  const claims: ActEvent[] = [];
  for (const event of listActs(events)) {
    const change = CHANGE_OF_KIND[event.act.kind];
    if (change === null) {
      claims.push(event);
      continue;
    }
    const match = [...unmatched].find((act) => isSameAct(world, act, event, change));
    if (match === undefined) fail('PV1', `an echo in the log: ${event.by} ${JSON.stringify(event.act)}`);
    unmatched.delete(match);
    // Where the relay's clock stepped, `at` does not tell how much later something was.
    if (world.relay.epochs.length === 1) checkOffline(events, event, match);
  }
  if (claims.length > 1) fail('PB6', `the party was claimed ${claims.length} times`);
  if (weather === 'rough') return;
  const missing = [...unmatched].find((act) => act.isWish);
  if (missing !== undefined)
    fail('PV4', `lost: ${missing.member.name} ${missing.change} at ${missing.at} ms`);
}

function isSameAct(world: PartyWorld, recorded: RecordedAct, event: ActEvent, change: Change): boolean {
  const { act } = event;
  if (recorded.member.background.session.self !== event.by || recorded.change !== change) return false;
  const actedAt = act.when.kind === 'acted' ? act.when.actedAt : Number.NaN;
  // Who has not heard of the relay's new clock yet dates by the old one.
  const isThen = (epoch: number) => Math.abs(actedAt - epoch - recorded.at) <= ACT_MATCH_MS;
  if (!world.relay.epochs.some(isThen)) return false;
  if (change === 'seek') return isSameTarget(act, recorded);
  return change !== 'rate' || act.rate === recorded.rate;
}

/**
 * While playing a seek is dated back by what it costs, which is two seconds at most (SPEC CR11), and by how late its
 * author's output is (SPEC OD2).
 */
function isSameTarget(act: PlaybackAct, { position, member }: RecordedAct): boolean {
  const mostBehindS = act.isPlaying ? (2 + member.traits.outputDelayMs / 1_000) * act.rate : 0;
  return act.position < position + SEEK_MATCH_S && act.position > position - mostBehindS - SEEK_MATCH_S;
}

/** An act made offline never overwrites a newer one (design: Offline). */
function checkOffline(events: readonly OpenedEvent[], event: ActEvent, recorded: RecordedAct): void {
  // Where single messages vanish from a living connection, an act may also be late without having been offline.
  if (!recorded.wasOffline || recorded.member.traits.line.lossChance > 0) return;
  const overtaken = listActs(events).some(
    (other) =>
      other.by !== event.by &&
      other.ref.lamport > event.basis &&
      other.ref.lamport < event.ref.lamport &&
      other.at < event.at - 1_000,
  );
  if (overtaken) fail('PB5', `an act made offline came after a newer one: ${JSON.stringify(event.act)}`);
}

/** Acts that were behind change only what they mean (SPEC PB2). */
function checkMeaning(events: readonly OpenedEvent[]): void {
  let replica = EMPTY_REPLICA;
  let newest: ActEvent | null = null;
  for (const event of events) {
    const before = replica.timeline.playback;
    replica = foldEvent(replica, event);
    const after = replica.timeline.playback;
    const [act] = listActs([event]);
    if (act === undefined || before === null || after === null) continue;
    const isBehind = newest !== null && newest.by !== act.by && act.basis < newest.ref.lamport;
    const { kind } = act.act;
    if (isBehind && (kind === 'seek-to' || kind === 'set-rate') && before.isPlaying !== after.isPlaying) {
      fail('PB2', `a ${kind} that was behind changed whether the party plays`);
    }
    newest = act;
  }
}

function checkLogs(world: PartyWorld, events: readonly OpenedEvent[]): void {
  const full = events.reduce(foldEvent, EMPTY_REPLICA);
  for (const { name, page, background } of world.members) {
    for (const replica of [background.session.replica, page.state.replica]) {
      if (replica === null || replica.head?.id !== full.head?.id) fail('LT3', `${name} is not at the head`);
      if (!isSameTimeline(replica.timeline, full.timeline)) fail('PB1', `${name} folded something else`);
    }
  }
}

/** What a late joiner is given folds to what everybody else has (SPEC ST5). */
function checkRetention(world: PartyWorld, events: readonly OpenedEvent[]): void {
  const [first] = world.members;
  const request = { from: null };
  const connection = first === undefined ? null : (first.background.connection as ConnectionId | null);
  if (connection === null) return;
  const reply = world.relay.core.resume(connection, request);
  if (!reply.ok) return;
  const { roster, events: retained, head } = openCatchUp(reply);
  const kept = startReplica(roster, retained, head);
  const full = events.reduce(foldEvent, EMPTY_REPLICA);
  if (!isSameTimeline(kept.timeline, full.timeline)) fail('ST5', 'fold(kept) is not fold(all)');
  const ids = (replica: typeof full) => replica.party.members.map((member) => member.id).join();
  if (ids(kept) !== ids(full) || kept.party.host !== full.party.host)
    fail('ST5', 'the roster is not the fold');
}

function isSameTimeline(a: TimelineState, b: TimelineState): boolean {
  const tell = ({ playback, lastAct, holds }: TimelineState) => JSON.stringify({ playback, lastAct, holds });
  return tell(a) === tell(b);
}

export function listActs(events: readonly OpenedEvent[]): ActEvent[] {
  return events.flatMap((event) =>
    event.from === 'member' && event.meaning?.channel === 'playback'
      ? [{ ...event, act: event.meaning.act }]
      : [],
  );
}

export function fail(rule: string, message: string): never {
  throw new Error(`[${rule}] ${message}`);
}
