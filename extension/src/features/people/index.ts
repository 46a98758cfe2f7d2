// Who is here, and how each of them stands to the party.
import { signal } from '@preact/signals';
import { text } from '../../ui/text.ts';
import type { Feature } from '../feature.ts';
import styles from './people.css';
import { createPeopleView } from './people-panel.tsx';

export const people: Feature = {
  id: 'people',
  label: () => text('people'),
  styles,
  // Whoever comes or goes is told over the film; nothing here waits to be looked at.
  mount: (host) => ({ View: createPeopleView(host), unseen: signal(0) }),
};
