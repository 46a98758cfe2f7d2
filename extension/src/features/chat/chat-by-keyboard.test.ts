// @vitest-environment happy-dom
import { eventually } from '@sameframe/shared/testing/until.ts';
import { expect, test } from 'vitest';
import type { Side } from '../../overlay/panel-set.ts';
import { findByRole, getByRole } from '../../ui/testing/find-by-role.ts';
import { mountSidePerTest } from '../testing/mount-side-per-test.ts';
import { ALICE, BOB, CAROL, say, talk } from '../testing/side-samples.ts';

const page = mountSidePerTest();
let side: Side;

/** Of `ALICE`, who looks, the second and the third are. */
const SAID = talk(
  [BOB, say('one', 1)],
  [ALICE, say('two', 2)],
  [ALICE, say('three', 3)],
  [CAROL, say('four', 4)],
);

async function open(role: 'host' | 'spectator' = 'host'): Promise<void> {
  side = page.mount({ said: SAID, role });
  side.setOpen(true, true);
  await eventually(() => expect(page.into.querySelectorAll('.message')).toHaveLength(SAID.length));
}

const list = () => page.into.querySelector('[role=log]') as HTMLElement;
const field = () => page.into.querySelector('textarea') as HTMLElement;
const press = (key: string) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );
const isAt = () =>
  document.activeElement?.querySelector('.said')?.textContent ?? document.activeElement?.className;
/** Where Tab stops, in the list. */
const stopsIn = () =>
  [...page.into.querySelectorAll<HTMLElement>('.scroll, .scroll *')]
    .filter(({ tabIndex }) => tabIndex >= 0)
    .map((each) => each.getAttribute('aria-label') ?? each.textContent);

test('[SI5] opened, the panel has the focus where one may write', async () => {
  await open();
  expect(document.activeElement).toBe(field());
});

test('[CH12] the messages are one stop of the keyboard; the arrows lead from one to the other', async () => {
  await open();
  expect(stopsIn()).toEqual(['Messages']);
  list().focus();
  const way = ['ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'Home', 'ArrowUp', 'End'];
  const seen = way.map((key) => {
    press(key);
    return isAt();
  });
  expect(seen).toEqual(['four', 'three', 'four', 'four', 'one', 'one', 'four']);
});

test('[CH12] only of the message that has the focus the buttons can be reached', async () => {
  await open();
  list().focus();
  press('Home');
  expect(stopsIn()).toEqual(['Messages', 'Jump to 0:01', 'More about the message of Bob']);
  press('ArrowDown');
  expect(stopsIn()).toEqual(['Messages', 'Jump to 0:02', 'More about your message']);
  getByRole(page.into, 'button', 'Jump to 0:02').focus();
  press('ArrowDown');
  expect(isAt()).toBe('three');
  field().focus();
  expect(stopsIn()).toEqual(['Messages']);
});

test('[CH2] who asks to jump is asked, with the focus on the way out', async () => {
  await open();
  getByRole(page.into, 'button', 'Jump to 0:01').click();
  await eventually(() => expect(findByRole(page.into, 'button', 'Cancel')).not.toBeNull());
  await eventually(() => expect(document.activeElement?.textContent).toBe('Cancel'));
  expect(document.activeElement?.closest('[role=alert]')?.textContent).toContain('0:01');
  getByRole(page.into, 'button', 'Cancel').click();
  expect(document.activeElement).toBe(field());
});

test('[SI4] unmuting somebody leaves the focus where one writes', async () => {
  await open();
  getByRole(page.into, 'button', 'More about the message of Bob').click();
  await eventually(() => expect(findByRole(page.into, 'button', 'Mute Bob for me')).not.toBeNull());
  getByRole(page.into, 'button', 'Mute Bob for me').click();
  await eventually(() => expect(findByRole(page.into, 'button', 'Hear Bob again')).not.toBeNull());
  getByRole(page.into, 'button', 'Hear Bob again').focus();
  getByRole(page.into, 'button', 'Hear Bob again').click();
  await eventually(() => expect(findByRole(page.into, 'button', 'Hear Bob again')).toBeNull());
  expect(document.activeElement).toBe(field());
});
