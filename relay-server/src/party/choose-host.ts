// PURE. Who holds the party when its host has gone.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { Member } from '@sameframe/shared/protocol/envelope.ts';
import { DEFAULT_ROLE, ROLES } from '@sameframe/shared/protocol/rules.ts';

export interface PresentMember extends Member {
  readonly isConnected: boolean;
}

/**
 * The host stays while present. Then somebody who is connected follows, as only they can lead now: a co-host first, a
 * spectator last, of equals who has been present longest.
 */
export function chooseHost(host: MemberId | null, present: readonly PresentMember[]): MemberId | null {
  if (present.some((member) => member.id === host)) return host;
  const [next] = [...present].sort(
    (a, b) =>
      Number(b.isConnected) - Number(a.isConnected) ||
      rankOf(b) - rankOf(a) ||
      a.joinedAt - b.joinedAt ||
      (a.id < b.id ? -1 : 1),
  );
  return next?.id ?? null;
}

function rankOf({ role }: PresentMember): number {
  return ROLES.indexOf(role ?? DEFAULT_ROLE);
}
