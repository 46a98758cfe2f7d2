import { describe, expect, it } from 'vitest';
import { canonicalUrlOf } from '../index.ts';

const canonical = (address: string) => canonicalUrlOf(new URL(address));

describe('the address of what is watched', () => {
  it('[MK1] is the same for two people who came by different ways', () => {
    expect(canonical('https://v.example/watch?v=1&utm_source=mail&fbclid=x#t=20')).toBe(
      canonical('https://v.example/watch?v=1'),
    );
  });

  it('[MK1] keeps what may say which video it is', () => {
    expect(canonical('https://v.example/watch?v=1&list=2')).not.toBe(
      canonical('https://v.example/watch?v=2&list=2'),
    );
  });
});
