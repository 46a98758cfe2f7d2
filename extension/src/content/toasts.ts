// Tells the person in one line over the video what has happened.
import type { MemberId } from '@sameframe/shared/ids.ts';
import { nameOf } from '@sameframe/shared/party.ts';
import type { EngineState } from '../engine/state.ts';
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

export interface Toasts {
  /** Who is who at the moment. */
  names(): Names;
  tell(happening: Happening, options?: { readonly canUndo: boolean }): void;
}

export function createToasts(
  overlay: () => OverlayHandle | null,
  party: () => Pick<EngineState, 'self' | 'replica'>,
): Toasts {
  const names = () => {
    const { self, replica } = party();
    return {
      self,
      nameOf: (member: MemberId) =>
        replica === null ? '' : (nameOf(replica.party, member) ?? text('someone')),
    };
  };
  return {
    names,
    tell(happening, options) {
      const isLost = happening.kind === 'site' ? happening.standing === 'lost' : LOSSES.has(happening.kind);
      const tone = isLost ? 'problem' : 'calm';
      overlay()?.toast(describe(happening, names()), { tone, canUndo: options?.canUndo === true });
    },
  };
}
