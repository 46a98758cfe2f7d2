// What is queued, in its order: to be moved by a drag, or by the arrow keys on the handle.
import { useRef } from 'preact/hooks';
import { text } from '../../ui/text.ts';
import type { QueueItem } from './channel.ts';
import type { QueueDesk } from './queue-desk.ts';
import { QueueRow } from './queue-row.tsx';

export function QueueList({ desk }: { readonly desk: QueueDesk }) {
  const { queue, open, announcement } = desk;
  const list = useRef<HTMLOListElement>(null);
  const { items } = queue.state.value;

  const moveTo = (item: QueueItem, index: number) => {
    // A row may have been drawn when the list was another one.
    const { items: now } = queue.state.peek();
    const to = Math.max(0, Math.min(now.length - 1, index));
    if (now[to]?.id === item.id) return;
    queue.moveTo(item.id, to);
    announcement.value = text('queueMoved', item.title, to + 1, now.length);
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
