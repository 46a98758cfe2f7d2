// The queue: what the party watches next, and the way there together.
import { text } from '../../ui/text.ts';
import type { Feature } from '../feature.ts';
import styles from './queue.css';
import { createQueue } from './queue.ts';
import { createQueueView } from './queue-panel.tsx';
import { readTitleElement } from './titles.ts';

export const queue: Feature = {
  id: 'queue',
  label: () => text('queue'),
  styles,
  mount(host) {
    const list = createQueue(host, {
      now: () => performance.now(),
      random: Math.random,
      readElement: readTitleElement,
      drawId: () => crypto.randomUUID().replaceAll('-', ''),
    });
    return { View: createQueueView(list, host), unseen: list.unseen };
  },
};
