// Which toasts stand at a moment: the newest few, each for a while. Knows no DOM; the host draws.
import type { Tone } from './overlay-view.ts';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: Tone;
}

/** More at once would be a wall of text over the film. */
const MAX_TOASTS = 3;
/** Long enough to read a line, in ms. A hidden tab may stretch it; nobody sees that. */
export const TOAST_MS = 4_000;
export const PROBLEM_TOAST_MS = 7_000;

export interface ToastQueue {
  readonly toasts: readonly Toast[];
  add(text: string, tone: Tone): void;
}

export function createToastQueue(onChange: () => void, signal: AbortSignal): ToastQueue {
  let toasts: readonly Toast[] = [];
  let lastId = 0;
  const timers = new Set<ReturnType<typeof setTimeout>>();
  signal.addEventListener('abort', () => {
    for (const timer of timers) clearTimeout(timer);
  });

  function remove(id: number): void {
    toasts = toasts.filter((toast) => toast.id !== id);
    onChange();
  }

  return {
    get toasts() {
      return toasts;
    },
    add(text, tone) {
      lastId += 1;
      const id = lastId;
      // Said again, it starts its time anew instead of standing there twice.
      const others = toasts.filter((toast) => toast.text !== text);
      toasts = [...others, { id, text, tone }].slice(-MAX_TOASTS);
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          remove(id);
        },
        tone === 'problem' ? PROBLEM_TOAST_MS : TOAST_MS,
      );
      timers.add(timer);
      onChange();
    },
  };
}
