// What somebody does when the party goes on to another video, and whether it comes along when they do.
import { FOLLOWS, type PopupView } from '../messages/popup-background.ts';
import { text } from '../ui/text.ts';
import { FOLLOW_NAMES } from './following-words.ts';
import type { PopupSession } from './popup-session.ts';

export interface FollowingSettingsProps {
  readonly session: PopupSession;
  readonly settings: Pick<PopupView['settings'], 'follow' | 'bringsAlong'>;
}

export function FollowingSettings({ session, settings }: FollowingSettingsProps) {
  const { follow, bringsAlong } = settings;
  return (
    <div class="setting">
      <fieldset class="choice-row" aria-describedby="follow-hint">
        <legend class="label">{text('settingsFollow')}</legend>
        {FOLLOWS.map((choice) => (
          <label key={choice} for={`follow-${choice}`}>
            <input
              id={`follow-${choice}`}
              type="radio"
              name="follow"
              checked={choice === follow}
              onChange={() => session.send({ kind: 'set-follow', follow: choice })}
            />
            {text(FOLLOW_NAMES[choice])}
          </label>
        ))}
      </fieldset>
      <p id="follow-hint" class="hint">
        {text('settingsFollowHint')}
      </p>
      <div class="choices">
        <label for="brings-along">
          <input
            id="brings-along"
            type="checkbox"
            checked={bringsAlong}
            onChange={() => session.send({ kind: 'set-brings-along', bringsAlong: !bringsAlong })}
          />
          {text('settingsBringAlong')}
        </label>
      </div>
    </div>
  );
}
