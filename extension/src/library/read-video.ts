// PURE. What somebody wants to save, from wherever it came (a tab, a context menu, a file), as a library takes it: with the
// address that its site calls it by, so that one video is saved once (SPEC LB1).
import type { Result } from '@sameframe/shared/result.ts';
import { canonicalUrlOf } from '../sites/index.ts';
import { factsOf, type PlaylistItem, type VideoFacts, type VideoRefusal } from './video-facts.ts';

export function readVideo(item: PlaylistItem): Result<VideoFacts, VideoRefusal> {
  return factsOf(item, canonicalUrlOf);
}
