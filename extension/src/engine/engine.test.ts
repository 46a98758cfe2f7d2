import type { PlaybackAct } from '@sameframe/shared/playback.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { describe, expect, it } from 'vitest';
import type { FakeVideo } from '../../../scripts/simulation/fake-video.ts';
import { readFacts } from '../player/read-facts.ts';
import type { ElementId } from './observation.ts';
import { setup } from './testing/one-engine.ts';
import { FIRST_SEEK_COST_S } from './tuning.ts';
import { viewEngine } from './view.ts';

const kinds = (acts: readonly PlaybackAct[]) => acts.map((act) => act.kind);

describe('a person acts', () => {
  it('[PV4] sends what the person did, once, and leaves the element alone', () => {
    const { page, sent, runFor, video } = setup();
    page.actAsUser((element) => void element.play());
    runFor(2_000);
    expect(kinds(sent)).toEqual(['play']);
    expect(video.paused).toBe(false);
  });

  it('[CR1] what is refused is undone at once', () => {
    const { page, sent, runFor, bobActs, video } = setup();
    bobActs({ kind: 'pause', position: 30 as MediaSeconds, isPlaying: false });
    runFor(2_000);
    sent.length = 0;
    page.actAsUser((element) => void element.play());
    runFor(300);
    const [act] = sent;
    if (act === undefined) throw new Error('the act was not sent');
    page.feed({ kind: 'settled', id: act.id, wasOrdered: false });
    runFor(300);
    expect([video.paused, Math.abs(video.currentTime - 30) < 0.05]).toEqual([true, true]);
    expect(kinds(sent)).toEqual(['play']);
  });

  it('[PV4] five quick acts are five acts', () => {
    const { page, sent, runFor } = setup();
    const acts: ((element: FakeVideo) => void)[] = [
      (element) => void element.play(),
      (element) => element.pause(),
      (element) => {
        element.currentTime = 60;
      },
      (element) => void element.play(),
      (element) => {
        element.playbackRate = 1.5;
      },
    ];
    for (const act of acts) {
      page.actAsUser(act);
      runFor(50);
    }
    expect(kinds(sent)).toEqual(['play', 'pause', 'seek-to', 'play', 'set-rate']);
    expect(sent.at(-1)).toMatchObject({ isPlaying: true, rate: 1.5 });
  });

  it('[PV4] a scrub sends its first and its last position, not all', () => {
    const { page, sent, runFor } = setup();
    for (let second = 10; second <= 20; second += 1) {
      page.actAsUser((element) => {
        element.currentTime = second;
      });
      runFor(20);
    }
    runFor(1_000);
    expect(sent[0]?.position).toBe(10);
    expect(sent.at(-1)?.position).toBe(20);
    expect(sent.length).toBeLessThan(5);
  });
});

describe('a player that jumps at both ends of a press', () => {
  const jump = (toS: number) => (element: FakeVideo) => {
    element.currentTime = toS;
  };
  const playing = () => {
    const stage = setup();
    stage.page.actAsUser((element) => void element.play());
    stage.runFor(2_000);
    stage.orderOwn();
    return stage;
  };

  it('[PV4] a second jump to the same place is no other one, and the film comes back to the party', () => {
    const { page, sent, runFor, drift } = playing();
    for (const restMs of [127, 3_000]) {
      page.actAsUser(jump(150));
      runFor(restMs);
    }
    expect(kinds(sent)).toEqual(['seek-to']);
    expect(Math.abs(drift() ?? 99)).toBeLessThan(25);
  });

  it('[PV4] to another place it is one, and so is a later one, or one after somebody else’s', () => {
    for (const [toS, restMs] of [
      [150.1, 127],
      [150, 300],
    ] as const) {
      const { page, sent, runFor } = playing();
      page.actAsUser(jump(150));
      runFor(restMs);
      page.actAsUser(jump(toS));
      runFor(3_000);
      expect(kinds(sent)).toEqual(['seek-to', 'seek-to']);
    }
    const { page, sent, runFor, bobActs, orderOwn } = playing();
    page.actAsUser(jump(150));
    runFor(60);
    orderOwn();
    bobActs({ kind: 'seek-to', position: 300 as MediaSeconds, isPlaying: true });
    runFor(60);
    page.actAsUser(jump(150));
    runFor(3_000);
    expect(kinds(sent)).toEqual(['seek-to']);
  });
});

describe('the party acts', () => {
  it('[PV1] follows without an echo: play, seek, rate, pause', () => {
    const { bobActs, runFor, sent, video, drift } = setup();
    bobActs({ kind: 'play' });
    runFor(3_000);
    expect(Math.abs(drift() ?? 99)).toBeLessThan(25);
    bobActs({ kind: 'seek-to', position: 100 as MediaSeconds });
    runFor(3_000);
    expect(Math.abs(video.currentTime - 103)).toBeLessThan(0.03);
    bobActs({ kind: 'set-rate', position: 103 as MediaSeconds, rate: 1.5 });
    runFor(4_000);
    expect(video.playbackRate).toBe(1.5);
    expect(Math.abs(drift() ?? 99)).toBeLessThan(25);
    bobActs({ kind: 'pause', position: 110.25 as MediaSeconds, isPlaying: false, rate: 1.5 });
    runFor(1_000);
    expect(video.paused).toBe(true);
    expect(video.currentTime).toBe(110.25);
    expect(sent).toEqual([]);
  });

  it('[PV5] after any of it the next act of the person passes', () => {
    const { bobActs, runFor, sent, page } = setup();
    bobActs({ kind: 'play' });
    bobActs({ kind: 'pause', isPlaying: false });
    bobActs({ kind: 'seek-to', position: 0 as MediaSeconds, isPlaying: false });
    runFor(1_000);
    page.actAsUser((element) => void element.play());
    runFor(100);
    expect(kinds(sent)).toEqual(['play']);
  });

  it('[PV5] a seek of ours goes unsent when the element is let go and taken again before its events came', () => {
    const { bobActs, runFor, sent, page, video, scheduler } = setup();
    bobActs({ kind: 'play' });
    runFor(2_000);
    page.actAsUser((element) => element.pause());
    const isSeeking = () => page.commands.at(-1)?.command.kind === 'seek' && video.seeking;
    while (!isSeeking()) scheduler.runUntil(scheduler.now() + 1);
    page.feed({ kind: 'video', facts: null });
    page.feed({ kind: 'video', facts: readFacts(video, 1 as ElementId) });
    page.tick();
    runFor(1_000);
    expect(video.seeking).toBe(false);
    expect(kinds(sent)).toEqual(['pause']);
  });

  it('[PV3] a refused play is a state to show, and one click joins', () => {
    const { bobActs, runFor, page, video, sent } = setup();
    video.isPlayAllowed = false;
    bobActs({ kind: 'play' });
    runFor(1_000);
    expect(viewEngine(page.state, page.now()).report.state).toBe('needs-click');
    const commandsBefore = page.commands.length;
    runFor(10_000);
    expect(page.commands.slice(commandsBefore)).toEqual([]);
    video.isPlayAllowed = true;
    page.feed({ kind: 'answer', answer: 'play-here' });
    runFor(3_000);
    expect(viewEngine(page.state, page.now()).report.state).toBe('in-step');
    expect(sent).toEqual([]);
  });
});

describe('nobody acts', () => {
  it('[PV3] a stall and the end of the media are not a pause', () => {
    const { bobActs, runFor, sent, video } = setup({ durationS: 12 });
    bobActs({ kind: 'play' });
    runFor(2_000);
    video.stall(2_500);
    runFor(20_000);
    expect(video.ended).toBe(true);
    expect(sent).toEqual([]);
  });

  it('[PV6] a pause that nobody is known to have made is asked about, never sent or undone silently', () => {
    const { bobActs, runFor, sent, page, video } = setup();
    bobActs({ kind: 'play' });
    runFor(4_000);
    page.actAsSite((element) => element.pause());
    runFor(2_000);
    expect(sent).toEqual([]);
    expect(video.paused).toBe(true);
    expect(viewEngine(page.state, page.now()).question).toBe('pause');
    page.feed({ kind: 'answer', answer: 'share' });
    expect(kinds(sent)).toEqual(['pause']);
  });
});

describe('a page that lets nobody hear of its events', () => {
  const setupSilent = () => {
    const world = setup();
    world.bobActs({ kind: 'play' });
    world.runFor(4_000);
    world.page.swallowsEvents = true;
    return world;
  };

  it('[PV10] what a person does is the party’s all the same, once it is seen', () => {
    const { page, runFor, sent, video } = setupSilent();
    page.actAsUser((element) => element.pause());
    runFor(3_000);
    expect([kinds(sent), video.paused]).toEqual([['pause'], true]);
    page.actAsUser((element) => void element.play());
    runFor(3_000);
    expect([kinds(sent), video.paused]).toEqual([['pause', 'play'], false]);
  });

  it('[PV10] what nobody did there is put right and sent to nobody', () => {
    const { page, runFor, sent, video, drift } = setupSilent();
    page.actAsSite((element) => element.pause());
    runFor(5_000);
    expect([sent, video.paused]).toEqual([[], false]);
    expect(Math.abs(drift() ?? 99)).toBeLessThan(1_000);
  });
});

describe('a native timeline', () => {
  it('[PV4] one click is pause, seek and play at once, and the party plays on from there', () => {
    const { bobActs, runFor, page, sent, video, scheduler } = setup();
    bobActs({ kind: 'play' });
    runFor(4_000);
    page.actAsUser((element) => {
      element.pause();
      element.currentTime = 75;
    });
    // The press and the release of the button: two tasks, so that the first events read the second one's state.
    scheduler.after(1, () => page.actAsUser((element) => void element.play()));
    runFor(2_000);
    expect(video.paused).toBe(false);
    expect(sent.at(-1)).toMatchObject({ isPlaying: true });
    expect(
      sent.some((act) => act.kind === 'seek-to' && Math.abs(act.position - 75) <= FIRST_SEEK_COST_S),
    ).toBe(true);
  });
});

describe('a hold', () => {
  it('[HO2] freezes the element, and lets it go at its end without anybody', () => {
    const { bobActs, runFor, sent, video, hold, scheduler } = setup();
    bobActs({ kind: 'play' });
    runFor(4_000);
    hold(1_500);
    scheduler.runUntil(scheduler.now() + 1_400);
    expect(video.paused).toBe(true);
    // No tick, no event: only the engine's own wake.
    scheduler.runUntil(scheduler.now() + 300);
    expect(video.paused).toBe(false);
    expect(sent).toEqual([]);
  });
});
