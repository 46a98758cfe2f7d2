// One party of this browser at work: runs the session's effects with a link, keys and timers. Decides nothing
// about the log. All inputs pass through one queue, so that what the relay said in order is taken in order.
import { deriveParty, type PartyCode, type PartySecrets } from '@sameframe/shared/code.ts';
import type { CryptoPort } from '@sameframe/shared/crypto-port.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import type { SyncReport } from '@sameframe/shared/presence.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { Govern } from '@sameframe/shared/protocol/rules.ts';
import type { GovernReply, PresenceDigest, ProbeReply } from '@sameframe/shared/protocol/to-member.ts';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import { assertNever } from '@sameframe/shared/result.ts';
import type { ActOutcome, Connection } from '../messages/content-background.ts';
import type { Clock } from '../platform/clock.ts';
import { createPartySeal, type Knocker, type PartySeal } from './party-seal.ts';
import { stepSession } from './party-session.ts';
import {
  EMPTY_BOOK,
  isReportDue,
  isToGreet,
  leadFor,
  noteReport,
  type PresenceBook,
  type SentReport,
} from './presence-book.ts';
import type { OpenRelayLink, RelayLink } from './relay-link.ts';
import { createLatestSaver } from './save-latest.ts';
import type { SessionEffect, SessionInput, SessionState } from './session-state.ts';

export interface PartyPorts {
  readonly clock: Clock;
  readonly crypto: CryptoPort;
  readonly openLink: OpenRelayLink;
  readonly reportBug: (error: unknown) => void;
}

/** What a party needs to go on after its worker has died. */
export interface PartyMemory {
  readonly session: SessionState;
  /** No own presence report had a higher count than this. */
  readonly reportCount: number;
}

export interface PartyEvents {
  onReplica(): void;
  onEvent(event: OpenedEvent): void;
  onSettled(id: ActId, outcome: ActOutcome): void;
  onFeature(word: Extract<SessionEffect, { kind: 'deliver-feature' | 'refuse-feature' }>): void;
  onConnection(connection: Connection): void;
  onRefused(reason: RejectReason): void;
  /** Somebody has come to the door. */
  onKnock(newcomers: readonly Knocker[]): void;
  onEnded(reason: RejectReason): void;
  /** Something that is shown may have changed. */
  onChange(): void;
  save(memory: PartyMemory): Promise<void>;
}

/** What a person or their video says about waiting. */
export type WaitingWord =
  | { readonly kind: 'hold'; readonly limitMs: number }
  | { readonly kind: 'release' | 'go-on' };

export interface Party {
  readonly session: SessionState;
  readonly presence: PresenceBook;
  /** Who waits to be let in; shown to hosts and co-hosts alone. */
  readonly knockers: readonly Knocker[];
  /** Answers nothing while there is no connection. */
  probe(answer: (reply: Extract<ProbeReply, { ok: true }>) => void): void;
  /** The lead that a start needs is found here, where everyone's line is known. */
  sayWaiting(word: WaitingWord): void;
  /** What a person wants of the party, in words that the session knows. */
  say(wish: Extract<SessionInput, { kind: 'act' | 'feature' | 'profile' | 'stall-policy' }>): void;
  /** Asks the relay; null if it did not answer. What comes of it comes as an event. */
  govern(wish: Govern): Promise<GovernReply | null>;
  report(report: SyncReport): void;
  tick(): void;
  /** Writes what has to outlive the worker, for callers that changed something the session does not know. */
  save(): Promise<void>;
  /** Tells the relay, for a second at most, and closes. */
  leave(): Promise<void>;
  close(): void;
}

/** Report counts are reserved in storage by so many at a time, not written with every report. */
const COUNT_RESERVE = 1_000;

export function openParty(
  origin: { readonly code: PartyCode; readonly relay: string },
  memory: PartyMemory,
  ports: PartyPorts,
  events: PartyEvents,
): Party {
  const { clock } = ports;
  let { session } = memory;
  let presence = EMPTY_BOOK;
  let count = memory.reportCount;
  let reservedCount = memory.reportCount;
  let knockers: readonly Knocker[] = [];
  let sent: SentReport | null = null;
  let isClosed = false;
  let queue: Promise<unknown> = Promise.resolve();

  const enqueue = (job: () => void | Promise<void>): void => {
    queue = queue.then(() => (isClosed ? undefined : job())).catch(ports.reportBug);
  };
  const input = (next: SessionInput): void => enqueue(() => take(next));
  const saveLatest = createLatestSaver(events.save);
  const save = (): Promise<void> =>
    saveLatest({ session, reportCount: reservedCount }).catch(ports.reportBug);

  const ready: Promise<{ secrets: PartySecrets; seal: PartySeal }> = deriveParty(
    ports.crypto,
    origin.code,
  ).then((secrets) => ({ secrets, seal: createPartySeal(ports.crypto, secrets) }));
  const link: RelayLink = ports.openLink(origin.relay, {
    onUp: () => input({ kind: 'link-up' }),
    onDown: () => input({ kind: 'link-down' }),
    onKnocks: (knocks) =>
      enqueue(async () => {
        const before = new Set(knockers.map(({ knock }) => knock));
        knockers = await (await ready).seal.openKnocks(knocks);
        const newcomers = knockers.filter(({ knock }) => !before.has(knock));
        if (newcomers.length > 0) events.onKnock(newcomers);
        events.onChange();
      }),
    onRefused: (reason) => {
      events.onRefused(reason);
      input({ kind: 'link-refused', reason });
    },
    onEvent: (event) =>
      enqueue(async () => take({ kind: 'event', event: await (await ready).seal.openEvent(event) })),
    onPresence: (digest) => {
      input({ kind: 'head-seen', head: digest.head });
      hear(digest).catch(ports.reportBug);
    },
  });

  const hear = async ({ reports }: PresenceDigest): Promise<void> => {
    const { seal } = await ready;
    for (const heard of reports) {
      const report = await seal.openReport(heard);
      if (report !== null) presence = noteReport(presence, { ...heard, report }, clock.now());
    }
    events.onChange();
  };

  const take = async (next: SessionInput): Promise<void> => {
    const before = session;
    const step = stepSession(session, next, clock.now());
    session = step.state;
    if (session !== before) {
      const saved = save();
      // Who we are is written before anything is sent as that member: a worker that forgot it would come back
      // as somebody else and say again what the former one had said (SPEC OB6).
      if (next.kind === 'welcomed') await saved;
    }
    for (const effect of step.effects) await perform(effect);
    if (step.effects.length > 0) events.onChange();
  };

  const perform = async (effect: SessionEffect): Promise<void> => {
    switch (effect.kind) {
      case 'join':
        return join(effect);
      case 'resume':
        link.resume({ from: effect.from }, (reply) =>
          enqueue(async () => {
            if (reply?.ok !== true) {
              return take({ kind: 'resume-failed', retryAfterMs: reply?.retryAfterMs ?? null });
            }
            return take({ kind: 'caught-up', catchUp: await (await ready).seal.openCatchUp(reply) });
          }),
        );
        return;
      case 'probe-again':
        return probe('second', () => undefined);
      case 'reconnect':
        return link.reconnect(effect.afterMs);
      case 'seal': {
        const { ticket, body } = effect;
        const sealed = (await ready).seal.seal(effect, body);
        sealed.then((bytes) => input({ kind: 'sealed', ticket, body: bytes })).catch(ports.reportBug);
        return;
      }
      case 'send-intent':
        return sendIntent(effect);
      case 'wake-after':
        clock.schedule(effect.delayMs, () => input({ kind: 'tick' }));
        return;
      case 'deliver-replica':
        return events.onReplica();
      case 'deliver-event':
        if (isToGreet(effect.event, session.replica.party.members.length)) sent = null;
        return events.onEvent(effect.event);
      case 'deliver-feature':
      case 'refuse-feature':
        return events.onFeature(effect);
      case 'settle':
        return events.onSettled(effect.id, effect.outcome);
      case 'show-connection':
        return events.onConnection(effect.connection);
      case 'end':
        return events.onEnded(effect.reason);
      default:
        return assertNever(effect);
    }
  };

  const probe = (time: 'first' | 'second', answer: Parameters<Party['probe']>[0]): void => {
    link.probe((reply) => {
      if (reply === null) return input({ kind: 'probe-unanswered', isSecond: time === 'second' });
      if (!reply.ok) return;
      answer(reply);
      input({ kind: 'head-seen', head: reply.head });
    });
  };

  const join = async ({ request }: Extract<SessionEffect, { kind: 'join' }>): Promise<void> => {
    const { secrets, seal } = await ready;
    const { self, name } = session;
    const { token } = request;
    const isKnown = self !== null || token === null;
    const hello = isKnown ? {} : { hello: await seal.sealHello(token, { name }) };
    link.join({ party: secrets.partyId, ...request, ...hello }, (reply) =>
      enqueue(async () => {
        if (reply === null) return take({ kind: 'join-unanswered' });
        if (!reply.ok) {
          events.onRefused(reply.reason);
          const retryAfterMs = reply.retryAfterMs ?? null;
          return take({ kind: 'join-rejected', reason: reply.reason, retryAfterMs });
        }
        const { member, token, lastSeq } = reply;
        return take({ kind: 'welcomed', member, token, lastSeq, catchUp: await seal.openCatchUp(reply) });
      }),
    );
  };

  const sendIntent = ({ ticket, intent }: Extract<SessionEffect, { kind: 'send-intent' }>): void => {
    link.intent(intent, (reply) => {
      if (reply === null) return input({ kind: 'intent-unanswered', ticket });
      if (reply.ok) return input({ kind: 'intent-ordered', ticket, ref: reply.ref });
      const retryAfterMs = reply.retryAfterMs ?? null;
      return input({ kind: 'intent-rejected', ticket, reason: reply.reason, retryAfterMs });
    });
  };

  const sendReport = async (report: SyncReport): Promise<void> => {
    const { self, phase } = session;
    if (self === null || phase.state !== 'joined') return;
    count += 1;
    if (count > reservedCount) {
      reservedCount = count + COUNT_RESERVE;
      await save();
    }
    link.presence(await (await ready).seal.sealReport(self, count, report));
  };

  return {
    get session() {
      return session;
    },
    get presence() {
      return presence;
    },
    get knockers() {
      return knockers;
    },
    probe: (answer) => probe('first', answer),
    sayWaiting(word) {
      const leadMs = leadFor(presence, sent?.report ?? null, clock.now());
      input({ kind: 'hold-wish', wish: word.kind === 'hold' ? word : { kind: word.kind, leadMs } });
    },
    govern: (wish) => new Promise((resolve) => link.govern(wish, resolve)),
    say: input,
    report(report) {
      if (!isReportDue(sent, report, clock.now()) || session.phase.state !== 'joined') return;
      sent = { report, at: clock.now() };
      sendReport(report).catch(ports.reportBug);
    },
    tick: () => input({ kind: 'tick' }),
    save,
    leave: () =>
      new Promise((resolve) => {
        link.leave(() => {
          isClosed = true;
          link.close();
          resolve();
        });
      }),
    close() {
      isClosed = true;
      link.close();
    },
  };
}
