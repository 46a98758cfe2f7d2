// What a page's script does to the film while the person's hand is busy with something else on the page.
import { type Act, TO_PAUSE, TO_PLAY } from './act.ts';
import type { Ground } from './grounds.ts';
import { actSoonAfter, addCommentField, pauseAfterWork, removeCommentField } from './page-scripts.ts';

/** In every page. */
const SOMEWHERE = { x: 200, y: 200 };
/** Well within the time that a person's act explains what follows. */
const SOON_MS = 200;
/** Longer than a browser takes to count a click. */
const WORK_MS = 600;
/** With the work longer than a click explains what follows (INPUT_EXPLAINS_MS), and alone less. */
const AFTER_WORK_MS = 900;

/** Somebody scrolls or writes, and the page does something to its film meanwhile. What is pressed beside a frame it does not hear. */
export function busyHandActs({ frame: framed }: Ground): readonly Act[] {
  if (framed !== undefined) return [];
  const moved = { play: TO_PLAY, pause: TO_PAUSE } as const;
  const soonAfter = (
    what: string,
    act: 'play' | 'pause',
    type: 'wheel' | 'keydown',
    use: Act['do'],
  ): Act => ({
    name: `script ${act}s ${what}`,
    author: 'site',
    ...moved[act],
    after: 'calm',
    right: 'unknown',
    isTold: false,
    do: async (stand) => {
      await stand.frame.evaluate(actSoonAfter, type, act, SOON_MS);
      await use(stand);
    },
  });
  const scroll: Act['do'] = async ({ person }) => {
    await person.tab.moveMouse(SOMEWHERE.x, SOMEWHERE.y);
    await person.tab.turnWheel(40);
  };
  const write: Act['do'] = async ({ person, frame }) => {
    await frame.evaluate(addCommentField);
    await person.tab.type('q');
    await frame.evaluate(removeCommentField);
  };
  return [
    ...(['pause', 'play'] as const).flatMap((act) => [
      soonAfter('while somebody scrolls', act, 'wheel', scroll),
      soonAfter('while somebody writes', act, 'keydown', write),
    ]),
    {
      name: 'script pauses after a click that kept the page at work',
      author: 'site',
      ...TO_PAUSE,
      after: 'calm',
      right: 'unknown',
      isTold: false,
      do: async ({ person, frame }) => {
        await frame.evaluate(pauseAfterWork, 'h1', WORK_MS, AFTER_WORK_MS);
        await person.tab.click('h1');
      },
    },
  ];
}
