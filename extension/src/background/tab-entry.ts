// When our script is put into the frames of a party's tab: into every new page, and again wherever a frame may be without
// it. Knows nothing of who drives.
import type { BrowserApi } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';
import { type Injection, injectAllFrames, injectContent } from './content-access.ts';

export interface TabEntry {
  /** When we last asked for it, the browser did not let us in. */
  readonly wasRefused: boolean;
  enter(): Promise<Injection>;
  /** That a page does not let us in yet means nothing. */
  tryToEnter(): Promise<Injection>;
  /** A frame has come, or another document into one: at once, unless frames come all the time. */
  noteFrame(): void;
  /** To be called every second. */
  tend(): void;
}

export interface TabEntryPorts {
  readonly browser: BrowserApi;
  readonly clock: Clock;
  readonly tabId: number;
  /** What is in the tab is known, as far as it matters. */
  isComplete(): boolean;
  /** One of its pages is connected. */
  isIn(): boolean;
  onEntering(): void;
  /** It is in all frames that let us in. */
  onEntered(): void;
  /** Whether we were refused may be another thing now. */
  onAnswer(): void;
}

/** How often a tab is entered again without a video, or beside frames that may hold a better one: they may have come late. */
const RETRY_MS = 5_000;
/** And where frames come and go, as those of adverts do: two of theirs are not to be one long wait for their first words. */
const NEXT_FRAME_MS = 2_000;

export function createTabEntry(ports: TabEntryPorts): TabEntry {
  const { browser, clock, tabId } = ports;
  let wasRefused = false;
  let hasNewFrame = false;
  let enteredAt = clock.now();
  let underWay = 0;

  const enterAllFrames = async (): Promise<void> => {
    underWay += 1;
    await injectAllFrames(browser, tabId);
    underWay -= 1;
    ports.onEntered();
  };

  const tryToEnter = async (): Promise<Injection> => {
    enteredAt = clock.now();
    hasNewFrame = false;
    ports.onEntering();
    // Nobody waits for it: it may never end.
    void enterAllFrames();
    const injection = await injectContent(browser, tabId);
    if (injection === 'injected') wasRefused = false;
    ports.onAnswer();
    return injection;
  };

  const enter = async (): Promise<Injection> => {
    const injection = await tryToEnter();
    wasRefused = injection === 'refused';
    ports.onAnswer();
    return injection;
  };

  const tend = (): void => {
    const isWanted = hasNewFrame || !ports.isComplete();
    // What never ends is not to pile up.
    const afterMs = hasNewFrame ? NEXT_FRAME_MS : RETRY_MS * (1 + underWay);
    if (!isWanted || clock.now() - enteredAt < afterMs) return;
    // Only a page that never let us in at all can refuse: a connected one is in already.
    void (ports.isIn() ? tryToEnter() : enter());
  };

  return {
    get wasRefused() {
      return wasRefused;
    },
    enter,
    tryToEnter,
    noteFrame() {
      hasNewFrame = true;
      tend();
    },
    tend,
  };
}
