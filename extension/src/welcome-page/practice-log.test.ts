import type { MemberId } from '@sameframe/shared/ids.ts';
import type { ActId, PlaybackAct } from '@sameframe/shared/playback.ts';
import {
  EMPTY_REPLICA,
  foldEvent,
  followsHead,
  isNews,
  type OpenedEvent,
} from '@sameframe/shared/replica.ts';
import type { MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { createScheduler } from '../../../scripts/simulation/scheduler.ts';
import { FRIEND_ID, OWN_ID } from './practice.ts';
import { createPracticeLog } from './practice-log.ts';
import { NOTHING_TRIED, noteTried } from './tried.ts';

function setup() {
  const scheduler = createScheduler();
  const log = createPracticeLog({
    readClock: scheduler.now,
    after: (delayMs, work) => void scheduler.after(delayMs, work),
  });
  const heard: OpenedEvent[] = [];
  log.listen((event) => heard.push(event));
  const say = (by: MemberId, kind: PlaybackAct['kind'] = 'play') =>
    log.say(by, { channel: 'playback', act: actOf(kind) }, heard.at(-1)?.ref ?? null);
  return { scheduler, log, heard, say };
}

function actOf(kind: PlaybackAct['kind']): PlaybackAct {
  return {
    id: 'a' as ActId,
    kind,
    position: 0 as MediaSeconds,
    isPlaying: true,
    rate: 1,
    media: null,
    when: { kind: 'acted', actedAt: 0 as RelayMs },
  };
}

test('[WE2] what the two say is one chain that a replica folds, and comes after a way there and back', () => {
  const { scheduler, heard, say } = setup();
  say(OWN_ID);
  say(FRIEND_ID, 'pause');
  say(OWN_ID, 'seek-to');
  expect(heard).toEqual([]);
  scheduler.runUntil(1_000);
  expect(heard.map(({ ref, at }) => [ref.lamport, at])).toEqual([
    [1, 30],
    [2, 30],
    [3, 30],
  ]);
  heard.reduce((replica, event) => {
    expect([followsHead(replica, event), isNews(replica, event)]).toEqual([true, true]);
    return foldEvent(replica, event);
  }, EMPTY_REPLICA);
});

test('[WE2] its time is the one half way through the question', () => {
  const { scheduler, log } = setup();
  const answers: number[][] = [];
  log.askTime((at) => answers.push([at, scheduler.now()]));
  scheduler.runUntil(1_000);
  expect(answers).toEqual([[30, 60]]);
});

test('[WE3] pressing, jumping and the friend are ticked, each by what was done alone', () => {
  const { scheduler, heard, say } = setup();
  say(OWN_ID, 'set-rate');
  say(OWN_ID, 'pause');
  say(OWN_ID, 'seek-to');
  say(FRIEND_ID, 'play');
  scheduler.runUntil(1_000);
  const [speed, pause, jump, friends] = heard.map((event) => noteTried(NOTHING_TRIED, event));
  expect(speed).toEqual(NOTHING_TRIED);
  expect(pause).toEqual({ ...NOTHING_TRIED, pressed: true });
  expect(jump).toEqual({ ...NOTHING_TRIED, jumped: true });
  expect(friends).toEqual({ ...NOTHING_TRIED, followed: true });
});
