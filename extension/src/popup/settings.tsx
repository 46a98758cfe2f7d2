// Name, picture, default relay, following, looks, keys, output delay and what is kept, out of the way until somebody looks for them.
// Kept on leaving the field.
import type { PopupView, Problem } from '../messages/popup-background.ts';
import { siteOf } from '../ui/site-name.ts';
import { text } from '../ui/text.ts';
import { Appearance } from './appearance.tsx';
import { AvatarSetting } from './avatar-setting.tsx';
import { FollowingSettings } from './following.tsx';
import { OutputDelay } from './output-delay.tsx';
import { ForgetEverything, SiteAccess } from './own-data.tsx';
import type { PopupSession } from './popup-session.ts';
import { describeProblem } from './problems.ts';
import { Shortcut } from './shortcut.tsx';
import { useDraft } from './use-draft.ts';

export interface SettingsProps {
  readonly session: PopupSession;
  readonly settings: PopupView['settings'];
  readonly problem: PopupView['problem'];
  /** In a party the relay is settled; a change would mislead. */
  readonly scope: 'no-party' | 'in-party';
}

export function Settings({ session, settings, problem, scope }: SettingsProps) {
  const { name, avatar, relay, isDefaultRelay, outputDelayMs } = settings;
  return (
    <details class="settings">
      <summary>{text('settings')}</summary>
      <Setting
        id="name"
        label={text('settingsName')}
        hint={text('settingsNameHint')}
        value={name}
        problem={problem?.kind === 'name' ? problem : null}
        onChange={(wanted) => session.send({ kind: 'set-name', name: wanted })}
      />
      <AvatarSetting session={session} avatar={avatar} />
      {scope === 'no-party' && (
        <Setting
          id="relay"
          label={text('settingsRelay')}
          hint={text(isDefaultRelay ? 'settingsRelayDefault' : 'settingsRelayOwn', siteOf(relay))}
          value={isDefaultRelay ? '' : relay}
          problem={problem?.kind === 'relay-address' ? problem : null}
          onChange={(wanted) => session.send({ kind: 'set-relay', relay: wanted })}
        />
      )}
      <FollowingSettings session={session} settings={settings} />
      <Appearance session={session} settings={settings} />
      <Shortcut session={session} />
      <OutputDelay session={session} outputDelayMs={outputDelayMs} />
      <SiteAccess session={session} />
      {scope === 'no-party' && <ForgetEverything session={session} />}
    </details>
  );
}

interface SettingProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** With what was kept last; it is told as a whole where all problems are. */
  readonly problem: Problem | null;
  readonly onChange: (wanted: string) => void;
}

function Setting({ id, label, hint, value, problem, onChange }: SettingProps) {
  const draft = useDraft(value);
  return (
    <div class="setting">
      <label class="label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field"
        type="text"
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        value={draft.text}
        aria-invalid={problem === null ? undefined : 'true'}
        aria-describedby={`${id}-hint`}
        onInput={(event) => draft.type(event.currentTarget.value)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class="hint">
        {problem === null ? hint : <span class="problem-text">{describeProblem(problem).advice}</span>}
      </p>
    </div>
  );
}
