// Every kind that members put into a sealed body, by channel. Unknown channels and kinds are skipped, so that
// an older extension can sit in a party with a newer one.
import * as v from 'valibot';
import { HOLD_CHANNEL, type HoldAct, holdActSchema } from './hold-act.ts';
import { PARTY_CHANNEL, type PartyAct, partyActSchema } from './party.ts';
import { PLAYBACK_CHANNEL, type PlaybackAct, playbackActSchema } from './playback.ts';

/** An opened and understood body. */
export type Meaning =
  | { readonly channel: typeof PLAYBACK_CHANNEL; readonly act: PlaybackAct }
  | { readonly channel: typeof HOLD_CHANNEL; readonly act: HoldAct }
  | { readonly channel: typeof PARTY_CHANNEL; readonly act: PartyAct };

/** The meaning of an opened body; null if this version does not know it or it is malformed. */
export function parseMeaning(channel: string, body: unknown): Meaning | null {
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
    default:
      return null;
  }
}
