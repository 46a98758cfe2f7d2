import { expect, it } from 'vitest';
import { canonicalUrlOf, siteFor } from '../index.ts';

it.each(['https://www.hulu.com/watch/0b7ff6f1-8f39', 'https://hulu.com/watch/0b7ff6f1-8f39?entry=mail#t'])(
  '[MK1] %s is one film, whatever stands around it',
  (address) => {
    expect(siteFor(new URL(address)).id).toBe('hulu');
    expect(canonicalUrlOf(new URL(address))).toBe('https://www.hulu.com/watch/0b7ff6f1-8f39');
  },
);

it('[MK1] a name that only ends alike is another site', () => {
  expect(siteFor(new URL('https://nothulu.com/watch/1')).id).toBe('generic');
});
