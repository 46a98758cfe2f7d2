/* biome-ignore-all lint/a11y/useSemanticElements: rows of a table cannot be left out of the layout while they are out of
   sight */
/* biome-ignore-all lint/a11y/useFocusableInteractive: what one gets to are the cells */
// Emoji in rows, to choose one by pointer or keys. One of them is in the order of Tab. Other emoji want a grid of their own,
// which begins at its beginning: give it a key.
import { useRef, useState } from 'preact/hooks';
import type { EmojiEntry } from './emoji-data.ts';
import { COLUMNS, moveInGrid } from './move-in-grid.ts';

interface EmojiGridProps {
  readonly entries: readonly EmojiEntry[];
  readonly label: string;
  /** Of the names. */
  readonly language: string;
  readonly onPick: (emoji: string) => void;
  /** By the keyboard, over its upper end. */
  readonly onLeave: () => void;
}

export function EmojiGrid({ entries, label, language, onPick, onLeave }: EmojiGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = moveInGrid(active, entries.length, event, isMirrored);
    if (next === null) return;
    event.preventDefault();
    if (next === 'out') return onLeave();
    setActive(next);
    grid.current?.querySelectorAll('button')[next]?.focus();
  };
  const onClick = ({ target }: MouseEvent) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button !== null) onPick(button.value);
  };
  return (
    <div
      class="emoji-grid"
      role="grid"
      aria-label={label}
      lang={language}
      ref={grid}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {rowsOf(entries).map((row, rowIndex) => (
        <div key={row[0]?.[0]} role="row" class="emoji-row">
          {row.map(([emoji, name], column) => {
            const place = rowIndex * COLUMNS + column;
            return (
              <button
                key={emoji}
                type="submit"
                role="gridcell"
                class="emoji"
                value={emoji}
                aria-label={name}
                title={name}
                tabIndex={place === active ? 0 : -1}
                onFocus={() => setActive(place)}
              >
                {emoji}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function rowsOf(entries: readonly EmojiEntry[]): readonly (readonly EmojiEntry[])[] {
  const count = Math.ceil(entries.length / COLUMNS);
  return Array.from({ length: count }, (_, row) => entries.slice(row * COLUMNS, (row + 1) * COLUMNS));
}
