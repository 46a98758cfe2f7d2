// Every kind that members put into a sealed body, by channel. Unknown kinds are skipped, so that an older extension can
// sit in a party with a newer one.
import * as v from 'valibot';
import { type FeatureMeaning, featureBodySchema } from './feature-act.ts';
import { HOLD_CHANNEL, type HoldAct, holdActSchema } from './hold-act.ts';
import { PARTY_CHANNEL, type PartyAct, partyActSchema } from './party.ts';
import { PLAYBACK_CHANNEL, type PlaybackAct, playbackActSchema } from './playback.ts';
import type { Retain } from './protocol/envelope.ts';

/** An opened and understood body. */
export type Meaning =
  | { readonly channel: typeof PLAYBACK_CHANNEL; readonly act: PlaybackAct }
  | { readonly channel: typeof HOLD_CHANNEL; readonly act: HoldAct }
  | { readonly channel: typeof PARTY_CHANNEL; readonly act: PartyAct }
  /** On every other channel: a feature's own, which only the feature understands. */
  | FeatureMeaning;

/** The meaning of an opened body; null if this version does not know it or it is malformed. */
export function parseMeaning(channel: string, body: unknown, retain: Retain): Meaning | null {
  switch (channel) {
    case PLAYBACK_CHANNEL: {
      const parsed = v.safeParse(playbackActSchema, body);
      return parsed.success ? { channel: PLAYBACK_CHANNEL, act: parsed.output } : null;
    }
    case HOLD_CHANNEL: {
      const parsed = v.safeParse(holdActSchema, body);
      return parsed.success ? { channel: HOLD_CHANNEL, act: parsed.output } : null;
    }
    case PARTY_CHANNEL: {
      const parsed = v.safeParse(partyActSchema, body);
      return parsed.success ? { channel: PARTY_CHANNEL, act: parsed.output } : null;
    }
    default: {
      const parsed = v.safeParse(featureBodySchema, body);
      if (!parsed.success) return null;
      return { channel: 'feature', feature: channel, ...parsed.output, isKept: retain.kind === 'log' };
    }
  }
}
