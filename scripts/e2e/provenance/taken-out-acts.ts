// A page takes its film out of the document and puts it back, as players do that change their size.
import { type Act, TO_PAUSE } from './act.ts';
import type { Ground } from './grounds.ts';
import { takeOutAndPutBack, takeOutForATask } from './page-scripts.ts';

export function takenOutActs({ isPlain, frame: framed }: Ground): readonly Act[] {
  if (!isPlain) return [];
  const byBrowser = (name: string, run: Act['do']): Act => ({
    name,
    author: 'browser',
    ...TO_PAUSE,
    after: 'calm',
    right: 'browser',
    isTold: false,
    do: run,
  });
  const press: Act['do'] = async ({ person, frame }) => {
    await frame.evaluate(takeOutForATask, 'h1');
    await person.tab.click('h1');
  };
  return [
    byBrowser('taken out and put back', ({ frame }) => frame.evaluate(takeOutAndPutBack)),
    byBrowser('taken out for a task', ({ frame }) => frame.evaluate(takeOutForATask)),
    // What is pressed beside a frame it does not hear.
    ...(framed === undefined ? [byBrowser('taken out for a task at a press', press)] : []),
  ];
}
