// Tells the person in one line over the video what has happened.
import type { MemberId } from '@sameframe/shared/ids.ts';
import { nameOf } from '@sameframe/shared/party.ts';
import type { EngineState } from '../engine/state.ts';
import type { Announcements } from '../messages/own-settings.ts';
import type { OverlayHandle } from '../overlay/host.ts';
import { describe, type Happening, type Names } from '../overlay/words.ts';
import { text } from '../ui/text.ts';

/** What somebody wanted here and did not get. */
const LOSSES: ReadonlySet<Happening['kind']> = new Set([
  'act-overtaken',
  'act-refused',
  'act-not-allowed',
  'no-panels',
]);

/** Whoever wants to hear of nothing hears of this all the same: what failed, what waits for an answer, what was done here. */
const ALWAYS_TOLD: ReadonlySet<Happening['kind']> = new Set([...LOSSES, 'site', 'knocked', 'ends-matched']);

export function isTold({ kind }: Happening, announcements: Announcements): boolean {
  if (announcements === 'all' || ALWAYS_TOLD.has(kind)) return true;
  return announcements === 'people' && (kind === 'joined' || kind === 'left');
}

export interface Toasts {
  /** Who is who at the moment. */
  names(): Names;
  tell(happening: Happening, options?: { readonly canUndo: boolean }): void;
}

export function createToasts(
  readOverlay: () => OverlayHandle | null,
  engine: { readonly state: Pick<EngineState, 'self' | 'replica'> },
  own: { readonly current: { readonly announcements: Announcements } },
): Toasts {
  const names = () => {
    const { self, replica } = engine.state;
    return {
      self,
      nameOf: (member: MemberId) =>
        replica === null ? '' : (nameOf(replica.party, member) ?? text('someone')),
    };
  };
  return {
    names,
    tell(happening, options) {
      if (!isTold(happening, own.current.announcements)) return;
      const isLost = happening.kind === 'site' ? happening.standing === 'lost' : LOSSES.has(happening.kind);
      const tone = isLost ? 'problem' : 'calm';
      readOverlay()?.toast(describe(happening, names()), { tone, canUndo: options?.canUndo === true });
    },
  };
}
