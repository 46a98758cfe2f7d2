// What anybody may ask for about the rules and about the others, in random histories.
import type { KnockId, MemberId } from '@sameframe/shared/ids.ts';
import { type Govern, ROLES } from '@sameframe/shared/protocol/rules.ts';
import fc from 'fast-check';

/** `about` is which of the people it is about, where it is about one. */
export const arbitraryWish = fc.record({
  kind: fc.constantFrom(
    'set-role',
    'set-role',
    'hand-over',
    'set-grant',
    'set-lock',
    'set-approval',
    'admit',
    'kick',
  ),
  about: fc.nat({ max: 3 }),
  role: fc.constantFrom('spectator', 'viewer', 'co-host'),
  channel: fc.constantFrom('playback', 'hold', 'chat', 'constructor'),
  least: fc.constantFrom(...ROLES, null),
  isYes: fc.boolean(),
});
export type ArbitraryWish = typeof arbitraryWish extends fc.Arbitrary<infer Value> ? Value : never;

export function composeWish(wish: ArbitraryWish, member: MemberId, knock: KnockId): Govern {
  switch (wish.kind) {
    case 'set-role':
      return { kind: 'set-role', member, role: wish.role };
    case 'set-grant':
      return { kind: 'set-grant', channel: wish.channel, least: wish.least };
    case 'set-lock':
      return { kind: 'set-lock', isLocked: wish.isYes };
    case 'set-approval':
      return { kind: 'set-approval', approvesJoiners: wish.isYes };
    case 'admit':
      return { kind: 'admit', knock, isAdmitted: wish.isYes };
    default:
      return { kind: wish.kind, member };
  }
}
