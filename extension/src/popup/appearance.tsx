// How Sameframe looks, and what it tells in passing.
import { ANNOUNCEMENTS, type Announcements, THEMES, type Theme } from '../messages/own-settings.ts';
import type { PopupView } from '../messages/popup-background.ts';
import { type TextKey, text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

export interface AppearanceProps {
  readonly session: PopupSession;
  readonly settings: Pick<PopupView['settings'], 'theme' | 'announcements'>;
}

const THEME_NAMES = {
  system: 'settingsThemeSystem',
  light: 'settingsThemeLight',
  dark: 'settingsThemeDark',
} as const satisfies Record<Theme, TextKey>;

const ANNOUNCEMENT_NAMES = {
  all: 'settingsTellAll',
  people: 'settingsTellPeople',
  nothing: 'settingsTellNothing',
} as const satisfies Record<Announcements, TextKey>;

export function Appearance({ session, settings }: AppearanceProps) {
  return (
    <>
      <Choice
        id="theme"
        legend={text('settingsTheme')}
        hint={text('settingsThemeHint')}
        choices={THEMES}
        chosen={settings.theme}
        nameOf={(theme) => text(THEME_NAMES[theme])}
        onChoose={(theme) => session.send({ kind: 'set-theme', theme })}
      />
      <Choice
        id="announcements"
        legend={text('settingsTell')}
        hint={text('settingsTellHint')}
        choices={ANNOUNCEMENTS}
        chosen={settings.announcements}
        nameOf={(choice) => text(ANNOUNCEMENT_NAMES[choice])}
        onChoose={(announcements) => session.send({ kind: 'set-announcements', announcements })}
      />
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly id: string;
  readonly legend: string;
  readonly hint: string;
  readonly choices: readonly Value[];
  readonly chosen: Value;
  readonly nameOf: (value: Value) => string;
  readonly onChoose: (value: Value) => void;
}

function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { id, legend, hint, choices, chosen, nameOf, onChoose } = props;
  return (
    <div class="setting">
      <fieldset class="choice-row" aria-describedby={`${id}-hint`}>
        <legend class="label">{legend}</legend>
        {choices.map((choice) => (
          <label key={choice} for={`${id}-${choice}`}>
            <input
              id={`${id}-${choice}`}
              type="radio"
              name={id}
              checked={choice === chosen}
              onChange={() => onChoose(choice)}
            />
            {nameOf(choice)}
          </label>
        ))}
      </fieldset>
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
    </div>
  );
}
