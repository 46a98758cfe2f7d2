// A person in front of a browser: opens the page, clicks the toolbar icon, starts or joins, and uses the video's
// own controls. What they see is read by role and accessible name, as assistive technology reads it.
import { readPicture } from '../bench/page/painted-frame.ts';
import type { BrowserKind, RigBrowser, RigPopup, RigTab } from '../rig/rig.ts';
import type { VideoReading } from '../rig/video-controls.ts';
import { waitFor, waitForValue } from '../rig/wait-for.ts';

/** Longer than any of it takes on two busy cores; no test measures speed. */
export const PATIENCE_MS = 20_000;

export const CLICK_TO_JOIN = 'Click to join the party';
/** The answer to “Pause for everyone?” that sends it. */
export const FOR_EVERYONE = 'Yes';

export class Person {
  readonly browser: RigBrowser;
  readonly tab: RigTab;

  private constructor(browser: RigBrowser, tab: RigTab) {
    this.browser = browser;
    this.tab = tab;
  }

  static async open(browser: RigBrowser, url: string): Promise<Person> {
    return new Person(browser, await browser.newTab(url));
  }

  get kind(): BrowserKind {
    return this.browser.kind;
  }

  get video() {
    return this.tab.video();
  }

  /** Opens the popup by the toolbar icon, does something in it, and closes it again. */
  async inPopup<Value>(use: (popup: RigPopup) => Promise<Value>): Promise<Value> {
    const popup = await this.browser.openPopup(this.tab);
    try {
      return await use(popup);
    } finally {
      if (await popup.isOpen()) await popup.close();
    }
  }

  /** Starts a party in this tab; gives the code to send to a friend. */
  async startParty(): Promise<string> {
    return this.inPopup(async (popup) => {
      await popup.clickButton('Start a party');
      return popup.waitForStatus('Party code', (text) => text.trim() !== '', { timeoutMs: PATIENCE_MS });
    });
  }

  async joinParty(pasted: string): Promise<void> {
    await this.inPopup(async (popup) => {
      await popup.fill('Party code', pasted);
      await popup.clickButton('Join');
      await popup.waitForStatus('Party code', (text) => text.trim() !== '', { timeoutMs: PATIENCE_MS });
    });
  }

  async leaveParty(): Promise<void> {
    await this.inPopup(async (popup) => {
      await popup.clickButton('Leave');
      await waitFor(() => popup.hasButton('Start a party'), { what: 'the popup to offer a new party' });
    });
  }

  /** Waits until the popup's member list has so many entries. */
  async seesMembers(count: number): Promise<readonly string[]> {
    return this.inPopup((popup) =>
      waitForValue(
        () => popup.listItems('Members'),
        (items) => items.length === count,
        { what: `${count} members in the list`, timeoutMs: PATIENCE_MS },
      ),
    );
  }

  async seesSync(isAccepted: (text: string) => boolean): Promise<string> {
    return this.inPopup((popup) => popup.waitForStatus('Sync', isAccepted, { timeoutMs: PATIENCE_MS }));
  }

  async seesToast(isAccepted: (text: string) => boolean): Promise<string> {
    return this.tab.waitForStatus('Sameframe', isAccepted, { timeoutMs: PATIENCE_MS });
  }

  async waitUntil(what: string, isAccepted: (reading: VideoReading) => boolean): Promise<VideoReading> {
    return this.video.waitUntil(isAccepted, { what, timeoutMs: PATIENCE_MS });
  }

  waitUntilPlaying(): Promise<VideoReading> {
    return this.waitUntil(`${this.kind} to play`, (video) => !video.paused && video.readyState >= 3);
  }

  /**
   * Follows somebody else's play. Where the browser lets no page play before a click in it (Firefox; Chromium after
   * a reload), the page asks for that click and the person gives it; then it says when, in ms since the epoch.
   */
  async followPlay(): Promise<number | null> {
    const { isAsked } = await waitFor(
      async () => {
        if (await this.tab.hasButton(CLICK_TO_JOIN)) return { isAsked: true };
        return (await this.video.read()).paused ? null : { isAsked: false };
      },
      { what: 'the video to play or the page to ask for a click', timeoutMs: PATIENCE_MS },
    );
    const clickedAtMs = isAsked ? Date.now() : null;
    if (isAsked) await this.tab.clickButton(CLICK_TO_JOIN);
    await this.waitUntilPlaying();
    return clickedAtMs;
  }

  waitUntilPaused(): Promise<VideoReading> {
    return this.waitUntil(`${this.kind} to be paused`, (video) => video.paused && !video.seeking);
  }

  async startPlaying(): Promise<void> {
    await this.video.clickPlayButton();
    await this.waitUntilPlaying();
  }

  async pause(): Promise<void> {
    await this.video.clickPlayButton();
    await this.waitUntilPaused();
  }
}

export async function seeText(popup: RigPopup, expected: RegExp): Promise<void> {
  await waitForValue(
    () => popup.text(),
    (text) => expected.test(text),
    { what: `the popup to say ${expected}`, timeoutMs: PATIENCE_MS },
  );
}

/**
 * The party's own measure of being together, on a machine clock that all share, in ms: where each will be at the instant
 * of the last reading, at its own rate, which may differ by a little while the engine brings it nearer.
 */
export async function measureApartMs(people: readonly Person[]): Promise<number> {
  const readings = await Promise.all(people.map((person) => person.video.readFresh()));
  const lastAtMs = Math.max(...readings.map(({ readAtMs }) => readAtMs));
  const positionsMs = readings.map(
    ({ currentTime, paused, readAtMs, playbackRate }) =>
      currentTime * 1_000 + (paused ? 0 : (lastAtMs - readAtMs) * playbackRate),
  );
  return Math.max(...positionsMs) - Math.min(...positionsMs);
}

/** Not a measure of quality (the bench has that): only that nobody is somewhere else. */
export const TOGETHER_MS = 250;

export async function waitUntilTogether(people: readonly Person[]): Promise<void> {
  await waitForValue(
    () => measureApartMs(people),
    (apartMs) => apartMs < TOGETHER_MS,
    { what: 'everyone to be at the same position', timeoutMs: PATIENCE_MS },
  );
}

/** All play or all are paused, and at the same position. */
export async function waitUntilAgreed(people: readonly Person[]): Promise<void> {
  await waitForValue(
    async () => {
      const apartMs = await measureApartMs(people);
      const videos = await Promise.all(people.map((person) => person.video.read()));
      return { apartMs, paused: videos.map((video) => video.paused) };
    },
    ({ apartMs, paused }) => apartMs < TOGETHER_MS && new Set(paused).size === 1,
    { what: 'everyone to do the same at the same position', timeoutMs: PATIENCE_MS },
  );
}

/** Paused, and the very frame is on every screen, which the playhead alone does not tell (Quirk #2). */
export async function waitUntilSamePicture(people: readonly Person[]): Promise<void> {
  await waitUntilSameFrame(people);
  await waitForValue(
    () => Promise.all(people.map(({ tab }) => readPicture(tab))),
    ([first, ...others]) =>
      first?.paintedFrame !== undefined &&
      others.every(({ paintedFrame }) => paintedFrame === first.paintedFrame),
    { what: 'everyone to see the same picture', timeoutMs: PATIENCE_MS },
  );
}

/** Paused, everyone shows the same frame: the position is equal, not near. */
export async function waitUntilSameFrame(people: readonly Person[]): Promise<void> {
  await waitForValue(
    () => Promise.all(people.map((person) => person.video.read())),
    (videos) => {
      const [first, ...others] = videos;
      return (
        first !== undefined &&
        videos.every((video) => video.paused && !video.seeking) &&
        others.every((video) => Math.abs(video.currentTime - first.currentTime) < 0.01)
      );
    },
    { what: 'everyone to be paused on the same frame', timeoutMs: PATIENCE_MS },
  );
}
