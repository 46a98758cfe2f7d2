// The keys that open the panel beside the film: which they are is the browser's to say, and to change.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { isolate, text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';

export function Shortcut({ session }: { readonly session: PopupSession }) {
  /** Null until the browser has said. */
  const [keys, setKeys] = useState<string | null>(null);
  useEffect(() => void session.readShortcut().then(setKeys), [session]);
  if (keys === null) return null;
  return (
    <section class="setting">
      <h2 class="label">{text('settingsShortcut')}</h2>
      <div class="row shortcut">
        {keys === '' ? <span class="hint">{text('settingsNoShortcut')}</span> : <kbd>{isolate(keys)}</kbd>}
        <Button label={text('settingsChangeShortcut')} onPress={session.changeShortcut}>
          {text('settingsChange')}
        </Button>
      </div>
      <p class="hint">{text('settingsShortcutHint')}</p>
    </section>
  );
}
