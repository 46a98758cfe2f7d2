// The background's shell in simulated time, around the real session reducer. The worker may die between any two
// messages.

import type { MemberToken, PartyId } from '@sameframe/shared/ids.ts';
import type { PlaybackAct } from '@sameframe/shared/playback.ts';
import type { EventRef, OrderedEvent } from '@sameframe/shared/protocol/envelope.ts';
import { SPOKEN_VERSIONS } from '@sameframe/shared/protocol/version.ts';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import type { WaitingWord } from '../../extension/src/background/party.ts';
import {
  connectionOf,
  createSession,
  reviveSession,
  stepSession,
} from '../../extension/src/background/party-session.ts';
import type {
  SessionEffect,
  SessionInput,
  SessionState,
} from '../../extension/src/background/session-state.ts';
import type { BackgroundToContent } from '../../extension/src/messages/content-background.ts';
import type { ConnectionId } from '../../relay-server/src/party/session.ts';
import type { Line } from './fake-network.ts';
import type { FakeRelay } from './fake-relay.ts';
import { open, openCatchUp, sealPlainly } from './plain-seal.ts';
import type { Scheduler } from './scheduler.ts';

/** A request without an answer for so long counts as lost. */
const ANSWER_MS = 2_500;
const TICK_MS = 1_000;
const RELAY_NOTICES_MS = 400;
/** Covers the slowest of the lines here. */
const LEAD_MS = 500;

export interface FakeBackgroundPorts {
  readonly scheduler: Scheduler;
  readonly relay: FakeRelay;
  readonly line: Line;
  readonly party: PartyId;
  readonly name: string;
  readonly mode: 'create' | 'join';
  now(): LocalMs;
  toPage(message: BackgroundToContent): void;
}

export class FakeBackground {
  session: SessionState;
  isAlive = true;
  connection: ConnectionId | null = null;
  /** Callbacks of a dead worker or a closed connection find another number and do nothing. */
  #life = 0;
  readonly #ports: FakeBackgroundPorts;

  constructor(ports: FakeBackgroundPorts) {
    this.#ports = ports;
    const token = ports.name.padEnd(22, '-') as MemberToken;
    this.session = createSession({ mode: ports.mode, name: ports.name, token });
    this.#tick();
  }

  connect(): void {
    if (!this.isAlive || this.connection !== null) return;
    const { relay, line } = this.#ports;
    const end = {
      onEvent: (event: OrderedEvent) =>
        this.#down(connection, () => this.feed({ kind: 'event', event: open(event) })),
      onClosing: () => this.#down(connection, () => this.disconnect()),
    };
    const connection = relay.connect(end);
    this.connection = connection;
    let isUp = false;
    line.upOnce(() => {
      relay.core.connect(connection, { versions: SPOKEN_VERSIONS });
      this.#down(connection, () => {
        if (!isUp) this.feed({ kind: 'link-up' });
        isUp = true;
      });
    });
    this.#afterSilence(() => {
      if (this.connection === connection && !isUp) this.disconnect();
    });
  }

  /** This end notices that the line is gone, and tries again by itself. */
  disconnect(): void {
    if (!this.isAlive || this.connection === null) return;
    this.#hangUp();
    this.feed({ kind: 'link-down' });
    this.#later(300, () => this.connect());
  }

  /** The worker is killed; its storage stays. */
  die(): void {
    this.#hangUp();
    this.isAlive = false;
    this.#life += 1;
  }

  /** The page's closed port brings it back. */
  revive(): void {
    if (this.isAlive) return;
    this.isAlive = true;
    this.session = reviveSession(JSON.parse(JSON.stringify(this.session)) as SessionState);
    this.#tick();
    this.deliverReplica();
    this.connect();
  }

  deliverReplica(): void {
    const { self, replica } = this.session;
    const connection = connectionOf(this.session);
    if (self !== null) this.#ports.toPage({ kind: 'replica', self, replica, connection });
  }

  takeAct(act: PlaybackAct, basis: EventRef | null, ageMs: number): void {
    if (this.isAlive) this.feed({ kind: 'act', act, basis, ageMs });
  }

  sayWaiting(word: WaitingWord): void {
    if (!this.isAlive) return;
    this.feed({
      kind: 'hold-wish',
      wish: word.kind === 'hold' ? word : { kind: word.kind, leadMs: LEAD_MS },
    });
  }

  takeProbe(id: number): void {
    const connection = this.connection;
    if (!this.isAlive || connection === null) return;
    const { relay, line } = this.#ports;
    line.up(() => {
      const receivedAt = relay.now();
      const reply = relay.core.probe(connection, receivedAt);
      if (!reply.ok) return;
      this.#down(connection, () => {
        const { head, sentAt } = reply;
        this.#ports.toPage({
          kind: 'probed',
          id,
          relayReceivedAt: receivedAt,
          relaySentAt: sentAt as RelayMs,
        });
        this.feed({ kind: 'head-seen', head });
      });
    });
  }

  feed(input: SessionInput): void {
    const { state, effects } = stepSession(this.session, input, this.#ports.now());
    this.session = state;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: SessionEffect): void {
    const { toPage } = this.#ports;
    switch (effect.kind) {
      case 'join':
        return this.#join(effect.request);
      case 'resume':
        return this.#resume(effect.from);
      case 'reconnect':
        return this.#later(effect.afterMs, () => this.disconnect());
      case 'seal':
        return this.#later(0.2, () =>
          this.feed({ kind: 'sealed', ticket: effect.ticket, body: sealPlainly(effect.body) }),
        );
      case 'send-intent':
        return this.#sendIntent(effect);
      case 'wake-after':
        return this.#later(effect.delayMs, () => this.feed({ kind: 'tick' }));
      case 'deliver-replica':
        return this.deliverReplica();
      case 'deliver-event':
        return toPage({ kind: 'event', event: effect.event });
      case 'settle':
        return toPage({ kind: 'settled', id: effect.id, outcome: effect.outcome });
      case 'show-connection':
        return toPage({ kind: 'connection', connection: effect.connection });
      case 'end':
        throw new Error(`the party ended: ${effect.reason}`);
    }
  }

  #join(request: Extract<SessionEffect, { kind: 'join' }>['request']): void {
    const { relay, party } = this.#ports;
    this.#request(
      'upOnce',
      (connection) => relay.core.join(connection, { party, ...request }),
      (reply) => {
        if (!reply.ok) return this.feed({ kind: 'join-rejected', reason: reply.reason, retryAfterMs: null });
        const { member, token, lastSeq } = reply;
        this.feed({ kind: 'welcomed', member, token, lastSeq, catchUp: openCatchUp(reply) });
      },
      () => this.feed({ kind: 'join-unanswered' }),
    );
  }

  #resume(from: EventRef | null): void {
    const { relay } = this.#ports;
    this.#request(
      'up',
      (connection) => relay.core.resume(connection, { from }),
      (reply) =>
        reply.ok
          ? this.feed({ kind: 'caught-up', catchUp: openCatchUp(reply) })
          : this.feed({ kind: 'resume-failed', retryAfterMs: null }),
      () => this.feed({ kind: 'resume-failed', retryAfterMs: null }),
    );
  }

  #sendIntent({ ticket, intent }: Extract<SessionEffect, { kind: 'send-intent' }>): void {
    const { relay } = this.#ports;
    this.#request(
      'up',
      (connection) => relay.core.intent(connection, intent),
      (reply) =>
        reply.ok
          ? this.feed({ kind: 'intent-ordered', ticket, ref: reply.ref })
          : this.feed({ kind: 'intent-rejected', ticket, reason: reply.reason, retryAfterMs: null }),
      () => this.feed({ kind: 'intent-unanswered', ticket }),
    );
  }

  /** Joins are not repeated by any network: a second one would be a second person. */
  #request<Reply>(
    up: 'up' | 'upOnce',
    ask: (connection: ConnectionId) => Reply,
    onReply: (reply: Reply) => void,
    onSilence: () => void,
  ): void {
    const connection = this.connection;
    if (connection === null) return;
    const { relay, line } = this.#ports;
    let isAnswered = false;
    line[up](() => {
      const reply = ask(connection);
      relay.settle();
      this.#down(connection, () => {
        if (isAnswered) return;
        isAnswered = true;
        onReply(reply);
      });
    });
    this.#afterSilence(() => {
      if (!isAnswered && this.connection === connection) onSilence();
      isAnswered = true;
    });
  }

  #down(connection: ConnectionId, deliver: () => void): void {
    this.#ports.line.down(() => {
      if (this.connection === connection && this.isAlive) deliver();
    });
  }

  #afterSilence(run: () => void): void {
    this.#later(ANSWER_MS, run);
  }

  #later(delayMs: number, run: () => void): void {
    const life = this.#life;
    this.#ports.scheduler.after(delayMs, () => {
      if (this.#life === life && this.isAlive) run();
    });
  }

  /** The relay notices a little later. */
  #hangUp(): void {
    const connection = this.connection;
    if (connection === null) return;
    this.connection = null;
    const { relay, scheduler } = this.#ports;
    scheduler.after(RELAY_NOTICES_MS, () => {
      relay.core.disconnect(connection);
      relay.settle();
    });
  }

  #tick(): void {
    this.#later(TICK_MS, () => {
      this.feed({ kind: 'tick' });
      this.#ports.toPage({ kind: 'tick', connection: connectionOf(this.session) });
      this.#tick();
    });
  }
}
