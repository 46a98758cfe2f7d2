// The chat: what members say to each other beside the film.
import type { Feature } from '../feature.ts';
import styles from './chat.css';
import { createChat } from './chat.ts';
import { createChatView } from './chat-panel.tsx';
import { STRINGS } from './strings.ts';

export const chat: Feature = {
  id: 'chat',
  label: STRINGS.chat,
  styles,
  mount(host) {
    const talk = createChat(host);
    return { View: createChatView(talk, host), unseen: talk.unseen };
  },
};
