import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createToastQueue, PROBLEM_TOAST_MS, TOAST_MS, UNDO_TOAST_MS } from './toast-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setup() {
  const stop = new AbortController();
  const onChange = vi.fn();
  const button = { isInUse: false };
  const queue = createToastQueue(onChange, () => button.isInUse, stop.signal);
  return { queue, onChange, stop, button, texts: () => queue.toasts.map((toast) => toast.text) };
}

test('a toast goes by itself', () => {
  const { queue, texts, onChange } = setup();
  queue.add('Bob paused', 'calm');
  vi.advanceTimersByTime(TOAST_MS - 1);
  expect(texts()).toEqual(['Bob paused']);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual([]);
  expect(onChange).toHaveBeenCalledTimes(2);
});

test('a problem stays longer', () => {
  const { queue, texts } = setup();
  queue.add('That did not reach the party', 'problem');
  vi.advanceTimersByTime(TOAST_MS);
  expect(texts()).toHaveLength(1);
  vi.advanceTimersByTime(PROBLEM_TOAST_MS - TOAST_MS);
  expect(texts()).toEqual([]);
});

test('only the newest three stand', () => {
  const { queue, texts } = setup();
  for (const text of ['one', 'two', 'three', 'four']) queue.add(text, 'calm');
  expect(texts()).toEqual(['two', 'three', 'four']);
});

test('the same said again starts its time anew instead of standing twice', () => {
  const { queue, texts } = setup();
  queue.add('Bob paused', 'calm');
  vi.advanceTimersByTime(TOAST_MS - 100);
  queue.add('Bob paused', 'calm');
  vi.advanceTimersByTime(200);
  expect(texts()).toEqual(['Bob paused']);
});

test('[UN2] one that can be undone stays long enough to get to its button, and while somebody is at it', () => {
  const { queue, texts, button } = setup();
  queue.add('Bob jumped to 12:04', 'calm', true);
  vi.advanceTimersByTime(UNDO_TOAST_MS - 1);
  button.isInUse = true;
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['Bob jumped to 12:04']);
  button.isInUse = false;
  vi.advanceTimersByTime(2_000);
  expect(texts()).toEqual([]);
});

test('[UN2] it is not pushed out by others, goes when there is nothing to undo, and gives way to the next jump', () => {
  const { queue, texts, onChange } = setup();
  queue.add('Bob jumped to 12:04', 'calm', true);
  for (const text of ['one', 'two', 'three']) queue.add(text, 'calm');
  expect(texts()).toEqual(['Bob jumped to 12:04', 'two', 'three']);
  queue.add('Carol jumped to 1:00', 'calm', true);
  expect(texts()).toEqual(['two', 'three', 'Carol jumped to 1:00']);
  queue.endUndo();
  expect(texts()).toEqual(['two', 'three']);
  const drawn = onChange.mock.calls.length;
  queue.endUndo();
  expect(onChange).toHaveBeenCalledTimes(drawn);
});

test('nothing is drawn after the end', () => {
  const { queue, onChange, stop } = setup();
  queue.add('Bob paused', 'calm');
  stop.abort();
  vi.advanceTimersByTime(TOAST_MS);
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});
