import { expect, it } from 'vitest';
import { createLateCommands, runInOwnTask } from './late-commands.ts';

it('[PV2] a command that waits for its own task is carried out before anything else is read', async () => {
  const element = { rate: 1.05 };
  const soon: (() => void)[] = [];
  const late = createLateCommands<number>(
    (rate) => {
      element.rate = rate;
    },
    (run) => soon.push(run),
  );
  late.add(1);
  expect(element.rate).toBe(1.05);
  late.catchUp();
  expect(element.rate).toBe(1);
  // Its task comes all the same, and finds nothing to do.
  element.rate = 2;
  for (const run of soon) run();
  expect(element.rate).toBe(2);
});

it('commands are carried out in their order, those that come up on the way after them', () => {
  const done: string[] = [];
  const late = createLateCommands<string>(
    (command) => {
      done.push(command);
      if (command === 'seek') late.add('play');
    },
    () => undefined,
  );
  late.add('seek');
  late.add('rate');
  late.catchUp();
  expect(done).toEqual(['seek', 'rate', 'play']);
});

it('a task of its own comes after what is under way, and soon', async () => {
  const order: string[] = [];
  const ran = new Promise<void>((resolve) => {
    runInOwnTask(() => {
      order.push('task');
      resolve();
    });
  });
  await Promise.resolve();
  order.push('microtask');
  await ran;
  expect(order).toEqual(['microtask', 'task']);
});
