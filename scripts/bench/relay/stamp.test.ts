import { expect, it } from 'vitest';
import { readStamp, stampedBody } from './stamp.ts';

it('is found in whatever it was put into, to the microsecond', () => {
  const text = `42["event",${JSON.stringify({ by: 'x', body: stampedBody(123_456.789) })}]`;
  expect(readStamp(text)).toBe(123_456.789);
  expect(stampedBody(1)).toMatch(/^[A-Za-z0-9_-]{150}$/);
});

it('is not found where there is none', () => {
  expect(readStamp('42["presence",{}]')).toBeNull();
});
