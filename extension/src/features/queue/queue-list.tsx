// What is queued, in its order: to be moved by a drag, or by the arrow keys on the handle.
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../ui/text.ts';
import type { ItemId, QueueItem } from './channel.ts';
import type { QueueDesk } from './queue-desk.ts';
import { QueueRow } from './queue-row.tsx';

export function QueueList({ desk }: { readonly desk: QueueDesk }) {
  const { queue, open, announcement } = desk;
  const list = useRef<HTMLOListElement>(null);
  const { items } = queue.state.value;

  const moving = useRef<{ readonly id: ItemId; readonly place: string | null } | null>(null);
  useEffect(() => {
    const { current } = moving;
    const index = items.findIndex(({ id, place }) => id === current?.id && place === current.place);
    const item = items[index];
    if (item === undefined) return;
    moving.current = null;
    announcement.tell(text('queueMoved', item.title, index + 1, items.length));
  }, [items, announcement]);

  const moveTo = (item: QueueItem, index: number) => {
    // A row may have been drawn when the list was another one.
    const { items: now } = queue.state.peek();
    const to = Math.max(0, Math.min(now.length - 1, index));
    if (now[to]?.id === item.id) return;
    moving.current = { id: item.id, place: queue.moveTo(item.id, to) };
  };
  /** Where in the list a pointer is. */
  const indexAt = (clientY: number): number => {
    const rows = [...(list.current?.children ?? [])];
    const below = rows.findIndex((row) => clientY < row.getBoundingClientRect().bottom);
    return below < 0 ? rows.length - 1 : below;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and without a stop keyboards cannot scroll it
    <ol class="scroll" ref={list} aria-label={text('queueItems')} tabIndex={0}>
      {items.map((item, index) => (
        <QueueRow
          key={item.id}
          item={item}
          index={index}
          isOpen={open.value === item.id}
          desk={desk}
          onMove={moveTo}
          indexAt={indexAt}
        />
      ))}
    </ol>
  );
}
