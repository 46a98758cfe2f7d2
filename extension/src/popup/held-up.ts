// Whether something stands between this tab and the party's video, or is only offered beside one that was found.
import type { PartyView } from '../messages/popup-background.ts';

export function isHeldUp({ need, videos }: PartyView): boolean {
  return need !== null && (need.kind !== 'frame-access' || videos.count === 0);
}
