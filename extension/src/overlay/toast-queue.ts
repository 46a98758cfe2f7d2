// Which toasts stand at a moment: the newest few, each for a while. Knows no DOM; the host draws.
import type { Tone } from './overlay-view.ts';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: Tone;
  /** Has a button that undoes it; one at most has. */
  readonly canUndo: boolean;
}

/** More at once would be a wall of text over the film. */
const MAX_TOASTS = 3;
/** Long enough to read a line, in ms. A hidden tab may stretch it; nobody sees that. */
export const TOAST_MS = 4_000;
export const PROBLEM_TOAST_MS = 7_000;
/** To read it, and to find one's way to its button. */
export const UNDO_TOAST_MS = 8_000;
/** Whoever has left the button may still come back to it. */
const AGAIN_MS = 2_000;

export interface ToastQueue {
  readonly toasts: readonly Toast[];
  add(text: string, tone: Tone, canUndo?: boolean): void;
  /** What could be undone can be no more. */
  endUndo(): void;
}

/** `isInUse`: somebody is at the button. */
export function createToastQueue(
  onChange: () => void,
  isInUse: () => boolean,
  signal: AbortSignal,
): ToastQueue {
  let toasts: readonly Toast[] = [];
  let lastId = 0;
  const timers = new Set<ReturnType<typeof setTimeout>>();
  signal.addEventListener('abort', () => {
    for (const timer of timers) clearTimeout(timer);
  });

  function keep(isKept: (toast: Toast) => boolean): void {
    const kept = toasts.filter(isKept);
    if (kept.length === toasts.length) return;
    toasts = kept;
    onChange();
  }

  function removeAfter(id: number, ms: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const isHeld = toasts.some((toast) => toast.id === id && toast.canUndo) && isInUse();
      if (isHeld) removeAfter(id, AGAIN_MS);
      else keep((toast) => toast.id !== id);
    }, ms);
    timers.add(timer);
  }

  return {
    get toasts() {
      return toasts;
    },
    add(text, tone, canUndo = false) {
      lastId += 1;
      const id = lastId;
      // Said again, it starts its time anew instead of standing there twice; one jump takes the place of another.
      const others = toasts.filter((toast) => toast.text !== text && !(canUndo && toast.canUndo));
      const all = [...others, { id, text, tone, canUndo }];
      // The button is not to go before its time.
      const surplus = all.length > MAX_TOASTS ? all.find((toast) => !toast.canUndo) : undefined;
      toasts = all.filter((toast) => toast !== surplus);
      const plainMs = tone === 'problem' ? PROBLEM_TOAST_MS : TOAST_MS;
      removeAfter(id, canUndo ? UNDO_TOAST_MS : plainMs);
      onChange();
    },
    endUndo: () => keep((toast) => !toast.canUndo),
  };
}
