// What the engine remembers about a lack of data and about what it has asked of the party.
import type { ActId } from '@sameframe/shared/playback.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { ElementId } from './observation.ts';

/** One lack of data, from its start until data has lasted for a while; the party is asked to wait for it once. */
export interface Lack {
  readonly since: LocalMs;
  readonly hasBegunInSeek: boolean;
  /** Data is back since then; null while it is missing. */
  readonly readySince: LocalMs | null;
  readonly hasAsked: boolean;
}

export interface Holding {
  /**
   * Was with the party on this element and line, or was there when somebody acted. Who has only just come, come
   * back or woken up catches up alone.
   */
  readonly isTakingPart: boolean;
  readonly element: ElementId | null;
  /** The last act seen in the log, to notice the next. */
  readonly lastAct: ActId | null;
  readonly lack: Lack | null;
  readonly isHeld: boolean;
  readonly releasedAt: LocalMs | null;
  /** How long the party was made to wait, each since when; oldest first. */
  readonly waits: readonly { readonly at: LocalMs; readonly ms: number }[];
}

export const NOT_HOLDING: Holding = {
  isTakingPart: false,
  element: null,
  lastAct: null,
  lack: null,
  isHeld: false,
  releasedAt: null,
  waits: [],
};
