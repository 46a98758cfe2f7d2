// A member without a browser: the extension's own network side in this process. Hears every event of the party as
// the relay ordered it, so that a test can say exactly which acts the log holds, and acts without a hand or a page.
import { deriveParty, formatCode, mintCode, type PartyCode, parseInvite } from '@sameframe/shared/code.ts';
import { randomBytes } from '@sameframe/shared/crypto-port.ts';
import type { FeatureNews } from '@sameframe/shared/feature-log.ts';
import { idFromBytes, type MemberId, type MemberToken, type PartyId } from '@sameframe/shared/ids.ts';
import { nameOf } from '@sameframe/shared/party.ts';
import { type ActId, PLAYBACK_CHANNEL, type Playback, type PlaybackAct } from '@sameframe/shared/playback.ts';
import { NOTHING_MEASURED, type SyncReport, type SyncState } from '@sameframe/shared/presence.ts';
import type { Join } from '@sameframe/shared/protocol/to-relay.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { openParty } from '../../extension/src/background/party.ts';
import { createSession } from '../../extension/src/background/party-session.ts';
import { reportOf } from '../../extension/src/background/presence-book.ts';
import { openRelayLink } from '../../extension/src/background/relay-link.ts';
import { systemClock } from '../../extension/src/platform/clock.ts';
import type { VideoReading } from '../rig/video-controls.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';
import { PATIENCE_MS } from './person.ts';
import { IN_BOTH } from './stage.ts';

/** A playback event of the log. */
export interface LoggedAct {
  readonly by: MemberId;
  readonly kind: PlaybackAct['kind'];
  readonly heardAtMs: number;
}

export interface LightMember {
  readonly id: MemberId;
  /** What to send to a friend. */
  readonly code: string;
  /** After trouble: what comes before it is back is in its replica, and not among its acts. */
  waitUntilBack(): Promise<void>;
  /** The playback events that the log took in since this member came, in order. */
  readonly acts: readonly LoggedAct[];
  /** What was said on the channels of features since this member came, in order. */
  readonly heard: readonly FeatureNews[];
  /** Says something on a feature's channel, kept for those who come later. */
  say(feature: string, act: unknown): void;
  /** How it says it stands, from now on; what is not given is not measured. */
  stand(state: SyncState, measured?: Partial<SyncReport>): void;
  /** The kinds of those by one member, in order; of what came after the first `known` ones of all. */
  kindsOf(member: MemberId, known?: number): readonly PlaybackAct['kind'][];
  /** What everyone is to play now. */
  playback(): Playback;
  /** Waits until everyone is to play what is accepted here; `what` says what that is. */
  hears(what: string, isAccepted: (playback: Playback) => boolean): Promise<Playback>;
  /** Where everyone is to be now, s. */
  positionS(): number;
  /** How far from where the party is a playing element is, s; endless while it does not play. */
  apartS(reading: VideoReading): number;
  /** A person's act; what is not given stays as the party has it. */
  act(kind: PlaybackAct['kind'], wish?: Wish): void;
  /** The other members, in the order in which they came. */
  others(): readonly MemberId[];
  /** Waits until somebody else is in; gives whoever came first of them. */
  seesOther(): Promise<MemberId>;
  /** What a member is called; null until it has said so. */
  nameOf(member: MemberId): string | null;
  /** The pictures that members have chosen. */
  avatars(): readonly string[];
  /** How another member says it stands; null when nothing was heard lately. */
  stateOf(member: MemberId): string | null;
  /** Waits until another member says that it stands so. */
  sees(member: MemberId, state: SyncState): Promise<unknown>;
  /** Waits until the log has taken nothing in for a while; gives the acts after the first `known` ones. */
  waitUntilQuiet(known?: number, leastMs?: number): Promise<readonly LoggedAct[]>;
  /** Gives its seat up to a client of the test's own, which asks for what no extension asks for yet. */
  lendSeat(): Promise<Seat>;
  close(): Promise<void>;
}

/** What leads back into a party as the member that one was. */
export interface Seat {
  readonly party: PartyId;
  readonly token: MemberToken;
}

export interface Wish {
  readonly positionSeconds?: number;
  readonly isPlaying?: boolean;
  readonly rate?: number;
}

/** Starts a party that nobody watches yet: paused at its beginning. */
export async function startLightParty(relay: string): Promise<LightMember> {
  const code = mintCode(randomBytes(crypto, 20));
  const member = await openLightMember(relay, code, 'create');
  member.act('change-media', { positionSeconds: 0, isPlaying: false, rate: 1 });
  await waitFor(() => member.acts.length === 1, { what: 'the party to have begun', timeoutMs: PATIENCE_MS });
  return member;
}

/** `relay` may be whatever stands before the relay, such as a proxy. */
export async function joinLightly(relay: string, code: string, name?: string): Promise<LightMember> {
  const invite = parseInvite(code);
  if (!invite.ok) throw new Error(`“${code}” is no party code: ${invite.reason}`);
  return openLightMember(relay, invite.value.code, 'join', name);
}

const TICK_MS = 1_000;
/**
 * Longer than what is held back: a scrub's last position, a change that nobody explains. Where every flow is played in both
 * browsers also one that nobody reports before, to the next tick; the short run has no time for that.
 */
const QUIET_MS = IN_BOTH ? 3_000 : 1_000;
const NOTHING: Playback = {
  vector: { position: 0 as MediaSeconds, velocity: 0, timestamp: 0 as Playback['vector']['timestamp'] },
  isPlaying: false,
  rate: 1,
  media: null,
};

async function openLightMember(
  relay: string,
  code: PartyCode,
  mode: Join['mode'],
  name = 'Lea',
): Promise<LightMember> {
  const acts: LoggedAct[] = [];
  const heard: FeatureNews[] = [];
  const problems: unknown[] = [];
  let actCount = 0;
  /** Its own last act until it has heard of it: others may have followed that before, and the next one builds on it. */
  let unheard: PlaybackAct | null = null;
  const party = openParty(
    { code, relay },
    {
      session: createSession({ mode, name, token: idFromBytes(randomBytes(crypto, 16)) }),
      reportCount: 0,
    },
    {
      clock: systemClock,
      crypto,
      openLink: (address, events) =>
        openRelayLink(address, events, { clock: systemClock, random: Math.random }),
      reportBug: (error) => problems.push(error),
    },
    {
      onReplica: () => undefined,
      onEvent: (event) => {
        if (event.from !== 'member' || event.meaning?.channel !== PLAYBACK_CHANNEL) return;
        acts.push({ by: event.by, kind: event.meaning.act.kind, heardAtMs: systemClock.now() });
        if (event.meaning.act.id === unheard?.id) unheard = null;
      },
      onFeature: (word) => {
        if (word.kind === 'deliver-feature') heard.push(word.news);
        else problems.push(new Error(`a word was refused: ${word.reason}`));
      },
      onSettled: (_, outcome) => {
        if (outcome.kind !== 'ordered') problems.push(new Error(`an act was ${outcome.kind}`));
      },
      onConnection: () => undefined,
      onRefused: () => undefined,
      onKnock: () => undefined,
      onEnded: (reason) => problems.push(new Error(`the party ended: ${reason}`)),
      onChange: () => undefined,
      save: async () => undefined,
    },
  );
  let standing: SyncReport | null = null;
  const stopTicks = systemClock.repeat(TICK_MS, () => {
    party.tick();
    if (standing !== null) party.report(standing);
  });
  const waitUntilIn = () =>
    waitFor(() => (party.session.phase.state === 'joined' ? party.session.self : null), {
      what: 'the light member to be in',
      timeoutMs: PATIENCE_MS,
    });
  const id = await waitUntilIn();

  const playback = () => party.session.replica.timeline.playback ?? NOTHING;

  const positionAtS = (atMs: number) => {
    const { vector } = playback();
    return vector.position + (vector.velocity * (atMs - vector.timestamp)) / 1_000;
  };

  const others = () =>
    party.session.replica.party.members.map((member) => member.id).filter((member) => member !== id);

  const stateOf = (member: MemberId) => reportOf(party.presence, member, systemClock.now())?.state ?? null;

  return {
    id,
    code: formatCode(code),
    waitUntilBack: async () => void (await waitUntilIn()),
    acts,
    heard,
    say(feature, act) {
      party.say({
        kind: 'feature',
        feature,
        id: `${id.slice(0, 8)}-${actCount++}` as ActId,
        act,
        isKept: true,
      });
    },
    stand(state, measured = {}) {
      standing = { ...NOTHING_MEASURED, state, ...measured };
      party.report(standing);
    },
    kindsOf: (member, known = 0) =>
      acts.slice(known).flatMap(({ by, kind }) => (by === member ? [kind] : [])),
    playback,
    hears: (what, isAccepted) =>
      waitForValue(async () => playback(), isAccepted, {
        what: `the party to be told of the ${what}`,
        timeoutMs: PATIENCE_MS,
      }),
    positionS: () => positionAtS(systemClock.now()),
    apartS({ currentTime, paused, readyState, seeking, readAtMs }) {
      if (paused || seeking || readyState < 3) return Number.POSITIVE_INFINITY;
      return Math.abs(currentTime - positionAtS(readAtMs));
    },
    act(kind, wish = {}) {
      const { vector, ...known } = playback();
      const before = unheard ?? { ...known, position: vector.position };
      const act: PlaybackAct = {
        id: `${id.slice(0, 8)}-${actCount++}` as ActId,
        kind,
        position: (wish.positionSeconds ?? before.position) as MediaSeconds,
        isPlaying: wish.isPlaying ?? before.isPlaying,
        rate: wish.rate ?? before.rate,
        media: before.media,
        when: { kind: 'scheduled', leadMs: 0 },
      };
      unheard = act;
      party.say({ kind: 'act', act, basis: party.session.replica.head, ageMs: 0 });
    },
    others,
    seesOther: () =>
      waitFor(() => others()[0], { what: 'the light member to see another', timeoutMs: PATIENCE_MS }),
    nameOf: (member) => nameOf(party.session.replica.party, member),
    avatars: () => Object.values(party.session.replica.party.avatars),
    stateOf,
    sees: (member, state) =>
      waitForValue(
        () => stateOf(member),
        (found) => found === state,
        { what: `the other member to be ${state}`, timeoutMs: PATIENCE_MS },
      ),
    async waitUntilQuiet(known = 0, leastMs = QUIET_MS) {
      const beganAtMs = systemClock.now();
      await waitForValue(
        () => systemClock.now() - Math.max(beganAtMs, acts.at(-1)?.heardAtMs ?? 0),
        (quietMs) => quietMs >= leastMs,
        { what: 'the log to be quiet', timeoutMs: PATIENCE_MS },
      );
      return acts.slice(known);
    },
    async lendSeat() {
      const { token } = party.session;
      if (token === null) throw new Error('The light member is not in.');
      stopTicks();
      party.close();
      return { party: (await deriveParty(crypto, code)).partyId, token };
    },
    async close() {
      stopTicks();
      await party.leave();
      if (problems.length > 0) throw problems[0];
    },
  };
}
