// All parties of this browser, one tab each: starting, joining, moving, leaving, and finding them again after the
// worker has died. Knows popups only as somebody to be told a problem.
import { type Invite, mintCode, type PartyCode } from '@sameframe/shared/code.ts';
import { randomBytes } from '@sameframe/shared/crypto-port.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import type { Problem } from '../messages/popup-background.ts';
import type { StoredCollection } from '../platform/storage.ts';
import { createJourneys } from './journeys.ts';
import { drawToken, newRecord, recordAfter } from './new-record.ts';
import { createNextParties } from './next-party.ts';
import { isOpenTab, isPrivateTab } from './open-tabs.ts';
import type { PartyRecord } from './party-record.ts';
import { type PassOnPorts, passOn } from './pass-on.ts';
import { type RecentParty, recentOf } from './recent-parties.ts';
import { openTabParty, type TabParty, type TabPartyPorts } from './tab-party.ts';

export interface PartiesPorts extends TabPartyPorts, PassOnPorts {
  readonly records: StoredCollection<PartyRecord>;
  readonly defaultRelay: string;
}

export interface PartiesEvents {
  onProblem(tabId: number, problem: Problem): void;
  onChange(): void;
}

export interface Parties {
  readonly byTab: ReadonlyMap<number, TabParty>;
  start(tabId: number, relay: string, name: string): void;
  join(tabId: number, invite: Invite, name: string): Promise<void>;
  /** Under this code: whoever comes first starts it, and everyone after them joins. */
  startOrJoin(tabId: number, invite: Invite, name: string): Promise<void>;
  /** The party of an invite, in whatever tab of this browser. */
  find(invite: Invite): TabParty | null;
  move(party: TabParty, tabId: number): Promise<void>;
  leave(tabId: number): Promise<void>;
  /** Of the host: takes everyone who is in the party to one under a new code. Null when they have been told. */
  goOnAnew(tabId: number): Promise<Problem | null>;
  goToMedia(tabId: number): Promise<void>;
  /** Picks up what a former worker left; answers whether something had to be thrown away. */
  restore(): Promise<'complete' | 'some-lost'>;
}

/** A first join that takes longer than this has failed; a party once joined is never given up. */
const FIRST_JOIN_LIMIT_MS = 8_000;
/** So long who is kept as a member of a party may take to be heard as one again. */
const RETURN_MS = 5_000;
/** Codes are not taken by chance; a relay that says so again and again is broken. */
const MAX_MINTS = 3;
/** A party that refuses one so is not offered again. */
const GONE_FOR_GOOD: ReadonlySet<RejectReason> = new Set(['no-such-party', 'kicked']);

export function createParties(ports: PartiesPorts, events: PartiesEvents): Parties {
  const { browser, clock, records, defaultRelay } = ports;
  const byTab = new Map<number, TabParty>();
  const returning = new Set<number>();
  const journeys = createJourneys(ports, byTab);
  const nextParties = createNextParties(ports, (party) => byTab.get(party.tab.tabId) === party);

  const find: Parties['find'] = ({ code, relay }) => {
    const wanted = relay ?? defaultRelay;
    return [...byTab.values()].find((party) => party.code === code && party.relay === wanted) ?? null;
  };

  const forget = (party: TabParty): void => {
    const { tabId } = party.tab;
    if (byTab.get(tabId) !== party) return;
    byTab.delete(tabId);
    records.remove(String(tabId)).catch(ports.reportBug);
    events.onChange();
  };

  const fail = (party: TabParty, problem: Problem): void => {
    if (byTab.get(party.tab.tabId) !== party) return;
    events.onProblem(party.tab.tabId, problem);
    forget(party);
    party.drop();
    const isGoneForGood = problem.kind === 'rejected' && GONE_FOR_GOOD.has(problem.reason);
    if (isGoneForGood) ports.recent.forget(party).catch(ports.reportBug);
  };

  const limitFirstJoin = (party: TabParty): void => {
    clock.schedule(FIRST_JOIN_LIMIT_MS, () => {
      if (party.hasJoined()) return;
      const { refusal, relay } = party;
      // Hosts take the time they take; the person may stop waiting at any moment.
      if (refusal === 'awaiting-approval') return limitFirstJoin(party);
      fail(party, refusal === null ? { kind: 'unreachable', relay } : { kind: 'rejected', reason: refusal });
    });
  };

  /** `onTaken` is what to do when the code belongs to another party already. */
  const open = (tabId: number, record: PartyRecord, onTaken: (() => void) | null): TabParty => {
    let place: 'first' | 'kept' = record.session.self === null ? 'first' : 'kept';
    let { former } = record;
    const party: TabParty = openTabParty(tabId, record, ports, {
      onEnded: (reason: RejectReason) => {
        if (reason !== 'party-exists' || onTaken === null) {
          return fail(party, { kind: 'rejected', reason });
        }
        forget(party);
        party.drop();
        onTaken();
      },
      onAsk: (ask) => {
        const { tabId: own } = party.tab;
        // Of the page's own.
        journeys.forget(own);
        const done = ask === 'leave' ? leave(own) : journeys.goToMedia(own);
        done.catch(ports.reportBug);
      },
      onSuccessor: (code) => {
        goOnIn(party, code).catch(ports.reportBug);
      },
      onNoSuccession: (next, reason) => {
        events.onProblem(party.tab.tabId, { kind: 'rejected', reason });
        if (next !== null) nextParties.giveUp(party, next).catch(ports.reportBug);
      },
      onChange: events.onChange,
      save: async (id, saved) => {
        await records.write(String(id), { ...saved, former });
        if (saved.session.self === null) return;
        const isPrivate = await isPrivateTab(browser, id);
        // Left meanwhile, and perhaps forgotten: what is to be kept then is kept by leaving.
        if (byTab.get(id) !== party) return;
        const kept = isPrivate ? null : recentOf(saved);
        if (former !== null) await passOn({ code: former, relay: saved.relay }, kept, ports);
        else if (kept !== null) await ports.recent.note(kept, place);
        place = 'kept';
        former = null;
      },
    });
    byTab.set(tabId, party);
    party.remember().catch(ports.reportBug);
    events.onChange();
    return party;
  };

  /** Nobody waits for it: a page that never loads never answers. */
  const enter = (party: TabParty, onRefused?: () => void): void => {
    const { tab } = party;
    const look = async () => {
      if ((await tab.enter()) === 'injected') return;
      // Closed before anybody knew that a party was to be in it.
      if (await isOpenTab(browser, tab.tabId)) onRefused?.();
      else await leave(tab.tabId);
    };
    look().catch(ports.reportBug);
  };

  const leave = async (tabId: number): Promise<void> => {
    const party = byTab.get(tabId);
    if (party === undefined || returning.has(tabId)) return;
    const facts = party.facts();
    forget(party);
    await party.leave();
    if (facts.session.self !== null && !(await isPrivateTab(browser, tabId))) {
      await ports.recent.note(recentOf(facts), 'kept');
      events.onChange();
    }
  };

  /** A relay lets go only whom it hears: not who was in a tab that closed while no worker was there to see it. */
  const leaveOnceBack = (tabId: number): void => {
    returning.add(tabId);
    clock.schedule(RETURN_MS, () => {
      returning.delete(tabId);
      leave(tabId).catch(ports.reportBug);
    });
  };

  const newParty = (
    code: PartyCode,
    relay: string,
    { mode, name, seat }: { readonly mode: Join['mode']; readonly name: string } & Pick<RecentParty, 'seat'>,
  ): PartyRecord => {
    const token = seat?.token ?? drawToken(ports.crypto);
    const { avatar } = ports.readSettings();
    return newRecord({ code, relay, mode, name, avatar, token, reportCount: seat?.reportCount ?? 0 });
  };

  /**
   * Who one was in that party, which one is then again. Nobody in a private window, and nobody while that member is in another
   * tab: the relay would end its connection there (SPEC AD8).
   */
  const seatIn = (party: Pick<RecentParty, 'code' | 'relay'>, window: 'usual' | 'private') =>
    window === 'private' || find(party) !== null ? null : ports.recent.seatIn(party);

  const startWithNewCode = (
    tabId: number,
    start: { readonly relay: string; readonly name: string; readonly mintsLeft: number },
  ): void => {
    const code = mintCode(randomBytes(ports.crypto, 20));
    const retry = () => startWithNewCode(tabId, { ...start, mintsLeft: start.mintsLeft - 1 });
    const { relay, name } = start;
    const record = newParty(code, relay, { mode: 'create', name, seat: null });
    const party = open(tabId, record, start.mintsLeft > 1 ? retry : null);
    limitFirstJoin(party);
    enter(party, () => fail(party, { kind: 'closed-page' }));
  };

  const enterAs = async (
    mode: Join['mode'],
    tabId: number,
    { invite, name }: { readonly invite: Invite; readonly name: string },
    onTaken: (() => void) | null,
  ): Promise<void> => {
    const relay = invite.relay ?? defaultRelay;
    const window = (await isPrivateTab(browser, tabId)) ? 'private' : 'usual';
    if (byTab.has(tabId)) return;
    // With nothing between asking and opening: another tab may be joining it, too.
    const seat = seatIn({ code: invite.code, relay }, window);
    const party = open(tabId, newParty(invite.code, relay, { mode, name, seat }), onTaken);
    limitFirstJoin(party);
    // A page that is closed to us, or on its way, is no obstacle: the party may be on another one, or be let in later.
    enter(party);
  };

  const goOnAnew: Parties['goOnAnew'] = async (tabId) => {
    const party = byTab.get(tabId);
    return party === undefined ? null : nextParties.takeAll(party);
  };

  /** Everyone's own way there, the host's, too. */
  const goOnIn = async (party: TabParty, code: PartyCode): Promise<void> => {
    const { tabId } = party.tab;
    const facts = party.facts();
    const { relay, session } = facts;
    const token = nextParties.tokenIn(party, code) ?? drawToken(ports.crypto);
    const record = newParty(code, relay, {
      mode: 'join',
      name: session.name,
      seat: { token, reportCount: 0 },
    });
    const next = recordAfter(facts, party.features.kept, record);
    forget(party);
    const left = party.leave();
    // However long that relay takes to answer: nobody asked to be taken out of the party.
    enter(open(tabId, next, null));
    events.onProblem(tabId, { kind: 'went-on' });
    await left;
  };

  const join: Parties['join'] = (tabId, invite, name) => enterAs('join', tabId, { invite, name }, null);

  return {
    byTab,
    start(tabId, relay, name) {
      if (!byTab.has(tabId)) startWithNewCode(tabId, { relay, name, mintsLeft: MAX_MINTS });
    },
    join,
    startOrJoin: (tabId, invite, name) =>
      enterAs('create', tabId, { invite, name }, () => {
        join(tabId, invite, name).catch(ports.reportBug);
      }),
    find,
    async move(party, tabId) {
      if (byTab.has(tabId) || byTab.get(party.tab.tabId) !== party) return;
      const former = party.tab.tabId;
      byTab.delete(former);
      byTab.set(tabId, party);
      party.moveTo(tabId);
      enter(party);
      await Promise.all([records.remove(String(former)), party.remember()]);
    },
    leave,
    goOnAnew,
    goToMedia: journeys.goToMedia,
    async restore() {
      const found = await records.readAll();
      let outcome: 'complete' | 'some-lost' = 'complete';
      for (const [name, stored] of found) {
        const tabId = Number(name);
        if (stored.state === 'found' && (await isOpenTab(browser, tabId))) {
          const party = open(tabId, stored.value, null);
          // Whom a party has brought here has not asked to be anywhere else, however long it takes.
          if (stored.value.former === null) limitFirstJoin(party);
          enter(party);
        } else if (stored.state === 'found' && stored.value.session.self !== null) {
          open(tabId, stored.value, null);
          leaveOnceBack(tabId);
        } else {
          if (stored.state === 'corrupted') outcome = 'some-lost';
          // What stays is found again.
          await records.remove(name).catch(ports.reportBug);
        }
      }
      return outcome;
    },
  };
}
