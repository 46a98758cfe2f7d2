// Members' sessions and a model relay on a network that the test drives by hand: nothing moves by itself.
import type { HoldWish } from '@sameframe/shared/hold-act.ts';
import type { StallPolicy } from '@sameframe/shared/party.ts';
import type { ActId, PlaybackAct } from '@sameframe/shared/playback.ts';
import type { EventRef, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import type { LocalMs, MediaSeconds } from '@sameframe/shared/time.ts';
import { reviveSession, stepSession } from '../party-session.ts';
import type { SessionEffect, SessionInput, SessionState } from '../session-state.ts';
import { ModelRelay, open, sealPlainly } from './model-relay.ts';
import {
  type Connection,
  createWorldMember,
  type Saying,
  type ToRelay,
  type WorldMember,
} from './world-member.ts';

/** More than any history here gives rise to; beyond it two sides keep answering each other. */
const MAX_MESSAGES_AT_REST = 2_000;

export class SessionWorld {
  readonly relay = new ModelRelay();
  readonly members: WorldMember[];
  now = 100_000;
  private connections = 0;

  constructor(count: number) {
    this.members = Array.from({ length: count }, (_, index) => createWorldMember(index));
  }

  member(index: number): WorldMember {
    const member = this.members[index % this.members.length];
    if (member === undefined) throw new Error('a world has members');
    return member;
  }

  connect(member: WorldMember): void {
    if (member.connection !== null) return;
    this.connections += 1;
    member.connection = { id: this.connections, up: [], down: [] };
    this.feed(member, { kind: 'link-up' });
  }

  /** The member notices; the relay does not: what was on its way there may still arrive. */
  disconnect(member: WorldMember): void {
    if (member.connection === null) return;
    member.zombies.push(member.connection);
    member.connection = null;
    this.feed(member, { kind: 'link-down' });
  }

  /** `basis`: the head that the page has seen, which may be behind the background's. */
  act(
    member: WorldMember,
    kind: PlaybackAct['kind'],
    position: number,
    basis: EventRef | null = member.session.replica.head,
  ): ActId {
    const index = this.members.indexOf(member);
    const id = `act-${index}-${member.made.length}` as ActId;
    const act: PlaybackAct = {
      id,
      kind,
      position: position as MediaSeconds,
      isPlaying: kind !== 'pause',
      rate: 1,
      media: null,
      when: { kind: 'scheduled', leadMs: 0 },
    };
    // The way to a new worker begins with what the old one may have lost.
    if (member.isPageCutOff) this.repeatUnsettled(member);
    member.made.push(id);
    member.unsettled.set(id, { act, basis, madeAt: this.now });
    this.feed(member, { kind: 'act', act, basis, ageMs: 0 });
    return id;
  }

  /** Something on a feature's channel; not kept, it is of the moment. */
  say(member: WorldMember, isKept: boolean, text = 'hello'): ActId {
    const id = `say-${this.members.indexOf(member)}-${member.said.length}` as ActId;
    if (member.isPageCutOff) this.repeatUnsettled(member);
    const saying: Saying = { feature: 'chat', id, act: { text }, isKept };
    member.said.push(id);
    if (isKept) member.unheard.set(id, saying);
    this.feed(member, { kind: 'feature', ...saying });
    return id;
  }

  wish(member: WorldMember, wish: HoldWish): void {
    this.feed(member, { kind: 'hold-wish', wish });
  }

  choosePolicy(member: WorldMember, policy: StallPolicy): void {
    this.feed(member, { kind: 'stall-policy', policy });
  }

  /** The member leaves the party and is heard of no more. */
  leave(member: WorldMember): void {
    const { self } = member.session;
    this.members.splice(this.members.indexOf(member), 1);
    if (self !== null) this.relay.remove(self, (event) => this.publish(event));
  }

  /** The worker dies and comes back with what it had saved. */
  killWorker(member: WorldMember): void {
    if (member.connection !== null) member.zombies.push(member.connection);
    member.connection = null;
    member.session = reviveSession(JSON.parse(JSON.stringify(member.saved)) as SessionState);
    member.saved = member.session;
    member.isPageCutOff = true;
  }

  /** The page has found the worker again and repeats what was not settled, before or after the rejoin. */
  repeatUnsettled(member: WorldMember): void {
    member.isPageCutOff = false;
    for (const { act, basis, madeAt } of [...member.unsettled.values()]) {
      this.feed(member, { kind: 'act', act, basis, ageMs: this.now - madeAt });
    }
    for (const saying of [...member.unheard.values()]) this.feed(member, { kind: 'feature', ...saying });
  }

  save(member: WorldMember): void {
    member.saved = member.session;
  }

  deliverUp(member: WorldMember): boolean {
    const zombie = member.zombies.find(({ up }) => up.length > 0);
    const connection = zombie ?? member.connection;
    const message = connection?.up.shift();
    if (connection == null || message === undefined) return false;
    this.answer(connection, message);
    return true;
  }

  deliverDown(member: WorldMember): boolean {
    const message = member.connection?.down.shift();
    if (message === undefined) return false;
    this.feed(member, message);
    return true;
  }

  loseEvent(member: WorldMember): void {
    const down = member.connection?.down ?? [];
    const index = down.findIndex(({ kind }) => kind === 'event');
    if (index >= 0) down.splice(index, 1);
  }

  /** The acknowledgement of what is under way takes too long. */
  timeOut(member: WorldMember): void {
    const { sending } = member.session;
    if (sending?.stage.state === 'sent') {
      this.feed(member, { kind: 'intent-unanswered', ticket: sending.ticket });
    }
  }

  advance(ms: number): void {
    this.now += ms;
    for (const member of this.members) this.feed(member, { kind: 'tick' });
  }

  probe(member: WorldMember): void {
    member.connection?.down.push({ kind: 'head-seen', head: this.relay.head() });
  }

  /** Everyone online, everything delivered, every gap noticed. */
  settle(): void {
    for (let round = 0; round < 15; round += 1) {
      for (const member of this.members) {
        this.connect(member);
        this.probe(member);
        this.deliverAll();
        this.repeatUnsettled(member);
      }
      this.advance(600);
    }
  }

  private deliverAll(): void {
    for (let messages = 0; messages < MAX_MESSAGES_AT_REST; messages += 1) {
      const moved = this.members.map((each) => this.deliverUp(each) || this.deliverDown(each));
      if (!moved.includes(true)) return;
    }
    throw new Error('the members never stop talking');
  }

  /** Kinds of what the log says about waiting, in its order. */
  loggedHolds(): string[] {
    return this.relay.log.flatMap((event) => {
      const opened = open(event);
      const meaning = opened.from === 'member' ? opened.meaning : null;
      return meaning?.channel === 'hold' ? [meaning.act.kind] : [];
    });
  }

  /** Ids of the acts in the log, in its order. */
  loggedActs(): string[] {
    return this.relay.log.flatMap((event) => {
      const opened = open(event);
      const meaning = opened.from === 'member' ? opened.meaning : null;
      return meaning?.channel === 'playback' ? [meaning.act.id] : [];
    });
  }

  /** Ids of what is on a feature's channel in the log, in its order. */
  loggedSayings(): string[] {
    return this.relay.log.flatMap((event) => {
      const opened = open(event);
      const meaning = opened.from === 'member' ? opened.meaning : null;
      return meaning?.channel === 'feature' ? [meaning.id] : [];
    });
  }

  private feed(member: WorldMember, input: SessionInput): void {
    const step = stepSession(member.session, input, this.now as LocalMs);
    member.session = step.state;
    // The shell writes who we are before it sends anything as that member; everything else may lag.
    if (input.kind === 'welcomed') this.save(member);
    for (const effect of step.effects) this.perform(member, effect);
  }

  private perform(member: WorldMember, effect: SessionEffect): void {
    switch (effect.kind) {
      case 'join':
      case 'resume':
      case 'send-intent':
        member.connection?.up.push(effect);
        return;
      case 'seal':
        return this.feed(member, { kind: 'sealed', ticket: effect.ticket, body: sealPlainly(effect.body) });
      case 'reconnect':
        return this.disconnect(member);
      case 'settle': {
        member.unsettled.delete(effect.id);
        const outcomes = member.outcomes.get(effect.id) ?? [];
        member.outcomes.set(effect.id, [...outcomes, effect.outcome]);
        return;
      }
      case 'deliver-feature':
        member.unheard.delete(effect.news.id);
        return;
      case 'deliver-replica':
        for (const { id } of member.session.features.chat ?? []) member.unheard.delete(id);
        return;
      case 'refuse-feature':
        member.unheard.delete(effect.id);
        member.refused.push(effect.id);
        return;
      case 'deliver-event':
        member.delivered.push(effect.event.ref.lamport);
        return;
      default:
        return;
    }
  }

  private answer(connection: Connection, message: ToRelay): void {
    const { relay } = this;
    const publish = (event: OrderedEvent) => this.publish(event);
    switch (message.kind) {
      case 'join': {
        const { token, from } = message.request;
        const welcome = relay.join(connection.id, token, from, publish);
        connection.down.push({ kind: 'welcomed', ...welcome });
        return;
      }
      case 'resume':
        connection.down.push({ kind: 'caught-up', catchUp: relay.catchUp(message.from) });
        return;
      case 'send-intent': {
        const { ticket } = message;
        const reply = relay.order(connection.id, message.intent, publish);
        connection.down.push(
          reply.ok
            ? { kind: 'intent-ordered', ticket, ref: reply.ref }
            : { kind: 'intent-rejected', ticket, reason: reply.reason, retryAfterMs: null },
        );
        return;
      }
    }
  }

  private publish(event: OrderedEvent): void {
    for (const member of this.members) {
      member.connection?.down.push({ kind: 'event', event: open(event) });
    }
  }
}
