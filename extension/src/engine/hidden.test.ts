// The tab is behind another one. Chromium stops a film there as it is hidden, if it is muted, and no other.
import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { Media } from '@sameframe/shared/playback.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { setup } from './testing/one-engine.ts';

function episode(number: number): Media {
  const url = `https://films.example/${number}`;
  return { key: url as MediaKey, url, title: `Episode ${number}` };
}

const playingFrom = (position: number) => {
  const world = setup();
  world.page.feed({ kind: 'page', page: episode(1) });
  world.bobActs({ kind: 'change-media', position: position as MediaSeconds, media: episode(1) });
  world.runFor(4_000);
  return world;
};

describe('the film of a hidden tab', () => {
  it('[PV3] stays where hiding has stopped it until the page is shown', () => {
    const { page, video, sent, runFor, bobActs } = playingFrom(100);
    page.hide();
    video.pause();
    runFor(2_000);
    bobActs({ kind: 'seek-to', position: 200 as MediaSeconds, media: episode(1) });
    runFor(2_000);
    expect(video.paused).toBe(true);
    page.show();
    runFor(2_000);
    expect([video.paused, sent]).toEqual([false, []]);
  });

  it('[PV3] was stopped by its end, and goes on when the party does', () => {
    const { page, video, runFor, bobActs } = playingFrom(590);
    page.hide();
    runFor(10_000);
    expect(video.ended).toBe(true);
    bobActs({ kind: 'seek-to', position: 10 as MediaSeconds, media: episode(1) });
    runFor(4_000);
    expect([video.paused, Math.round(video.currentTime)]).toEqual([false, 14]);
  });

  it('[PV3] was stopped by its end, also where that comes right after hiding', () => {
    const { page, video, runFor, bobActs } = playingFrom(590);
    while (video.currentTime < 599.98) runFor(10);
    page.hide();
    runFor(3_000);
    expect(video.ended).toBe(true);
    bobActs({ kind: 'seek-to', position: 10 as MediaSeconds, media: episode(1) });
    runFor(4_000);
    expect([video.paused, Math.round(video.currentTime)]).toEqual([false, 14]);
  });

  it('[PV3] pauses and plays with the party after another one has ended in its element', () => {
    const { page, video, runFor, bobActs } = playingFrom(590);
    page.hide();
    runFor(10_000);
    page.feed({ kind: 'page', page: episode(2) });
    page.actAsSite(() => video.tellSource('emptied'));
    runFor(200);
    page.actAsSite(() => {
      video.readyState = 4;
      video.tellSource();
      video.currentTime = 0;
    });
    runFor(700);
    page.actAsSite(() => void video.play());
    runFor(1_500);
    bobActs({ kind: 'change-media', position: 1 as MediaSeconds, media: episode(2) });
    runFor(2_000);
    bobActs({ kind: 'pause', position: 3 as MediaSeconds, isPlaying: false, media: episode(2) });
    runFor(2_000);
    expect(video.paused).toBe(true);
    bobActs({ kind: 'play', position: 3 as MediaSeconds, media: episode(2) });
    runFor(2_000);
    expect(video.paused).toBe(false);
  });

  it('[PV3] is hidden with its sound on, and starts there, after its page was shown and we were the first to start it', () => {
    const { page, video, runFor, bobActs } = playingFrom(100);
    page.hide();
    video.pause();
    runFor(1_000);
    page.show();
    runFor(2_000);
    page.hide();
    bobActs({ kind: 'pause', position: 150 as MediaSeconds, isPlaying: false, media: episode(1) });
    runFor(1_000);
    bobActs({ kind: 'play', position: 150 as MediaSeconds, media: episode(1) });
    runFor(2_000);
    expect(video.paused).toBe(false);
  });
});
