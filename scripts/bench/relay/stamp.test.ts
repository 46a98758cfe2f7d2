import { expect, it } from 'vitest';
import { readLamport, readStamp, stampedBody } from './stamp.ts';

it('is found in whatever it was put into, to the microsecond', () => {
  const text = `42["event",${JSON.stringify({ by: 'x', body: stampedBody(123_456.789) })}]`;
  expect(readStamp(text)).toBe(123_456.789);
  expect(stampedBody(1)).toMatch(/^[A-Za-z0-9_-]{150}$/);
});

it('is not found where there is none', () => {
  expect(readStamp('42["presence",{}]')).toBeNull();
});

it('comes with the place in the order, the first that is told', () => {
  expect(readLamport('42["event",{"from":"member","lamport":17,"prev":{"lamport":16}}]')).toBe(17);
  expect(readLamport(stampedBody(1))).toBe(0);
});
