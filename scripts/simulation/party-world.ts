// N members with the real engine and the real session reducer, the real relay core between them, and people who
// act on fake videos. What happens when is a history's (history.ts); what must be true is invariants.ts's.
import type { PartyId } from '@sameframe/shared/ids.ts';
import type { OpenedEvent } from '@sameframe/shared/replica.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { TimelineState } from '@sameframe/shared/timeline-state.ts';
import { connectionOf } from '../../extension/src/background/party-session.ts';
import type { Change } from '../../extension/src/engine/provenance.ts';
import type { BackgroundToContent } from '../../extension/src/messages/content-background.ts';
import { FakeBackground } from './fake-background.ts';
import { createLine, type Line, type LineTraits } from './fake-network.ts';
import { type FakeClock, FakePage } from './fake-page.ts';
import { createFakeRelay, type FakeRelay } from './fake-relay.ts';
import { FakeVideo, type FakeVideoTraits } from './fake-video.ts';
import type { Random } from './random.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

export interface MemberTraits {
  readonly name: string;
  readonly clock: FakeClock;
  readonly line: LineTraits;
  readonly video: FakeVideoTraits;
  readonly isAutoplayBlocked: boolean;
  /** How late what this person sees and hears comes. */
  readonly outputDelayMs: number;
}

/** What a person did, as the oracle saw it. */
export interface RecordedAct {
  readonly member: SimMember;
  readonly change: Change;
  readonly at: number;
  readonly position: number;
  readonly rate: number;
  /** Cut off, or without a background, when they did it. */
  readonly wasOffline: boolean;
  /** False if it only brought the element to what the party does anyway: no act need come of it. */
  readonly isWish: boolean;
}

export interface SimMember {
  readonly name: string;
  readonly traits: MemberTraits;
  readonly page: FakePage;
  readonly background: FakeBackground;
  readonly line: Line;
}

const PARTY = 'simulated-party-------' as PartyId;
/** Between the two ends of a runtime port, ms. */
const PORT_MS = [0.2, 2] as const;
/** An element's event and a message to the background take about so long, ms. */
const MOMENT_MS = 20;

export class PartyWorld {
  readonly scheduler: Scheduler = createScheduler();
  readonly relay: FakeRelay;
  readonly members: SimMember[] = [];
  readonly acts: RecordedAct[] = [];
  /** Timeline by head: two members at the same head must hold the same. */
  readonly folds = new Map<string, string>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    this.relay = createFakeRelay(this.scheduler, random.fork());
  }

  join(traits: MemberTraits): SimMember {
    const { scheduler, relay } = this;
    const random = this.#random.fork();
    const line = createLine(scheduler, random, traits.line);
    const toPageInOrder = createQueue(scheduler, random);
    const toBackgroundInOrder = createQueue(scheduler, random);
    const probes = new Map<number, LocalMs>();
    let probeCount = 0;
    const page: FakePage = new FakePage(scheduler, traits.clock, traits.name, {
      sendAct: (act, basis, ageMs) => toBackgroundInOrder(() => background.takeAct(act, basis, ageMs)),
      sayWaiting: (word) => toBackgroundInOrder(() => background.sayWaiting(word)),
      probe: () => {
        const id = ++probeCount;
        probes.set(id, page.now());
        toBackgroundInOrder(() => background.takeProbe(id));
      },
    });
    const background: FakeBackground = new FakeBackground({
      scheduler,
      relay,
      line,
      party: PARTY,
      name: traits.name,
      mode: this.members.length === 0 ? 'create' : 'join',
      now: () => (scheduler.now() + 77_000) as LocalMs,
      toPage: (message) => toPageInOrder(() => this.#deliver(page, message, probes)),
    });
    const member = { name: traits.name, traits, page, background, line };
    this.members.push(member);
    page.feed({ kind: 'output-delay', outputDelayMs: traits.outputDelayMs });
    this.replaceVideo(member);
    if (member.page.video !== null) member.page.video.isPlayAllowed = !traits.isAutoplayBlocked;
    background.connect();
    return member;
  }

  /** The relay's node dies and another takes over: every connection is lost, and relay time may step. */
  failOver(stepMs: number): void {
    this.relay.failOver(stepMs);
    for (const { background } of this.members) background.disconnect();
  }

  replaceVideo(member: SimMember): void {
    member.page.attach(new FakeVideo(this.scheduler, this.#random.fork(), member.traits.video));
  }

  /** A person acts on what they see; nothing is recorded if the element does not change by it. */
  act(member: SimMember, change: Change, value: number): void {
    const { page, background, line } = member;
    const { video } = page;
    if (video === null || page.state.replica === null) return;
    // A person's input a moment after the script's act is taken for its cause: nobody could tell.
    if (page.siteActAgeMs() < 200) return;
    if ((change === 'play') !== video.paused && (change === 'play' || change === 'pause')) return;
    if (change === 'rate' && video.playbackRate === value) return;
    const isWish = !isGranted(page.timeline(), change, value);
    const isOffline = () =>
      line.isCut || !background.isAlive || connectionOf(background.session) !== 'connected';
    page.actAsUser((element) => {
      if (change === 'play') void element.play();
      if (change === 'pause') element.pause();
      if (change === 'seek') element.currentTime = value;
      if (change === 'rate') element.playbackRate = value;
    });
    if (page.state.isSteppedOut) return;
    const at = this.scheduler.now();
    const act: RecordedAct = {
      member,
      change,
      at,
      position: video.currentTime,
      rate: video.playbackRate,
      wasOffline: isOffline(),
      isWish,
    };
    this.acts.push(act);
    // Made in the very moment of coming back: the page did not know yet, and its act is one of somebody online.
    this.scheduler.after(MOMENT_MS, () => {
      const index = this.acts.indexOf(act);
      if (index >= 0 && !isOffline()) this.acts[index] = { ...act, wasOffline: false };
    });
  }

  /** A click on a native timeline: pause and seek on the press, play on the release (platform facts, part 4a). */
  clickTimeline(member: SimMember, target: number, releaseMs: number): void {
    const before = this.acts.length;
    const wasPlaying = member.page.video?.paused === false;
    this.act(member, 'pause', 0);
    this.act(member, 'seek', target);
    this.#markTransient(before);
    if (!wasPlaying) return;
    this.scheduler.after(releaseMs, () => {
      const count = this.acts.length;
      this.act(member, 'play', 0);
      this.#markTransient(count);
    });
  }

  /** The pause and the play of one click may undo each other before anyone hears of them. */
  #markTransient(from: number): void {
    this.acts.splice(
      from,
      Number.POSITIVE_INFINITY,
      ...this.acts.slice(from).map((act) => (act.change === 'seek' ? act : { ...act, isWish: false })),
    );
  }

  #deliver(page: FakePage, message: BackgroundToContent, probes: Map<number, LocalMs>): void {
    switch (message.kind) {
      case 'replica':
        page.feed({ kind: 'replica', self: message.self, replica: message.replica });
        return page.feed({ kind: 'connection', isConnected: message.connection === 'connected' });
      case 'event':
        page.feed({ kind: 'event', event: message.event });
        return this.#noteFold(page, message.event);
      case 'settled':
        return page.feed({
          kind: 'settled',
          id: message.id,
          wasOrdered: message.outcome.kind === 'ordered',
        });
      case 'connection':
        return page.feed({ kind: 'connection', isConnected: message.connection === 'connected' });
      case 'probed': {
        const sentAt = probes.get(message.id);
        probes.delete(message.id);
        if (sentAt === undefined) return;
        const { relayReceivedAt, relaySentAt } = message;
        return page.feed({ kind: 'probed', sentAt, relayReceivedAt, relaySentAt });
      }
      case 'tick':
        return page.tick();
      case 'role':
      case 'end':
        return;
    }
  }

  #noteFold(page: FakePage, event: OpenedEvent): void {
    const { replica } = page.state;
    if (replica === null || replica.head?.id !== event.ref.id) return;
    const { playback, lastAct, holds } = replica.timeline;
    const fold = JSON.stringify({ playback, lastAct, holds });
    const known = this.folds.get(event.ref.id);
    if (known !== undefined && known !== fold) {
      throw new Error(
        `[PB1] equal prefixes, different folds at lamport ${event.ref.lamport}: ${known} / ${fold}`,
      );
    }
    this.folds.set(event.ref.id, fold);
  }
}

function isGranted({ playback }: TimelineState, change: Change, value: number): boolean {
  if (playback === null || change === 'seek') return false;
  if (change === 'rate') return playback.rate === value;
  return playback.isPlaying === (change === 'play');
}

/** Messages of one port never overtake each other. */
function createQueue(scheduler: Scheduler, random: Random): (deliver: () => void) => void {
  let lastArrival = 0;
  return (deliver) => {
    lastArrival = Math.max(lastArrival, scheduler.now() + random.between(...PORT_MS));
    scheduler.after(lastArrival - scheduler.now(), deliver);
  };
}
