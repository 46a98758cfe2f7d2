// One engine on a fake video, alone on the stage: relay time is simulated time, and the friend's acts are ordered by hand.
import type { Meaning } from '@sameframe/shared/body.ts';
import type { EventId, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId, PlaybackAct } from '@sameframe/shared/playback.ts';
import { EMPTY_REPLICA, type OpenedEvent } from '@sameframe/shared/replica.ts';
import type { MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { FakePage } from '../../../../scripts/simulation/fake-page.ts';
import { FakeVideo, type FakeVideoTraits } from '../../../../scripts/simulation/fake-video.ts';
import { createRandom } from '../../../../scripts/simulation/random.ts';
import { createScheduler } from '../../../../scripts/simulation/scheduler.ts';
import { viewEngine } from '../view.ts';

const ALICE = 'alice-----------------' as MemberId;
const BOB = 'bob-------------------' as MemberId;

export const TRAITS: FakeVideoTraits = {
  durationS: 600,
  deviceRate: 1,
  seekMs: [40, 60],
  startMs: [0, 10],
  rateEntryCostS: 0.022,
  rateGrain: 0,
  readingLagS: 0,
  reportsOvertakenSeeks: true,
  hidesStalls: false,
  pictureLagMs: 0,
};

/** Alice's page, and Bob. */
export function setup(traits: Partial<FakeVideoTraits> = {}) {
  const scheduler = createScheduler();
  const random = createRandom(7);
  const sent: PlaybackAct[] = [];
  const words: ('hold' | 'release')[] = [];
  let lamport = 0;
  let head: OpenedEvent['ref'] | null = null;
  const page: FakePage = new FakePage(scheduler, { offsetMs: 5_000, rate: 1 }, 'a', {
    sendAct: (act) => sent.push(act),
    sayWaiting: ({ kind }) => words.push(kind),
    probe: () => {
      const sentAt = page.now();
      scheduler.after(2, () => {
        const relayNow = scheduler.now() as RelayMs;
        scheduler.after(2, () =>
          page.feed({ kind: 'probed', sentAt, relayReceivedAt: relayNow, relaySentAt: relayNow }),
        );
      });
    },
  });
  const video = new FakeVideo(scheduler, random, { ...TRAITS, ...traits });
  const runFor = (ms: number) => {
    const end = scheduler.now() + ms;
    while (scheduler.now() < end) {
      scheduler.runUntil(Math.min(end, scheduler.now() + 1_000));
      page.tick();
    }
  };
  const order = (by: MemberId, act: PlaybackAct, basis = lamport) =>
    orderMeaning(by, { channel: 'playback', act }, basis);
  const orderMeaning = (by: MemberId, meaning: Meaning, basis: number) => {
    lamport += 1;
    const ref = { lamport: lamport as Lamport, id: `e${lamport}` as EventId };
    const event: OpenedEvent = {
      from: 'member',
      ref,
      prev: head,
      at: scheduler.now() as RelayMs,
      by,
      seq: lamport,
      basis: basis as Lamport,
      meaning,
    };
    head = ref;
    page.feed({ kind: 'event', event });
  };
  const hold = (limitMs: number) =>
    orderMeaning(BOB, { channel: 'hold', act: { kind: 'hold', limitMs } }, lamport);
  const bobActs = (act: Partial<PlaybackAct>) =>
    order(BOB, {
      id: `b-${lamport}` as ActId,
      kind: 'play',
      position: 0 as MediaSeconds,
      isPlaying: true,
      rate: 1,
      media: null,
      when: { kind: 'acted', actedAt: scheduler.now() as RelayMs },
      ...act,
    });
  page.attach(video);
  page.feed({ kind: 'replica', self: ALICE, replica: EMPTY_REPLICA });
  page.feed({ kind: 'connection', isConnected: true });
  runFor(100);
  const orderOwn = (basis?: number) => {
    for (const act of sent.splice(0)) order(ALICE, act, basis);
  };
  const drift = () => viewEngine(page.state, page.now()).report.driftMs;
  return { scheduler, page, video, sent, words, runFor, bobActs, orderOwn, drift, hold };
}
