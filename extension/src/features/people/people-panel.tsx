// The members, in the order in which they came: name, role, and how they stand to the party, as measured by themselves.
import type { ComponentType } from 'preact';
import { Avatar } from '../../ui/avatar.tsx';
import { Speech } from '../../ui/icons.tsx';
import { ROLE_NAMES } from '../../ui/role-names.ts';
import { describeMemberSync } from '../../ui/sync-words.ts';
import { formatCount, text } from '../../ui/text.ts';
import type { FeatureHost, FeatureMember } from '../feature.ts';

export function createPeopleView(host: FeatureHost): ComponentType {
  return () => <People host={host} />;
}

function People({ host }: { readonly host: FeatureHost }) {
  const { members, unlisted } = host.party.value;
  return (
    <div class="people">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a stop keyboards cannot scroll it */}
      <ul class="scroll" aria-label={text('people')} tabIndex={0}>
        {members.map((member) => (
          <Person key={member.id} member={member} host={host} />
        ))}
      </ul>
      {unlisted > 0 && <p class="quiet">{text('peopleUnlisted', formatCount(unlisted))}</p>}
    </div>
  );
}

interface PersonProps {
  readonly member: FeatureMember;
  readonly host: FeatureHost;
}

function Person({ member: { id, name, avatar, isSelf, role, report }, host }: PersonProps) {
  const { text: how, measured, tone } = describeMemberSync(report);
  const called = name ?? text('someone');
  const roleName = ROLE_NAMES[role];
  const isMuted = host.muted.value.has(id);
  const muting = text(isMuted ? 'unmutePerson' : 'mutePerson', called);
  return (
    <li>
      <Avatar id={id} name={called} emoji={avatar} />
      <span class="person">
        <bdi class="who">{called}</bdi>
        {isSelf && <span class="tag">{text('partyYou')}</span>}
        {roleName !== null && <span class="tag">{text(roleName)}</span>}
        {isMuted && <span class="tag">{text('peopleMuted')}</span>}
      </span>
      {!isSelf && (
        <button
          type="submit"
          class="icon-button"
          aria-label={muting}
          title={muting}
          onClick={() => host.mute(id, !isMuted)}
        >
          <Speech isCrossedOut={isMuted} />
        </button>
      )}
      <span class={`how ${tone}`}>{measured === null ? how : [how, measured].join(text('listComma'))}</span>
    </li>
  );
}
