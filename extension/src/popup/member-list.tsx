// Who is in the party and how each of them stands to it.
import type { PopupMember } from '../messages/popup-background.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ROLE_NAMES } from '../ui/role-names.ts';
import { describeMemberSync } from '../ui/sync-words.ts';
import { countedText, formatCount, text } from '../ui/text.ts';
import { MemberMenu } from './member-menu.tsx';

import type { PopupSession } from './popup-session.ts';

export interface MemberListProps {
  readonly session: PopupSession;
  readonly members: readonly PopupMember[];
  readonly unlisted: number;
}

export function MemberList({ session, members, unlisted }: MemberListProps) {
  return (
    <section class="members">
      <h2 class="label">
        {text('partyMembers')} <span class="count">{formatCount(members.length + unlisted)}</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a stop keyboards cannot scroll it */}
      <ul aria-label={text('partyMembers')} tabIndex={0}>
        {members.map((member) => (
          <MemberItem key={member.id} session={session} member={member} />
        ))}
      </ul>
      {unlisted > 0 && <p class="hint">{countedText('partyUnlisted', unlisted)}</p>}
    </section>
  );
}

interface MemberItemProps {
  readonly session: PopupSession;
  readonly member: PopupMember;
}

function MemberItem({ session, member }: MemberItemProps) {
  const { text: how, measured, tone } = describeMemberSync(member.report);
  const role = ROLE_NAMES[member.role];
  const name = member.name ?? text('someone');
  return (
    <li>
      <Avatar id={member.id} name={name} emoji={member.avatar} />
      <span class="who">
        <span class="name">
          <bdi>{name}</bdi>
        </span>
        {member.isSelf && ' '}
        {member.isSelf && <span class="you">{text('partyYou')}</span>}
        {role !== null && ' '}
        {role !== null && <span class="role">{text(role)}</span>}
      </span>{' '}
      <span class={`how ${tone}`}>{measured === null ? how : [how, measured].join(text('listComma'))}</span>
      {member.offers.length > 0 && <MemberMenu session={session} member={member} />}
    </li>
  );
}
