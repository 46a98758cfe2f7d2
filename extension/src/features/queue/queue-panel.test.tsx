// @vitest-environment happy-dom
// The queue's panel as a member sees it.
import { DEFAULT_RULES } from '@sameframe/shared/protocol/rules.ts';
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findByRole, getByRole } from '../../ui/testing/find-by-role.ts';
import type { ItemId } from './channel.ts';
import { createQueueView } from './queue-panel.tsx';
import { partyWith, type Seat } from './testing/queue-party.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  render(null, document.body);
  vi.useRealTimers();
});

function show({ queue, host }: Seat): void {
  const View = createQueueView(queue, host);
  render(<View />, document.body);
}
const buttons = (...names: readonly string[]) =>
  names.map((name) => findByRole(document.body, 'button', name) !== null);

test('[QU2] while it is voted on, whoever may play the next one still does so by an option', async () => {
  const rules = { ...DEFAULT_RULES, grants: { playback: 'host' as const } };
  const { seats, runFor } = await partyWith(['a', 'b'], 2, ['host', 'viewer'], rules);
  const [alice, bob] = seats as [Seat, Seat];
  alice.queue.set({ skipsByVote: true });
  alice.queue.openNext();
  await runFor(10_000);
  for (const [seat, may] of [
    [alice, true],
    [bob, false],
  ] as const) {
    show(seat);
    getByRole(document.body, 'button', 'Queue options').click();
    await runFor(100);
    expect(buttons('Vote to skip', 'Play next')).toEqual([true, may]);
  }
});

test('[QU2] the votes of who has left are no longer shown', async () => {
  const { seats, runFor } = await partyWith(['a'], 3);
  const [alice, bob, carol] = seats as [Seat, Seat, Seat];
  const [item] = alice.queue.state.value.items;
  if (item === undefined) throw new Error('nothing is queued');
  for (const { queue } of [bob, carol]) queue.vote(item.id, true);
  await runFor(500);
  show(alice);
  expect(buttons('Vote for “films.example/a”, votes: 2')).toEqual([true]);
  carol.part();
  await runFor(100);
  expect(buttons('Vote for “films.example/a”, votes: 1')).toEqual([true]);
});

test('[QU8] Escape gives up saving, but not while it takes back what an input method composes', async () => {
  const { seats, runFor } = await partyWith(['a'], 1);
  show(seats[0] as Seat);
  getByRole(document.body, 'button', 'Queue options').click();
  await runFor(100);
  getByRole(document.body, 'button', 'Save as playlist').click();
  await runFor(100);
  const press = async (isComposing: boolean) => {
    const key = { key: 'Escape', isComposing, bubbles: true, cancelable: true };
    document.querySelector('.queue-save input')?.dispatchEvent(new KeyboardEvent('keydown', key));
    await runFor(100);
    return document.querySelector('.queue-save') !== null;
  };
  expect([await press(true), await press(false)]).toEqual([true, false]);
});

test('[QU1] two that are called the same are told to be removed one after the other', async () => {
  const { seats, runFor } = await partyWith(['a', 'a'], 1);
  show(seats[0] as Seat);
  const told = () => document.querySelector('[role=status]')?.textContent;
  const remove = async () => {
    document.querySelector<HTMLElement>('.queue ol [aria-expanded=false]')?.click();
    await runFor(50);
    getByRole(document.body, 'button', 'Remove').click();
    await runFor(50);
    const heard = told();
    await runFor(500);
    return [heard, told()];
  };
  const words = '“films.example/a” removed';
  expect(await remove()).toEqual([words, words]);
  expect(await remove()).toEqual(['', words]);
  await runFor(2_000);
  expect(told()).toBe('');
});

test('[QU1] where something was moved to is told when it stands there, and as it stands there', async () => {
  const { seats, runFor } = await partyWith(['a', 'b', 'c'], 2);
  const [alice, bob] = seats as [Seat, Seat];
  const idOf = (at: number) => alice.queue.state.value.items[at]?.id as ItemId;
  show(alice);
  const told = () => document.querySelector('[role=status]')?.textContent;
  // Before Alice has heard of it there is one less.
  bob.queue.remove(idOf(0));
  const handle = getByRole(document.body, 'button', 'Move “films.example/c”');
  handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }));
  await runFor(100);
  expect(told()).toBe('');
  await runFor(500);
  expect(told()).toBe('“films.example/c” is now 1 of 2');
});
