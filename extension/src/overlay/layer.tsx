// What the overlay draws. The live region is always there, so that a screen reader hears what comes into it.
import { Button } from '../ui/button.tsx';
import { Mark, PlayIcon } from '../ui/icons.tsx';
import { text } from '../ui/text.ts';
import type { OverlayAction, OverlayAsk, OverlayView } from './overlay-view.ts';
import type { Toast } from './toast-queue.ts';

/** The button that opens the features beside the film. */
export interface LauncherView {
  readonly isOffered: boolean;
  /** They are open, and closed from there. */
  readonly isOpen: boolean;
  /** Somebody is at the page. */
  readonly isAwake: boolean;
  /** So many things are there that the person has not seen. */
  readonly unseen: number;
}

export interface LayerProps {
  readonly view: OverlayView;
  readonly launcher: LauncherView;
  readonly toasts: readonly Toast[];
  readonly onAsk: (ask: OverlayAsk) => void;
}

export function Layer({ view, launcher, toasts, onAsk }: LayerProps) {
  return (
    <>
      <div class="stack" role="status" aria-label={text('name')} aria-atomic="false">
        {view.status === 'line' && <p class={`card ${view.tone}`}>{view.text}</p>}
        {view.status === 'choice' && <Choice line={view.text} actions={view.actions} onAsk={onAsk} />}
        {view.status === 'click-to-join' && <p class="unseen">{text('overlayClickToJoin')}</p>}
        {toasts.map((toast) => (
          <p key={toast.id} class={`card toast ${toast.tone}`}>
            {toast.text}
            {toast.canUndo && <Button onPress={() => onAsk('undo')}>{text('overlayUndo')}</Button>}
          </p>
        ))}
      </div>
      {view.status === 'click-to-join' && <ClickToJoin onAsk={onAsk} />}
      {launcher.isOffered && !launcher.isOpen && <Launcher {...launcher} onAsk={onAsk} />}
    </>
  );
}

function Launcher({ isAwake, unseen, onAsk }: LauncherView & Pick<LayerProps, 'onAsk'>) {
  return (
    <button
      type="button"
      class={`launcher ${isAwake || unseen > 0 ? '' : 'asleep'}`}
      aria-label={unseen > 0 ? text('overlayOpenSideNew', unseen) : text('overlayOpenSide')}
      onClick={() => onAsk('toggle-side')}
    >
      <Mark size={20} />
      {unseen > 0 && <span class="unseen-count">{unseen > 99 ? '99+' : unseen}</span>}
    </button>
  );
}

interface ChoiceProps {
  readonly line: string;
  readonly actions: readonly OverlayAction[];
  readonly onAsk: (ask: OverlayAsk) => void;
}

function Choice({ line, actions, onAsk }: ChoiceProps) {
  return (
    <div class="card choice">
      <p>
        <Mark size={18} />
        {line}
      </p>
      <div class="actions">
        {actions.map(({ id, label }, index) => (
          <Button key={id} look={index === 0 ? 'primary' : 'plain'} onPress={() => onAsk(id)}>
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

function ClickToJoin({ onAsk }: Pick<LayerProps, 'onAsk'>) {
  return (
    <div class="middle">
      {/* Called inside the click and at once: this is the gesture that the browser is waiting for. */}
      <button type="button" class="join" onClick={() => onAsk('play')}>
        <PlayIcon />
        {text('overlayClickToJoin')}
      </button>
      <p class="why">{text('overlayClickToJoinWhy')}</p>
    </div>
  );
}
