// The person's own picture: the first letter of their name until they choose an emoji.
import { useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { EmojiPicker } from '../ui/emoji/emoji-picker.tsx';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

interface AvatarSettingProps {
  readonly session: PopupSession;
  readonly avatar: string | null;
}

/** Which were used last is known to those who write. */
const NONE: readonly string[] = [];

export function AvatarSetting({ session, avatar }: AvatarSettingProps) {
  const [isChoosing, setChoosing] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  const set = (wanted: string | null) => session.send({ kind: 'set-avatar', avatar: wanted });
  const hide = () => setChoosing(false);
  const close = () => {
    // Before what has the focus goes.
    row.current?.querySelector('button')?.focus();
    hide();
  };
  /** Given the focus by a press of the mouse, the button would hide the choice and show it again at once. */
  const keepFocus = (event: MouseEvent) => {
    if (isChoosing) event.preventDefault();
  };
  return (
    <div class="setting">
      <span class="label" id="avatar">
        {text('settingsAvatar')}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in all browsers */}
      <div
        class="avatar-choice"
        role="group"
        aria-labelledby="avatar"
        aria-describedby="avatar-hint"
        ref={row}
        onMouseDown={keepFocus}
      >
        {avatar !== null && <span class="chosen-avatar">{avatar}</span>}
        <Button isExpanded={isChoosing} onPress={isChoosing ? close : () => setChoosing(true)}>
          {text('emojiChoose')}
        </Button>
        {avatar !== null && (
          <Button look="quiet" onPress={() => set(null)}>
            {text('settingsAvatarNone')}
          </Button>
        )}
      </div>
      {isChoosing && (
        <EmojiPicker
          load={session.loadEmoji}
          recent={NONE}
          onPick={(emoji) => {
            set(emoji);
            close();
          }}
          onClose={close}
          onLeft={hide}
        />
      )}
      <p id="avatar-hint" class="hint">
        {text('settingsAvatarHint')}
      </p>
    </div>
  );
}
