// PURE. Where a key leads in a grid that is read in rows.

export const COLUMNS = 8;
const PAGE_ROWS = 4;

interface GridKey {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/** The place of the next cell; null for other keys, `out` above the first row. `isMirrored`: rows run from right to left. */
export function moveInGrid(
  at: number,
  count: number,
  { key, ctrlKey }: GridKey,
  isMirrored: boolean,
): number | null | 'out' {
  const last = count - 1;
  const onward = isMirrored ? -1 : 1;
  const rowStart = at - (at % COLUMNS);
  const within = (place: number) => Math.min(last, Math.max(0, place));
  switch (key) {
    case 'ArrowRight':
      return within(at + onward);
    case 'ArrowLeft':
      return within(at - onward);
    case 'ArrowDown':
      return within(at + COLUMNS);
    case 'ArrowUp':
      return at < COLUMNS ? 'out' : at - COLUMNS;
    case 'PageDown':
      return within(at + PAGE_ROWS * COLUMNS);
    case 'PageUp':
      return within(at - PAGE_ROWS * COLUMNS);
    case 'Home':
      return ctrlKey ? 0 : rowStart;
    case 'End':
      return ctrlKey ? last : within(rowStart + COLUMNS - 1);
    default:
      return null;
  }
}
