import { expect, it } from 'vitest';
import { canonicalUrlOf, siteFor } from '../index.ts';

it.each([
  'https://www.disneyplus.com/play/0b7ff6f1-8f39-4b8c',
  'https://www.disneyplus.com/de-de/play/0b7ff6f1-8f39-4b8c?trackId=1',
  'https://www.disneyplus.com/video/0b7ff6f1-8f39-4b8c',
])('[MK1] %s is one film, whatever stands around it', (address) => {
  expect(siteFor(new URL(address)).id).toBe('disney-plus');
  expect(canonicalUrlOf(new URL(address))).toBe('https://www.disneyplus.com/play/0b7ff6f1-8f39-4b8c');
});

it('[MK1] a name that only ends alike is another site', () => {
  expect(siteFor(new URL('https://notdisneyplus.com/play/1')).id).toBe('generic');
});
