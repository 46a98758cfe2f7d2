import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createToastQueue, PROBLEM_TOAST_MS, TOAST_MS } from './toast-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setup() {
  const stop = new AbortController();
  const onChange = vi.fn();
  const queue = createToastQueue(onChange, stop.signal);
  return { queue, onChange, stop, texts: () => queue.toasts.map((toast) => toast.text) };
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

test('nothing is drawn after the end', () => {
  const { queue, onChange, stop } = setup();
  queue.add('Bob paused', 'calm');
  stop.abort();
  vi.advanceTimersByTime(TOAST_MS);
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});
