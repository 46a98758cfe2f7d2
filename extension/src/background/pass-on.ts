// Puts the next party in the former one's place wherever a person would look for that (SPEC SU4).
import type { SavedParty } from '../library/library.ts';
import type { LibraryStore } from '../library/library-store.ts';
import type { RecentKeeper, RecentParty } from './recent-parties.ts';

export interface PassOnPorts {
  readonly recent: RecentKeeper;
  readonly library: Pick<LibraryStore, 'moveParty'>;
}

/** Null: it is in a private window, and neither is to be kept. */
export async function passOn(
  former: SavedParty,
  next: RecentParty | null,
  { recent, library }: PassOnPorts,
): Promise<void> {
  if (next === null) await recent.forget(former);
  else await recent.note(next, 'first', former.code);
  await library.moveParty(former, next === null ? null : { code: next.code, relay: next.relay });
}
