// @vitest-environment happy-dom
// What the shell does with an element when it takes another.
import type { Meaning } from '@sameframe/shared/body.ts';
import type { EventId, MediaKey, MemberId } from '@sameframe/shared/ids.ts';
import type { Lamport } from '@sameframe/shared/lamport.ts';
import type { ActId, Media } from '@sameframe/shared/playback.ts';
import { EMPTY_REPLICA } from '@sameframe/shared/replica.ts';
import type { LocalMs, MediaSeconds, RelayMs } from '@sameframe/shared/time.ts';
import { expect, test } from 'vitest';
import { type MediaEventType, NO_EVIDENCE } from '../engine/observation.ts';
import { openPlainPlayer } from '../player/site-player.ts';
import { createEngineShell } from './engine-shell.ts';

const BOB = 'bob-------------------' as MemberId;

const PLAYED: Meaning = {
  channel: 'playback',
  act: {
    id: 'b-1' as ActId,
    kind: 'play',
    position: 0 as MediaSeconds,
    isPlaying: true,
    rate: 1,
    media: null,
    when: { kind: 'acted', actedAt: 0 as RelayMs },
  },
};

/** A film that has played for so long, and is read and told of when the test says so. */
function createFilm() {
  const listeners: ((type: MediaEventType) => void)[] = [];
  const video = {
    currentTime: 0,
    playbackRate: 1,
    preservesPitch: true,
    paused: false,
    seeking: false,
    ended: false,
    readyState: 4,
    duration: 600,
    isConnected: true,
    loop: false,
    play: () => Promise.resolve(),
    pause: () => undefined,
  };
  return { media: document.createElement('video'), video, listeners };
}

function setup() {
  const clock = { nowMs: 0 };
  const [first, second] = [createFilm(), createFilm()];
  const shell = createEngineShell(
    {
      readClock: () => clock.nowMs as LocalMs,
      readWallMs: () => clock.nowMs,
      actPrefix: 'a',
      evidence: { read: () => NO_EVIDENCE },
      openPlayer: (media) => {
        const { video, listeners } = media === first.media ? first : second;
        return {
          ...openPlainPlayer(media),
          video,
          observe: (_types, onEvent) => void listeners.push(onEvent),
        };
      },
      readProgramme: () => null,
      hasAdBeside: () => false,
      beforeEvent: () => undefined,
      sendAct: () => undefined,
      sendProbe: () => undefined,
      sendWaiting: () => undefined,
      onEndsMatched: () => undefined,
      afterStep: () => undefined,
    },
    new AbortController().signal,
  );
  return { clock, first, second, shell };
}

test('[DV3] an element that it drives no longer is left at the party’s speed', () => {
  const { clock, first, second, shell } = setup();
  shell.attach(first.media);
  shell.feed({ kind: 'replica', self: 'alice-----------------' as MemberId, replica: EMPTY_REPLICA });
  shell.feed({ kind: 'connection', isConnected: true });
  shell.feed({
    kind: 'probed',
    sentAt: 0 as LocalMs,
    relayReceivedAt: 0 as RelayMs,
    relaySentAt: 0 as RelayMs,
  });
  shell.feed({
    kind: 'event',
    event: {
      from: 'member',
      ref: { lamport: 1 as Lamport, id: 'e1' as EventId },
      prev: null,
      at: 0 as RelayMs,
      by: BOB,
      seq: 1,
      basis: 0 as Lamport,
      meaning: PLAYED,
    },
  });
  // A fifth of a second behind the party, which is less than a seek is worth.
  while (first.video.playbackRate === 1 && clock.nowMs < 60_000) {
    clock.nowMs += 250;
    first.video.currentTime = clock.nowMs / 1_000 - 0.2;
    for (const tell of first.listeners) tell('timeupdate');
  }
  expect(first.video.playbackRate).toBeGreaterThan(1);
  shell.attach(second.media);
  expect(first.video).toMatchObject({ playbackRate: 1, preservesPitch: true });
});

function episode(number: number): Media {
  const url = `https://films.example/${number}`;
  return { key: url as MediaKey, url, title: `Episode ${number}` };
}

test('[FO4] the former film is on until another source or element comes, also when it is let go for a moment', () => {
  const { clock, first, second, shell } = setup();
  const goTo = (number: number) => {
    shell.feed({ kind: 'page', page: episode(number) });
    return shell.isFormerOn();
  };
  const isFormerOnAfter = (change: () => void) => {
    clock.nowMs += 5_000;
    change();
    shell.tick();
    return shell.isFormerOn();
  };
  const putNext = () => Object.assign(first.video, { duration: 1_200, currentTime: 0 });
  const takeAgain = () => {
    shell.attach(null);
    shell.attach(first.media);
  };
  shell.attach(first.media);
  first.video.currentTime = 300;
  expect([goTo(1), isFormerOnAfter(() => undefined), goTo(2)]).toEqual([false, false, true]);
  expect([isFormerOnAfter(takeAgain), isFormerOnAfter(putNext)]).toEqual([true, false]);
  clock.nowMs += 5_000;
  expect([goTo(3), isFormerOnAfter(() => shell.attach(second.media))]).toEqual([true, false]);
});
