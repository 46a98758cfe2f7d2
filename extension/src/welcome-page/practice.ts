// A party to try out alone: the person's film and a simulated friend's, each driven by an engine as in any party. Only the
// friend's hand and the relay are not there: a hand is said to have been, and the log of the two is kept here.
import type { MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import { EMPTY_PARTY } from '@sameframe/shared/party.ts';
import { EMPTY_REPLICA, type OpenedEvent } from '@sameframe/shared/replica.ts';
import type { LocalMs, RelayMs } from '@sameframe/shared/time.ts';
import { createEngineShell, type EngineShell } from '../content/engine-shell.ts';
import { NO_EVIDENCE } from '../engine/observation.ts';
import { openPlainPlayer } from '../player/site-player.ts';
import type { EvidenceWatch } from '../player/watch-evidence.ts';
import { createPracticeLog } from './practice-log.ts';

export const OWN_ID = 'you' as MemberId;
export const FRIEND_ID = 'friend' as MemberId;

export interface PracticePorts {
  readClock(): LocalMs;
  readWallMs(): number;
  after(delayMs: number, work: () => void): void;
  /** Of what the person does to their own film. */
  readonly ownEvidence: EvidenceWatch;
  drawActPrefix(): string;
  /** What the person is told of, once it is so for them; not what the party begins with. */
  onEvent(event: OpenedEvent): void;
  /** How the two stand may have changed. */
  onStep(): void;
}

export interface Practice {
  readonly own: EngineShell;
  readonly friends: EngineShell;
  /** To be called about once a second. */
  tick(): void;
  /** The friend presses play or pause. */
  pressAsFriend(): void;
  /** The friend jumps ahead, or from the last part of the film back to its beginning. */
  jumpAsFriend(): void;
}

/** Far enough to be seen in a film of a minute, and several times until it begins anew. */
const FRIEND_JUMPS_S = 15;

const PRACTICE_FILM = {
  key: 'https://sameframe.example/welcome' as MediaKey,
  url: 'https://sameframe.example/welcome',
  title: '',
};

export function startPractice(ports: PracticePorts, signal: AbortSignal): Practice {
  const log = createPracticeLog(ports);
  const hand = createSimulatedHand(ports.readClock);

  const takeSeat = (self: MemberId, evidence: EvidenceWatch): EngineShell => {
    const shell: EngineShell = createEngineShell(
      {
        readClock: ports.readClock,
        readWallMs: ports.readWallMs,
        actPrefix: ports.drawActPrefix(),
        evidence,
        openPlayer: openPlainPlayer,
        readProgramme: () => null,
        hasAdBeside: () => false,
        beforeEvent: () => undefined,
        sendAct: (act, basis) => log.say(self, { channel: 'playback', act }, basis),
        sendProbe: () => {
          const sentAt = ports.readClock();
          log.askTime((at) => shell.feed({ kind: 'probed', sentAt, relayReceivedAt: at, relaySentAt: at }));
        },
        // Nobody asks for it: the party goes on whoever stalls, and both have the film in the extension itself.
        sendWaiting: () => undefined,
        onEndsMatched: () => undefined,
        afterStep: ports.onStep,
      },
      signal,
    );
    return shell;
  };

  const own = takeSeat(OWN_ID, ports.ownEvidence);
  const friends = takeSeat(FRIEND_ID, hand);
  const members = [OWN_ID, FRIEND_ID].map((id) => ({ id, joinedAt: ports.readClock() as number as RelayMs }));
  const policies = { [OWN_ID]: 'go-on' } as const;
  const replica = { ...EMPTY_REPLICA, party: { ...EMPTY_PARTY, members, policies, host: OWN_ID } };
  for (const [self, shell] of [
    [OWN_ID, own],
    [FRIEND_ID, friends],
  ] as const) {
    shell.feed({ kind: 'page', page: PRACTICE_FILM });
    shell.feed({ kind: 'replica', self, replica });
    shell.feed({ kind: 'connection', isConnected: true });
  }
  log.listen((event) => {
    const hasBegun = own.state.replica?.timeline.playback !== null;
    for (const shell of [own, friends]) shell.feed({ kind: 'event', event });
    if (hasBegun) ports.onEvent(event);
  });

  const actAsFriend = (change: (video: HTMLMediaElement) => void) => {
    if (friends.video === null) return;
    hand.move();
    change(friends.video);
  };

  return {
    own,
    friends,
    tick() {
      own.tick();
      friends.tick();
    },
    pressAsFriend: () =>
      actAsFriend((video) => {
        // A refusal shows in the film, which stays as it is.
        if (video.paused) video.play().catch(() => undefined);
        else video.pause();
      }),
    jumpAsFriend: () =>
      actAsFriend((video) => {
        const aheadS = video.currentTime + FRIEND_JUMPS_S;
        video.currentTime = aheadS < video.duration - FRIEND_JUMPS_S ? aheadS : 0;
      }),
  };
}

/** What the engine sees of a person who is at the friend's computer: that they have just done something, or not. */
function createSimulatedHand(readClock: () => LocalMs): EvidenceWatch & { move(): void } {
  let movedAt: LocalMs | null = null;
  return {
    move() {
      movedAt = readClock();
    },
    read: (_video, now) => ({ ...NO_EVIDENCE, inputAgeMs: movedAt === null ? null : now - movedAt }),
  };
}
