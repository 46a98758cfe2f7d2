// The chat: what members say to each other beside the film.

import { text } from '../../ui/text.ts';
import type { Feature } from '../feature.ts';
import styles from './chat.css';
import { createChat } from './chat.ts';
import { createChatView } from './chat-panel.tsx';

export const chat: Feature = {
  id: 'chat',
  label: () => text('chat'),
  styles,
  mount(host) {
    const talk = createChat(host);
    return { View: createChatView(talk, host), unseen: talk.unseen };
  },
};
