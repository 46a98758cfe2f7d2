// Who is in the party and how each of them stands to it.
import type { PopupMember } from '../messages/popup-background.ts';
import { describeMemberSync } from '../ui/sync-words.ts';
import { MemberMenu } from './member-menu.tsx';
import type { PopupSession } from './popup-session.ts';
import { ROLE_NAMES, STRINGS } from './strings.ts';

export interface MemberListProps {
  readonly session: PopupSession;
  readonly members: readonly PopupMember[];
  readonly unlisted: number;
}

export function MemberList({ session, members, unlisted }: MemberListProps) {
  return (
    <section class="members">
      <h2 class="label">
        {STRINGS.members} <span class="count">{(members.length + unlisted).toLocaleString()}</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a stop keyboards cannot scroll it */}
      <ul aria-label={STRINGS.members} tabIndex={0}>
        {members.map((member) => (
          <MemberItem key={member.id} session={session} member={member} />
        ))}
      </ul>
      {unlisted > 0 && <p class="hint">{STRINGS.unlisted(unlisted)}</p>}
    </section>
  );
}

interface MemberItemProps {
  readonly session: PopupSession;
  readonly member: PopupMember;
}

function MemberItem({ session, member }: MemberItemProps) {
  const { text, measured, tone } = describeMemberSync(member.report);
  const role = ROLE_NAMES[member.role];
  return (
    <li>
      <span class="avatar" aria-hidden="true">
        {firstLetter(member.name)}
      </span>
      <span class="who">
        <span class="name">{member.name}</span>
        {member.isSelf && ' '}
        {member.isSelf && <span class="you">{STRINGS.you}</span>}
        {role !== null && ' '}
        {role !== null && <span class="role">{role}</span>}
      </span>{' '}
      <span class={`how ${tone}`}>{measured === null ? text : `${text}, ${measured}`}</span>
      {member.offers.length > 0 && <MemberMenu session={session} member={member} />}
    </li>
  );
}

/** By code point, so that an emoji is not cut in half. */
function firstLetter(name: string): string {
  return (Array.from(name)[0] ?? '').toLocaleUpperCase();
}
