// The line between one member and the relay: delays, jitter, and on bad days loss, duplicates and overtaking.
// A cut swallows what is on its way; the ends notice at different times.
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export interface LineTraits {
  readonly upMs: number;
  readonly downMs: number;
  readonly jitterMs: number;
  /** Per message. A real socket would break; the protocol must live with it all the same. */
  readonly lossChance: number;
  readonly duplicateChance: number;
  /** Chance to be late by up to `overtakingMs`, so that later messages come first. */
  readonly overtakingChance: number;
  readonly overtakingMs: number;
}

export interface Line {
  up(deliver: () => void): void;
  /** As `up`, for what a socket hands over once at most. */
  upOnce(deliver: () => void): void;
  down(deliver: () => void): void;
  isCut: boolean;
  /** From now on nothing is lost, doubled or overtaken; it is no faster than before. */
  heal(): void;
}

export function createLine(scheduler: Scheduler, random: Random, traits: LineTraits): Line {
  const lastArrival = { up: 0, down: 0 };
  let isHealed = false;
  const line: Line = {
    isCut: false,
    heal() {
      line.isCut = false;
      isHealed = true;
    },
    up: (deliver) => carry('up', traits.upMs, deliver),
    upOnce: (deliver) => {
      let isDelivered = false;
      carry('up', traits.upMs, () => {
        if (!isDelivered) deliver();
        isDelivered = true;
      });
    },
    down: (deliver) => carry('down', traits.downMs, deliver),
  };

  function carry(way: 'up' | 'down', baseMs: number, deliver: () => void): void {
    const happens = (chance: number) => !isHealed && random.chance(chance);
    if (line.isCut || happens(traits.lossChance)) return;
    const arrive = () => {
      if (!line.isCut) deliver();
    };
    const delayMs = baseMs + random.between(0, traits.jitterMs);
    if (happens(traits.overtakingChance)) {
      scheduler.after(delayMs + random.between(0, traits.overtakingMs), arrive);
    } else {
      lastArrival[way] = Math.max(lastArrival[way], scheduler.now() + delayMs);
      scheduler.after(lastArrival[way] - scheduler.now(), arrive);
    }
    if (happens(traits.duplicateChance)) scheduler.after(delayMs + random.between(0, 80), arrive);
  }

  return line;
}
