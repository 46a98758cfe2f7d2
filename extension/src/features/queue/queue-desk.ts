// What the parts of the queue's panel share.
import type { Signal } from '@preact/signals';
import type { Announcement } from '../../ui/announcement.ts';
import type { FeatureHost } from '../feature.ts';
import type { ItemId } from './channel.ts';
import type { AddProblem, Queue } from './queue.ts';
import type { QueueShelf } from './queue-shelf.ts';

/** The same objects for the whole life of the panel. */
export interface QueueDesk {
  readonly queue: Queue;
  readonly shelf: QueueShelf;
  readonly host: FeatureHost;
  readonly draft: Signal<string>;
  readonly problem: Signal<AddProblem | null>;
  readonly showsOptions: Signal<boolean>;
  /** The one whose further buttons are shown. */
  readonly open: Signal<ItemId | null>;
  /** What a screen reader is to say of what was done here. */
  readonly announcement: Announcement;
}
