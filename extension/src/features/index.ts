// THE list of features, in the order of their tabs.
import { chat } from './chat/index.ts';
import type { Feature } from './feature.ts';
import { people } from './people/index.ts';
import { queue } from './queue/index.ts';
import { reactions } from './reactions/index.ts';

export const FEATURES: readonly Feature[] = [chat, queue, people, reactions];
