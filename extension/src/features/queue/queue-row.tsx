// One of what is queued: what it is, who added it, who wants it, and what one may do about it.
import { Component } from 'preact';
import { Button } from '../../ui/button.tsx';
import { More } from '../../ui/icons.tsx';
import { formatMediaTime } from '../../ui/media-time.ts';
import { isolate, text } from '../../ui/text.ts';
import type { QueueItem } from './channel.ts';
import { dragRow } from './drag-row.ts';
import type { QueueDesk } from './queue-desk.ts';
import { QueuePicture } from './queue-picture.tsx';
import { countVotes } from './rights.ts';

interface RowProps {
  readonly item: QueueItem;
  readonly index: number;
  /** Its further buttons are shown. */
  readonly isOpen: boolean;
  readonly desk: QueueDesk;
  readonly onMove: (item: QueueItem, index: number) => void;
  readonly indexAt: (clientY: number) => number;
}

/** Drawn again when it has changed itself, or what it reads of the party has: there may be five hundred of them. */
export class QueueRow extends Component<RowProps> {
  override shouldComponentUpdate({ item, index, isOpen }: RowProps): boolean {
    const { props } = this;
    return item !== props.item || index !== props.index || isOpen !== props.isOpen;
  }

  override render(props: RowProps) {
    return <Row {...props} />;
  }
}

function Row(props: RowProps) {
  const { item, isOpen, desk } = props;
  const { queue, host, open } = desk;
  const who = item.by === host.self.value ? text('chatYou') : host.nameOf(item.by);
  return (
    <li class="queue-item">
      {queue.mayChange.value && <Handle {...props} />}
      <QueuePicture item={item} />
      <span class="queue-what">
        <bdi class="queue-title" title={item.url}>
          {item.title}
        </bdi>
        <span class="quiet">
          {[item.lengthS === null ? null : formatMediaTime(item.lengthS), who, new URL(item.url).host]
            .filter((part) => part !== null)
            .map(isolate)
            .join(' · ')}
        </span>
      </span>
      <Vote {...props} />
      {(queue.mayChange.value || queue.mayOpen.value) && (
        <button
          type="submit"
          class="icon-button"
          aria-label={text('queueMore', item.title)}
          aria-expanded={isOpen}
          onClick={() => {
            open.value = isOpen ? null : item.id;
          }}
        >
          <More />
        </button>
      )}
      {isOpen && <Actions {...props} />}
    </li>
  );
}

function Handle({ item, index, onMove, indexAt, desk: { queue } }: RowProps) {
  const onPointerDown = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const handle = event.currentTarget;
    const row = handle.closest('li');
    const list = handle.closest('ol');
    // Firefox gives the focus to no button that is pressed so; the arrow keys go on from here.
    handle.focus();
    if (row !== null && list !== null)
      dragRow({ handle, row, list }, event, (clientY) => onMove(item, indexAt(clientY)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      ArrowUp: index - 1,
      ArrowDown: index + 1,
      Home: 0,
      End: queue.state.peek().items.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(item, to);
  };
  return (
    <button
      type="submit"
      class="queue-handle"
      aria-label={text('queueMove', item.title)}
      title={text('queueMoveHint')}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    >
      <span aria-hidden="true">⠿</span>
    </button>
  );
}

function Vote({ item, desk: { queue, host } }: RowProps) {
  const self = host.self.value;
  const isFor = self !== null && item.votes.includes(self);
  const count = countVotes(item.votes, queue.voters.value);
  if (!queue.mayChange.value) {
    return count === 0 ? null : <span class="quiet">{text('queueVotes', count)}</span>;
  }
  return (
    <button
      type="submit"
      class="queue-vote"
      aria-label={[text('queueVote', item.title), ...(count === 0 ? [] : [text('queueVotes', count)])].join(
        text('listComma'),
      )}
      aria-pressed={isFor}
      onClick={() => queue.vote(item.id, !isFor)}
    >
      <span aria-hidden="true">▲</span>
      {count > 0 && <span aria-hidden="true">{count}</span>}
    </button>
  );
}

function Actions({ item, index, desk, onMove }: RowProps) {
  const { queue, open, announcement } = desk;
  const { length } = queue.state.value.items;
  const close = () => {
    open.value = null;
  };
  const remove = (event: MouseEvent & { currentTarget: EventTarget | null }) => {
    const row = event.currentTarget instanceof Element ? event.currentTarget.closest('li') : null;
    const neighbour = row?.nextElementSibling ?? row?.previousElementSibling ?? null;
    // The focus would go with the row.
    (neighbour ?? row?.parentElement)?.querySelector<HTMLElement>('button')?.focus();
    close();
    queue.remove(item.id);
    announcement.tell(text('queueRemoved', item.title));
  };
  return (
    <div class="actions">
      {queue.mayOpen.value && (
        <Button
          type="submit"
          look="primary"
          onPress={() => {
            close();
            queue.openNow(item);
          }}
        >
          {text('queuePlayNow')}
        </Button>
      )}
      {queue.mayChange.value && index > 0 && (
        <Button type="submit" onPress={() => onMove(item, index - 1)}>
          {text('queueUp')}
        </Button>
      )}
      {queue.mayChange.value && index < length - 1 && (
        <Button type="submit" onPress={() => onMove(item, index + 1)}>
          {text('queueDown')}
        </Button>
      )}
      {queue.mayChange.value && (
        <Button type="submit" look="danger" onPress={remove}>
          {text('queueRemove')}
        </Button>
      )}
    </div>
  );
}
