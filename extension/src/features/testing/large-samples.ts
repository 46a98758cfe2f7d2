// Features with as much in them as they ever hold, to be measured.
import { SAMPLE_PICTURES } from '@sameframe/shared/testing/small-picture.ts';
import { text } from '../../ui/text.ts';
import { MAX_MESSAGES } from '../chat/channel.ts';
import { MAX_ITEMS, MAX_ITEMS_PER_ACT } from '../queue/channel.ts';
import { BOB, CAROL, queued, type SideSample, say, talk } from './side-samples.ts';

const WORDS = 'the moon was hit right in the eye and nobody on board seemed to mind at all'.split(' ');

/** Of one word up to fourteen, always the same. */
const sentence = (index: number) => WORDS.slice(0, 1 + ((index * 7) % 14)).join(' ');

const chat = talk(
  ...Array.from({ length: MAX_MESSAGES }, (_, index) => {
    const said = say(`${index}: ${sentence(index)}`, index);
    return [index % 3 === 0 ? BOB : CAROL, said] as const;
  }),
);

const queue = talk(
  ...Array.from({ length: MAX_ITEMS / MAX_ITEMS_PER_ACT }, (_, group) => {
    const items = Array.from({ length: MAX_ITEMS_PER_ACT }, (__, index) => {
      const number = group * MAX_ITEMS_PER_ACT + index;
      const item = queued(`item-${number}`, `${number}: ${sentence(number)}`, 'a0', 60 * number);
      // As many of them as are taken with one.
      return { ...item, picture: SAMPLE_PICTURES[number % SAMPLE_PICTURES.length] };
    });
    return [BOB, { kind: 'add', items }] as const;
  }),
);

export const LARGE_SAMPLES: Readonly<Record<string, SideSample>> = {
  'side-chat-full': { said: chat },
  'side-queue-full': { said: [], queued: queue, pressed: () => [text('queue')] },
};
