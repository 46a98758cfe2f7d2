// A person's mouse on the film's own timeline, as Firefox reports it: stopped while the button is down.
import type { MediaKey } from '@sameframe/shared/ids.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import { setup } from './testing/one-engine.ts';

function setupPlaying() {
  const world = setup();
  world.bobActs({ kind: 'play' });
  world.runFor(5_000);
  const press = () => {
    world.page.isPressed = true;
    world.page.actAsUser((element) => element.pause());
  };
  return { ...world, press };
}

describe('a pause under a button that is down', () => {
  it('[PV7] is the beginning of a click along the film: one seek, and the party plays on', () => {
    const { page, runFor, sent, video, press } = setupPlaying();
    press();
    page.actAsUser((element) => {
      element.currentTime = 60;
    });
    runFor(8);
    expect(video.paused).toBe(true);
    page.isPressed = false;
    page.actAsUser((element) => void element.play());
    runFor(1_000);
    expect(sent).toMatchObject([{ kind: 'seek-to', isPlaying: true }]);
    expect(video.paused).toBe(false);
  });

  it('[PV7] pauses for everyone when the button is up and nothing else came of it', () => {
    const { page, runFor, sent, press, video } = setupPlaying();
    press();
    runFor(30);
    expect(sent).toEqual([]);
    page.isPressed = false;
    runFor(50);
    expect(sent).toMatchObject([{ kind: 'pause', isPlaying: false }]);
    expect(video.paused).toBe(true);
  });

  it('[PV7] pauses for everyone while the button stays down', () => {
    const { runFor, sent, press } = setupPlaying();
    press();
    runFor(350);
    expect(sent).toEqual([]);
    runFor(150);
    expect(sent).toMatchObject([{ kind: 'pause' }]);
  });

  it('[PV7] is no pause when the film plays again, whoever saw to that', () => {
    const { page, runFor, sent } = setupPlaying();
    page.isPressed = true;
    page.actAsUser(() => undefined);
    runFor(900);
    page.actAsSite((element) => element.pause());
    runFor(200);
    // Too long after the press to be the person's for sure.
    page.actAsSite((element) => void element.play());
    runFor(30);
    page.isPressed = false;
    runFor(1_000);
    expect(sent).toEqual([]);
  });

  it.each(['play', 'seek-to', 'set-rate'] as const)(
    '[PV7] pauses for everyone whose %s came meanwhile',
    (kind) => {
      const { page, runFor, sent, press, bobActs, video } = setupPlaying();
      press();
      runFor(20);
      bobActs({ kind, position: 300 as MediaSeconds });
      runFor(100);
      expect(sent).toEqual([]);
      page.isPressed = false;
      runFor(2_000);
      expect(sent).toMatchObject([{ kind: 'pause', isPlaying: false }]);
      expect([video.paused, Math.round(video.currentTime)]).toEqual([true, 300]);
    },
  );

  it('[PV7] is over when somebody else has paused, or the party has gone on to another film', () => {
    const urls = ['https://films.example/1', 'https://films.example/2'] as const;
    const [film, next] = urls.map((url) => ({ key: url as MediaKey, url, title: '' }));
    for (const act of [
      { kind: 'pause', position: 7 as MediaSeconds, isPlaying: false },
      { kind: 'change-media', media: next ?? null },
    ] as const) {
      const { page, runFor, sent, press, bobActs } = setupPlaying();
      page.feed({ kind: 'page', page: film ?? null });
      press();
      runFor(20);
      bobActs(act);
      runFor(2_000);
      expect(sent).toEqual([]);
    }
  });
});
