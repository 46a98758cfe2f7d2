// Live streams (SPEC LV): which positions mean the same to two members, and what of them an element can show.
import { MAX_AD_S } from '@sameframe/shared/advert.ts';
import { holdsEndAt } from '@sameframe/shared/hold.ts';
import type { LiveReference, Media, Playback, PlaybackAct } from '@sameframe/shared/playback.ts';
import type { MediaSeconds } from '@sameframe/shared/time.ts';
import { effectiveTimeline, isOnPartyPage } from './desired.ts';
import type { Reach, VideoFacts } from './observation.ts';
import type { EngineState } from './state.ts';
import { LIVE_HEAD_S, LIVE_TAIL_S } from './tuning.ts';

/**
 * What this page shows, as the party is told of it. Whoever brings a film says how long theirs is, so that the others
 * can compare (SPEC TM4); a live stream has no length.
 */
export function ownMedia({ page, live }: EngineState, { duration }: VideoFacts): Media | null {
  if (page === null) return null;
  if (live !== null) return { ...page, ...live.told };
  return duration === null || duration <= 0 ? page : { ...page, durationS: duration };
}

/** The party's positions and this element's are seconds of the same thing: of a film, or of live by one reference. */
export function isComparable(state: EngineState): boolean {
  return state.live?.by !== null && partyReference(state) === (state.live?.told.live ?? null);
}

/** What its host is to tell anew of this page: the party speaks of it in other seconds, as it is live, or without its length. */
export function untold(state: EngineState): 'media' | 'reference' | null {
  const { live } = state;
  if (!isOnPartyPage(state)) return null;
  if (live === null) return isLengthUntold(state) ? 'reference' : null;
  if (partyReference(state) === live.told.live) return null;
  return partyReference(state) === 'edge' && live.told.live === 'programme' ? 'reference' : 'media';
}

/** Its metadata has come after the word. While the party waits it can wait, too: an act would end that. */
function isLengthUntold(state: EngineState): boolean {
  const { playback, holds } = effectiveTimeline(state);
  const media = playback?.media ?? null;
  if (media === null || media.live !== undefined || media.durationS !== undefined) return false;
  const lengthS = state.video?.facts.duration ?? 0;
  return state.page !== null && lengthS > MAX_AD_S && holdsEndAt(holds) === null;
}

/**
 * By the programme's clock what the party has by the edge, or with its length: the same picture at the same moment,
 * wherever the element of who tells it is just now (SPEC LV7, TM4). `act`: where the party is. Null where that is so no
 * more.
 */
export function retell(
  state: EngineState,
  facts: VideoFacts,
  { isPlaying, rate, media }: Playback,
  act: Pick<PlaybackAct, 'id' | 'kind' | 'when' | 'position'>,
): PlaybackAct | null {
  const told = state.live?.told;
  if (media === null || untold(state) !== 'reference') return null;
  const lagS = told?.live === 'programme' ? told.edgeLagS : 0;
  const position = (act.position - lagS) as MediaSeconds;
  return { ...act, position, isPlaying, rate, media: { ...ownMedia(state, facts), ...media, ...told } };
}

function partyReference(state: EngineState): LiveReference | null {
  return effectiveTimeline(state).playback?.media?.live ?? null;
}

/** As near as this element comes: not on pieces that are about to go, nor before one is there. */
export function withinReach(position: MediaSeconds, reach: Reach | null): MediaSeconds {
  if (reach === null) return position;
  const latest = Math.max(reach.from, reach.to - LIVE_HEAD_S);
  const earliest = Math.min(latest, reach.from + LIVE_TAIL_S);
  return Math.min(latest, Math.max(earliest, position)) as MediaSeconds;
}
