// A party in its tab: joins the network side (party.ts) and the page side (party-tab.ts), and keeps what both
// need to outlive the worker. Knows no other party.
import type { PartyCode } from '@sameframe/shared/code.ts';
import type { RejectReason } from '@sameframe/shared/protocol/reject.ts';
import type { Govern } from '@sameframe/shared/protocol/rules.ts';
import type { FilmStanding } from '../messages/content-background.ts';
import type { PageSettings } from '../messages/own-settings.ts';
import type { Problem } from '../messages/popup-background.ts';
import type { BrowserApi } from '../platform/browser-api.ts';
import type { FeatureDesk } from './feature-desk.ts';
import { shiftOf, withShift } from './film-shifts.ts';
import { createFollowing, type Following } from './following.ts';
import { jumpTogether } from './jump-together.ts';
import type { AnswerAsk } from './library-answers.ts';
import { openFeatures } from './open-features.ts';
import { openParty, type Party, type PartyMemory, type PartyPorts } from './party.ts';
import type { PartyRecord } from './party-record.ts';
import { connectionOf, reviveSession } from './party-session.ts';
import { createPartyTab, type PartyTab } from './party-tab.ts';
import { standingOf, type TabFacts } from './popup-view.ts';
import { leadFor } from './presence-book.ts';
import type { Settings } from './settings.ts';
import { codeIn, isOfSuccession, successorIn } from './succession.ts';
import { hasVideo, pageOf } from './tab-router.ts';

export interface TabPartyPorts extends PartyPorts {
  readonly browser: BrowserApi;
  readSettings(): PageSettings &
    Pick<Settings, 'follow' | 'bringsAlong' | 'sidePlace' | 'recentEmoji' | 'avatar'>;
  changeSettings(change: Partial<Pick<Settings, 'sidePlace' | 'recentEmoji'>>): Promise<void>;
  readonly answerAsk: AnswerAsk;
}

export interface TabPartyEvents {
  onEnded(reason: RejectReason): void;
  onAsk(ask: 'go-to-media' | 'leave'): void;
  /** The party goes on under this code. */
  onSuccessor(code: PartyCode): void;
  /** The others could not be told of this code. */
  onNoSuccession(code: PartyCode | null, reason: RejectReason): void;
  onChange(): void;
  save(tabId: number, record: Omit<PartyRecord, 'former'>): Promise<void>;
}

export interface TabParty {
  readonly code: PartyCode;
  readonly relay: string;
  readonly tab: PartyTab;
  readonly features: FeatureDesk;
  /** The relay's last refusal, to explain why a first join came to nothing. */
  readonly refusal: RejectReason | null;
  hasJoined(): boolean;
  facts(): TabFacts;
  /** What the person wants of the party. */
  say: Party['say'];
  /** A personal pause, and its end. */
  step(way: 'step-out' | 'come-back'): void;
  /** This copy comes so much later than it did, s; null: not shifted at all. */
  shiftFilm(byS: number | null): void;
  /** What counts in pages was set anew. */
  tellSettings(): void;
  /** What the person wants when the party goes on, or they do, was set anew. */
  lookForParty(): void;
  /** Of the host alone. */
  goOn(): void;
  /** Changes a rule or another member, as far as one's role goes; null when it is done. */
  govern(wish: Govern): Promise<Problem | null>;
  remember(): Promise<void>;
  /** Brings the party to another tab; the former one is set free. */
  moveTo(tabId: number): void;
  tick(): void;
  leave(): Promise<void>;
  /** Ends it without a word to the relay: there is nothing to leave, or the worker is going. */
  drop(): void;
}

export function openTabParty(
  tabId: number,
  record: PartyRecord,
  ports: TabPartyPorts,
  events: TabPartyEvents,
): TabParty {
  const { code, relay } = record;
  let refusal: RejectReason | null = null;
  let isOver = false;
  let { isSteppedOut, shifts, reportCount } = record;

  const pageSettings = (): PageSettings => {
    const { outputDelayMs, theme, announcements } = ports.readSettings();
    return { outputDelayMs, theme, announcements };
  };

  const openTab = (id: number, host: string | null): PartyTab =>
    createPartyTab(id, host, ports, {
      standing: () => {
        const { session } = party;
        const { self, replica } = session;
        const { news: apart } = following;
        const connection = connectionOf(session);
        return { self, replica, connection, isSteppedOut, settings: pageSettings(), shifts, apart };
      },
      onAct: (word) => {
        if (word.kind === 'act') party.say(word);
        else jumpTogether(party, word.position, tab.report(), ports);
      },
      onWaiting: party.sayWaiting,
      onProbe: ({ id: probeId }, reply) =>
        party.probe(({ receivedAt, sentAt }) =>
          reply({ kind: 'probed', id: probeId, relayReceivedAt: receivedAt, relaySentAt: sentAt }),
        ),
      onMoment: (what) => following.noteMoment(what),
      onAsk: (ask) => {
        if (ask === 'step-out' || ask === 'come-back') step(ask);
        else if (ask === 'go-on') party.sayWaiting({ kind: ask });
        else events.onAsk(ask);
      },
      onChange: () => {
        following.look();
        party.report(tab.report());
        events.onChange();
      },
    });

  const save = async (memory: PartyMemory): Promise<void> => {
    if (isOver) return;
    reportCount = memory.reportCount;
    await events.save(tab.tabId, {
      code,
      relay,
      host: tab.host,
      session: reviveSession(memory.session),
      reportCount,
      isSteppedOut,
      ...features.kept,
      shifts,
    });
  };

  const party: Party = openParty(
    record,
    { session: reviveSession(record.session), reportCount: record.reportCount },
    ports,
    {
      onReplica: () => {
        const { session } = party;
        const { self, replica } = session;
        tab.post({ kind: 'replica', self, replica, connection: connectionOf(session) });
        features.tellHistory();
        following.look();
        lookForSuccessor();
      },
      onEvent: (event) => {
        tab.post({ kind: 'event', event });
        following.look();
      },
      onFeature: (word) => {
        if (!isOfSuccession(word)) features.tell(word);
        else if (word.kind === 'deliver-feature') lookForSuccessor();
        else if (word.reason !== 'too-late') events.onNoSuccession(codeIn(word.act), word.reason);
      },
      onSettled: (id, outcome) => tab.post({ kind: 'settled', id, outcome }),
      onConnection: (connection) => tab.post({ kind: 'connection', connection }),
      onRefused: (reason) => {
        refusal = reason;
        events.onChange();
      },
      onKnock: (newcomers) => tab.post({ kind: 'knocked', names: newcomers.map(({ name }) => name) }),
      onEnded: events.onEnded,
      onChange: () => {
        features.refresh();
        events.onChange();
      },
      save,
    },
  );
  const lookForSuccessor = (): void => {
    const successor = successorIn(party.session.features);
    if (successor !== null && !isOver) events.onSuccessor(successor);
  };

  const openFollowing = (): Following =>
    createFollowing({
      ...ports,
      facts: () => {
        const { session } = party;
        const { playback, lastAct } = session.replica.timeline;
        return {
          ...standingOf(session),
          media: playback?.media ?? null,
          hasActedLast: lastAct !== null && lastAct.by === session.self,
          page: pageOf(tab.routing),
          hasFilm: hasVideo(tab.routing),
          isSteppedOut,
          isInAd: tab.report()?.state === 'in-ad',
          leadMs: leadFor(party.presence, tab.report(), ports.clock.now()),
        };
      },
      go: () => events.onAsk('go-to-media'),
      tell: (news) => tab.post(news),
    });
  let following = openFollowing();
  let tab: PartyTab = openTab(tabId, record.host);

  const features = openFeatures(record, {
    ...ports,
    party,
    tab: () => tab,
    go: () => events.onAsk('go-to-media'),
  });

  const step = (way: 'step-out' | 'come-back'): void => {
    isSteppedOut = way === 'step-out';
    tab.post({ kind: 'stepping', isSteppedOut });
    party.save().catch(ports.reportBug);
    events.onChange();
  };

  /** What the person has said of the party's media, or else what the page has found. */
  const filmStanding = (): FilmStanding => {
    const told = tab.film() ?? { shiftS: 0, shiftedBy: 'nobody', insertedS: 0 };
    const shiftS = shiftOf(shifts, mediaKey());
    return shiftS === null ? told : { ...told, shiftS, shiftedBy: 'person' };
  };

  const mediaKey = () => party.session.replica.timeline.playback?.media?.key ?? null;

  const shiftFilm = (byS: number | null): void => {
    shifts = withShift(shifts, mediaKey(), byS === null ? 0 : filmStanding().shiftS + byS);
    tab.post({ kind: 'film-shifts', shifts });
    party.save().catch(ports.reportBug);
    events.onChange();
  };

  const finish = (): void => {
    isOver = true;
    tab.end();
  };

  return {
    code,
    relay,
    get tab() {
      return tab;
    },
    features,
    get refusal() {
      return refusal;
    },
    hasJoined: () => party.session.self !== null,
    facts: () => ({
      code,
      relay,
      refusal,
      session: party.session,
      reportCount,
      presence: party.presence,
      knockers: party.knockers,
      routing: tab.routing,
      access: tab.access,
      host: tab.host,
      report: tab.report(),
      isSteppedOut,
      shifts,
      film: filmStanding(),
      apart: following.news.apart,
    }),
    say: party.say,
    step,
    shiftFilm,
    tellSettings: () => tab.post({ kind: 'settings', settings: pageSettings() }),
    lookForParty: () => following.look(),
    goOn: () => party.sayWaiting({ kind: 'go-on' }),
    async govern(wish) {
      const reply = await party.govern(wish);
      if (reply === null) return { kind: 'unreachable', relay };
      return reply.ok ? null : { kind: 'rejected', reason: reply.reason };
    },
    remember: party.save,
    moveTo(id) {
      tab.end();
      following = openFollowing();
      tab = openTab(id, null);
    },
    tick() {
      party.tick();
      tab.tick();
      following.look();
      party.report(tab.report());
      features.refresh();
    },
    leave() {
      finish();
      return party.leave();
    },
    drop() {
      finish();
      party.close();
    },
  };
}
