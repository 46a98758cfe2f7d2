// Who is in the party and how each of them stands to it.
import type { PopupMember } from '../messages/popup-background.ts';
import { describeMemberSync } from '../ui/sync-words.ts';
import { STRINGS } from './strings.ts';

export function MemberList({ members }: { readonly members: readonly PopupMember[] }) {
  return (
    <section class="members">
      <h2 class="label">
        {STRINGS.members} <span class="count">{members.length}</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a stop keyboards cannot scroll it */}
      <ul aria-label={STRINGS.members} tabIndex={0}>
        {members.map((member) => (
          <MemberItem key={member.id} member={member} />
        ))}
      </ul>
    </section>
  );
}

function MemberItem({ member }: { readonly member: PopupMember }) {
  const { text, measured, tone } = describeMemberSync(member.report);
  return (
    <li>
      <span class="avatar" aria-hidden="true">
        {firstLetter(member.name)}
      </span>
      <span class="who">
        <span class="name">{member.name}</span>
        {member.isSelf && ' '}
        {member.isSelf && <span class="you">{STRINGS.you}</span>}
        {member.isHost && ' '}
        {member.isHost && <span class="host">{STRINGS.host}</span>}
      </span>{' '}
      <span class={`how ${tone}`}>{measured === null ? text : `${text}, ${measured}`}</span>
    </li>
  );
}

/** By code point, so that an emoji is not cut in half. */
function firstLetter(name: string): string {
  return (Array.from(name)[0] ?? '').toLocaleUpperCase();
}
