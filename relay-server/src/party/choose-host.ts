// PURE. Who holds the party when its host has gone.
import type { MemberId } from '@sameframe/shared/ids.ts';
import type { Member } from '@sameframe/shared/protocol/envelope.ts';

export interface PresentMember extends Member {
  readonly isConnected: boolean;
}

/** The host stays while present; then the longest-present member follows, connected ones first. */
export function chooseHost(host: MemberId | null, present: readonly PresentMember[]): MemberId | null {
  if (present.some((member) => member.id === host)) return host;
  const [next] = [...present].sort(
    (a, b) =>
      Number(b.isConnected) - Number(a.isConnected) || a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1),
  );
  return next?.id ?? null;
}
