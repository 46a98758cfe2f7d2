// The page has become another one under the element's feet: what its person pressed for that explains nothing of what
// the site then does to the film, such as going to its beginning (SPEC FO5).
import type { Media } from '@sameframe/shared/playback.ts';
import type { LocalMs } from '@sameframe/shared/time.ts';
import type { Evidence } from './observation.ts';
import type { EngineState } from './state.ts';
import { ACTIVATION_MS, MOVING_PRESS_MS } from './tuning.ts';

export function noteMove(state: EngineState, page: Media | null, now: LocalMs): EngineState {
  if (state.page === null) return { ...state, page };
  const { video } = state;
  // The element of another page is a fresh one, whether or not the site has made it anew: what was held was of the last one.
  const fresh =
    video === null
      ? null
      : { ...video, unknown: null, pressed: null, history: { ...video.history, attachedAt: now } };
  return { ...state, page, movedAt: now, video: fresh, bringsAfterAd: false };
}

/** What speaks for a person since the page is this one. */
export function evidenceSince(evidence: Evidence, movedAt: LocalMs | null, now: LocalMs): Evidence {
  if (movedAt === null || now - movedAt > ACTIVATION_MS) return evidence;
  const { inputAgeMs } = evidence;
  if (inputAgeMs !== null && now - inputAgeMs > movedAt + MOVING_PRESS_MS) return evidence;
  return { ...evidence, inputAgeMs: null, isActivated: false };
}
