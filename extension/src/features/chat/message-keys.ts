// The messages by the keyboard: their list is one stop, arrows lead from one to the other, and from the one that has the
// focus its buttons are reached. It touches elements alone: of thousands of messages none is drawn anew for it.

export interface MessageKeys {
  onKeyDown(event: KeyboardEvent & { currentTarget: Element }): void;
  onFocusIn(event: FocusEvent): void;
  onFocusOut(event: FocusEvent & { currentTarget: Element }): void;
}

const ROW = '.message';

export function createMessageKeys(): MessageKeys {
  /** That has the focus, or had it last. */
  let current: Element | null = null;

  return {
    onKeyDown(event) {
      const { key, target, currentTarget: list, shiftKey, ctrlKey, altKey, metaKey } = event;
      if (shiftKey || ctrlKey || altKey || metaKey) return;
      const wanted = rowFor(key, list, rowOf(target));
      if (wanted === undefined) return;
      event.preventDefault();
      wanted?.focus();
    },
    onFocusIn({ target }) {
      const row = rowOf(target);
      setReach(current, -1);
      setReach(row, 0);
      current = row ?? current;
    },
    onFocusOut({ relatedTarget, currentTarget }) {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setReach(current, -1);
    },
  };

  /** Null: there is none; undefined: the key leads to none. */
  function rowFor(key: string, list: Element, here: HTMLElement | null): HTMLElement | null | undefined {
    switch (key) {
      case 'Home':
        return edgeOf(list, 'next');
      case 'End':
        return edgeOf(list, 'previous');
      case 'ArrowUp':
      case 'ArrowDown': {
        if (here !== null) return rowBeside(here, key === 'ArrowUp' ? 'previous' : 'next');
        return current?.isConnected === true ? rowOf(current) : edgeOf(list, 'previous');
      }
      default:
        return undefined;
    }
  }
}

type Way = 'previous' | 'next';

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(ROW) : null;
}

/** Rows stand in chunks, and the newest in none. */
function rowBeside(row: Element, way: Way): HTMLElement | null {
  const from = besides(row, way) === null ? row.parentElement : row;
  const beside = from === null || from.role === 'log' ? null : besides(from, way);
  return beside === null ? null : edgeOf(beside, way);
}

function besides(element: Element, way: Way): Element | null {
  return way === 'next' ? element.nextElementSibling : element.previousElementSibling;
}

/** The first on the way through what it holds. */
function edgeOf(holder: Element, way: Way): HTMLElement | null {
  const row = rowOf(holder);
  if (row !== null) return row;
  const inner = way === 'next' ? holder.firstElementChild : holder.lastElementChild;
  return inner === null ? null : edgeOf(inner, way);
}

/** What did not get into the party is a stop at any time. */
function setReach(row: Element | null, tabIndex: 0 | -1): void {
  if (row === null || row.matches('.pending')) return;
  for (const each of row.querySelectorAll<HTMLElement>('button, a')) each.tabIndex = tabIndex;
}
