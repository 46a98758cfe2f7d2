// The one button. A busy button keeps its place, its name and the focus; it only stops acting.
import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly type?: 'button' | 'submit';
  /** Whether a press is being carried out; presses in the meantime are ignored. */
  readonly state?: 'ready' | 'busy';
  /** Where the focus goes when the screen with this button comes up. */
  readonly isMainControl?: boolean;
  /** What it is called where its text alone would not say whom it is about; begins with that text. */
  readonly label?: string;
  /** It is reached from what it stands in, and no stop of its own. */
  readonly tabIndex?: -1;
  /** Whether what it unfolds is to be seen. */
  readonly isExpanded?: boolean;
  readonly onPress?: (event: MouseEvent) => void;
}

export function Button(props: ButtonProps) {
  const { look = 'plain', type = 'button', state = 'ready', isMainControl = false } = props;
  const isBusy = state === 'busy';
  const press = (event: MouseEvent) => {
    // Not the `disabled` attribute: that would drop the focus and silence the button for screen readers.
    if (isBusy) event.preventDefault();
    else props.onPress?.(event);
  };
  return (
    <button
      type={type}
      tabIndex={props.tabIndex}
      class={`button ${look}`}
      aria-disabled={isBusy ? 'true' : undefined}
      aria-label={props.label}
      aria-expanded={props.isExpanded}
      data-main-control={isMainControl ? '' : undefined}
      onClick={press}
    >
      {props.children}
    </button>
  );
}
