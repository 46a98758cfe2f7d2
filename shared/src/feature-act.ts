// What members say to each other on the channels of features (chat, queue, reactions): carried, ordered and kept for
// them, never understood here. A feature parses and folds its own acts where it is shown.
import * as v from 'valibot';
import { type ActId, actIdSchema } from './playback.ts';
import { SUCCESSION_CHANNEL } from './succession.ts';

/**
 * Those that have something kept, a feature's own name each. What somebody has kept under any other name never takes their
 * place, with members or at the relay (SPEC FE10).
 */
export const KEPT_FEATURES: ReadonlySet<string> = new Set(['chat', 'queue', SUCCESSION_CHANNEL]);

/** What a sealed body on a feature's channel holds. `act` is the feature's own. */
export const featureBodySchema = v.object({ id: actIdSchema, act: v.unknown() });

/** The meaning of an event on a feature's channel, as far as it has one for who carries it. */
export interface FeatureMeaning {
  readonly channel: 'feature';
  /** The feature's id, which is the name of its channel and of its log. */
  readonly feature: string;
  readonly id: ActId;
  readonly act: unknown;
  /** For late joiners, too; otherwise it is of the moment alone. */
  readonly isKept: boolean;
}
