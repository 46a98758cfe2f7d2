// A row of the queue in somebody's hand: it goes where the pointer goes, and at an edge of the list the list goes on.

/** So near an edge the list moves, px, and so fast at the edge itself, px per picture. */
const EDGE_PX = 36;
const FASTEST_PX = 14;

export interface RowDrag {
  readonly handle: HTMLElement;
  readonly row: HTMLElement;
  readonly list: HTMLElement;
}

/** Begins where the pointer went down; `drop` is told where it was let go, px from the window's top. */
export function dragRow(
  { handle, row, list }: RowDrag,
  down: PointerEvent,
  drop: (clientY: number) => void,
): void {
  const { scrollTop: scrolledAtFirst } = list;
  // What is drawn below the last row makes the list longer, and there is nothing there.
  const furthest = list.scrollHeight - list.clientHeight;
  const end = new AbortController();
  const { signal } = end;
  let { clientY } = down;
  let picture = 0;

  const place = () => {
    const byPx = clientY - down.clientY + list.scrollTop - scrolledAtFirst;
    row.style.setProperty('translate', `0 ${byPx}px`);
  };
  const scroll = () => {
    // Somebody else may have removed it, and then no pointer is let go here.
    if (!row.isConnected) return stop();
    const wanted = list.scrollTop + scrollAt(clientY, list.getBoundingClientRect());
    list.scrollTop = Math.min(wanted, furthest);
    place();
    picture = requestAnimationFrame(scroll);
  };
  const stop = () => {
    end.abort();
    cancelAnimationFrame(picture);
    const { scrollTop } = list;
    row.classList.remove('dragged');
    row.style.removeProperty('translate');
    // Firefox goes back with the row, as what it holds on to for whoever looks at it.
    list.scrollTop = scrollTop;
  };

  handle.setPointerCapture(down.pointerId);
  row.classList.add('dragged');
  picture = requestAnimationFrame(scroll);
  handle.addEventListener(
    'pointermove',
    (moved: PointerEvent) => {
      ({ clientY } = moved);
      place();
    },
    { signal },
  );
  handle.addEventListener('pointercancel', stop, { signal });
  handle.addEventListener(
    'pointerup',
    (up: PointerEvent) => {
      // Where it was taken from it is in nobody's way.
      stop();
      drop(up.clientY);
    },
    { signal },
  );
}

/** How far the list moves in one picture, px: the nearer to its edge, or beyond it, the farther. */
export function scrollAt(
  clientY: number,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): number {
  const above = top + EDGE_PX - clientY;
  const below = clientY - (bottom - EDGE_PX);
  // A list that is lower than both edges together stays where it is.
  if (bottom - top < 2 * EDGE_PX || (above <= 0 && below <= 0)) return 0;
  const part = Math.min(1, Math.max(above, below) / EDGE_PX);
  return above > below ? -part * FASTEST_PX : part * FASTEST_PX;
}
