// Name and default relay, out of the way until somebody looks for them. Kept on leaving the field.
import { useState } from 'preact/hooks';
import type { PopupView } from '../messages/popup-background.ts';
import type { PopupSession } from './popup-session.ts';
import { STRINGS } from './strings.ts';

export interface SettingsProps {
  readonly session: PopupSession;
  readonly settings: PopupView['settings'];
  /** In a party the relay is settled; a change would mislead. */
  readonly scope: 'name-and-relay' | 'name';
}

export function Settings({ session, settings, scope }: SettingsProps) {
  const { name, relay, isDefaultRelay } = settings;
  return (
    <details class="settings">
      <summary>{scope === 'name' ? STRINGS.nameOnly : STRINGS.settings}</summary>
      <Setting
        id="name"
        label={STRINGS.name}
        hint={STRINGS.nameHint}
        value={name}
        onChange={(text) => session.send({ kind: 'set-name', name: text })}
      />
      {scope === 'name-and-relay' && (
        <Setting
          id="relay"
          label={STRINGS.relay}
          hint={isDefaultRelay ? STRINGS.relayDefault(relay) : STRINGS.relayOwn(relay)}
          value={isDefaultRelay ? '' : relay}
          onChange={(text) => session.send({ kind: 'set-relay', relay: text })}
        />
      )}
    </details>
  );
}

interface SettingProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Setting({ id, label, hint, value, onChange }: SettingProps) {
  // Views arrive every second or two; what is being typed must outlive them, up to the answer to it.
  const [draft, setDraft] = useState({ text: value, basis: value });
  return (
    <div class="setting">
      <label class="label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field"
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={draft.basis === value ? draft.text : value}
        aria-describedby={`${id}-hint`}
        onInput={(event) => setDraft({ text: event.currentTarget.value, basis: value })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
    </div>
  );
}
