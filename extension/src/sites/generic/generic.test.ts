import { mediaKeyOf } from '@sameframe/shared/media-key.ts';
import { describe, expect, it } from 'vitest';
import { canonicalUrlOf } from '../index.ts';

const canonical = (address: string) => canonicalUrlOf(new URL(address));
const PAGE = 'https://v.example/watch?v=1';

describe('the address of what is watched', () => {
  it.each([
    `${PAGE}&utm_source=mail&fbclid=x#t=20`,
    'https://v.example/watch?gclid=1&v=1',
    `${PAGE}&t=1h2m3s`,
    `${PAGE}&start=90s`,
    `${PAGE}#comments`,
    `${PAGE}#:~:text=a/b`,
    `${PAGE}&PHPSESSID=0a1b`,
  ])('[MK1] is the same for two people who came by different ways: %s', (address) => {
    expect(canonical(address)).toBe(PAGE);
  });

  it.each([
    'https://v.example/watch?v=1&list=2',
    'https://v.example/watch?v=1&gid=2',
    'https://v.example/watch?v=1&t=20',
    'https://v.example/watch?v=1&page=3',
    'https://v.example/watch?v=1#/film/2',
    'https://v.example/watch?v=1#!film=2',
  ])('[MK1] keeps what may say which video it is: %s', (address) => {
    expect(canonical(address)).toBe(address);
  });

  it('[MK1] is one of two that differ by what tracks people, in whatever spelling', () => {
    expect(mediaKeyOf(canonical('http://m.v.example/film/?b=2&a=1&utm_medium=x'))).toBe(
      mediaKeyOf(canonical('https://www.v.example/film?a=1&b=2&fbclid=y#top')),
    );
  });
});
