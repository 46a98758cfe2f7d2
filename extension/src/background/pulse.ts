// Keeps the worker going while a party is on, and lets an update of the extension in when none is (SPEC BG2).
import type { BrowserApi } from '../platform/browser-api.ts';
import type { Clock } from '../platform/clock.ts';
import type { TabParty } from './tab-party.ts';

export interface Pulse {
  /** To be called whenever a party may have begun or ended. */
  follow(parties: ReadonlyMap<number, TabParty>): void;
  /** Another version of the extension waits. */
  endWhenIdle(): void;
}

const TICK_MS = 1_000;
/** Firefox suspends an event page after 30 s without an extension API call, whatever its socket does. */
const KEEP_ALIVE_MS = 20_000;
/** So long the relay takes at most to hear who leaves a party. */
const LAST_WORDS_MS = 2_000;

export function createPulse(
  {
    browser,
    clock,
    reportBug,
  }: {
    readonly browser: BrowserApi;
    readonly clock: Clock;
    readonly reportBug: (error: unknown) => void;
  },
  onTick: () => void,
): Pulse {
  let stop: (() => void) | null = null;
  let hasUpdate = false;
  return {
    follow(parties) {
      if (parties.size === 0) {
        stop?.();
        stop = null;
        if (!hasUpdate) return;
        // A party that begins meanwhile would end with the version that it began in.
        clock.schedule(LAST_WORDS_MS, () => {
          if (parties.size === 0) browser.runtime.reload();
        });
      } else if (stop === null) {
        const stopTicks = clock.repeat(TICK_MS, () => {
          for (const party of parties.values()) party.tick();
          onTick();
        });
        const stopKeepAlive = clock.repeat(KEEP_ALIVE_MS, () => {
          browser.runtime.getPlatformInfo().catch(reportBug);
        });
        stop = () => {
          stopTicks();
          stopKeepAlive();
        };
      }
    },
    endWhenIdle() {
      hasUpdate = true;
    },
  };
}
